import { text } from '../text/vi.ts';
import { Button } from './button.tsx';
import { Notice } from './notice.tsx';

/** What went wrong, what to do next, and the number by which it is found in the log: what `problemText` answers, given as it is. */
export function FailedNotice(props: {
  /** What could not be done, in front of why. */
  lead?: string;
  message: string;
  requestId: string | null;
  onRetry?: () => void;
  /** What is tried again, where it is more than a look. */
  retryLabel?: string;
}) {
  return (
    <Notice tone="danger" announce="now">
      <p>{props.lead ? `${props.lead} ${props.message}` : props.message}</p>
      {props.requestId && (
        <p>
          {text.app.requestId} <code>{props.requestId}</code>
        </p>
      )}
      {props.onRetry && (
        <Button look="secondary" icon="retry" onPress={props.onRetry}>
          {props.retryLabel ?? text.app.retry}
        </Button>
      )}
    </Notice>
  );
}
