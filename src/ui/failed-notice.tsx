import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What went wrong, what to do next, and the number by which it is found in the log. */
export function FailedNotice(props: {
  message: string;
  requestId: string | null;
  requestIdLabel: string;
  retryLabel?: string;
  onRetry?: () => void;
}) {
  return (
    <Notice tone="danger" announce="now">
      <p>{props.message}</p>
      {props.requestId && (
        <p>
          {props.requestIdLabel} <code>{props.requestId}</code>
        </p>
      )}
      {props.onRetry && props.retryLabel && (
        <Button look="secondary" icon="retry" onPress={props.onRetry}>
          {props.retryLabel}
        </Button>
      )}
    </Notice>
  );
}
