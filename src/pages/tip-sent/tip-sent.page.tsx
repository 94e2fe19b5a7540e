import { useCallback, useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { TipReceipt } from '#contract/tips.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { sendTip } from '../../api/tips.ts';
import { ReceiptCard } from '../../features/send-tip/receipt-card.tsx';
import {
  forgetSentTipAtom,
  readUnsaved,
  sentTipAtom,
  showReceiptAtom,
  type Unsaved,
} from '../../features/send-tip/sent-tip.ts';
import { instantText } from '../../lib/date-text.ts';
import { sessionText } from '../../lib/kept-text.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Loading, Screen } from '../../ui/screen.tsx';
import { useLeaveGuard } from './leave-guard.ts';

/** The codes of the tip just sent: shown once, and not left by accident. */
export default function TipSentPage() {
  const receipt = useAtomValue(sentTipAtom);
  if (receipt) return <Receipt receipt={receipt} />;
  const unsaved = readUnsaved(sessionText);
  return unsaved ? <RestoringReceipt unsaved={unsaved} /> : <NothingSent />;
}

function Receipt({ receipt }: { receipt: TipReceipt }) {
  const [isLeaving, setIsLeaving] = useState(false);
  const forget = useSetAtom(forgetSentTipAtom);
  const navigate = useNavigate();
  useLeaveGuard(
    true,
    useCallback(() => setIsLeaving(true), []),
  );

  const leave = () => {
    navigate(paths.home, { replace: true });
    forget();
  };

  return (
    <Screen name={text.sent.name} heading={text.sent.heading}>
      <Notice tone="success">
        <p>{text.sent.confirmation(receipt.unit.name, receipt.code)}</p>
        <p>{text.sent.acknowledge(instantText(receipt.acknowledgeBy))}</p>
      </Notice>
      <p>{text.sent.save}</p>
      <ReceiptCard receipt={receipt} />
      <Actions>
        <Button wide icon="check" onPress={leave}>
          {text.sent.done}
        </Button>
      </Actions>
      <ConfirmDialog
        isOpen={isLeaving}
        heading={text.sent.leaveQuestion}
        body={text.sent.leaveBody}
        yes={text.sent.leaveYes}
        no={text.sent.leaveNo}
        onYes={leave}
        onNo={() => setIsLeaving(false)}
      />
    </Screen>
  );
}

/** After a reload: the same key brings the same codes back. */
function RestoringReceipt({ unsaved }: { unsaved: Unsaved }) {
  const show = useSetAtom(showReceiptAtom);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [{ key, tip }] = useState(unsaved);

  const restore = useCallback(async () => {
    setProblem(null);
    const result = await sendTip(tip, key);
    if (result.ok) show(result.value);
    else setProblem(result.problem);
  }, [key, tip, show]);

  useEffect(() => {
    void restore();
  }, [restore]);

  return (
    <Screen name={text.sent.name} heading={text.sent.heading}>
      {problem ? (
        <FailedNotice
          message={`${text.sent.restoreFailed} ${problemText(problem).message}`}
          requestId={problemText(problem).requestId}
          requestIdLabel={text.app.requestId}
          retryLabel={text.app.retry}
          onRetry={() => void restore()}
        />
      ) : (
        <Loading text={text.sent.restoring} />
      )}
    </Screen>
  );
}

function NothingSent() {
  return (
    <Screen name={text.sent.name} heading={text.sent.nothingHeading} lead={text.sent.nothingBody}>
      <Actions>
        <LinkButton look="primary" to={paths.trackTip}>
          {text.sent.track}
        </LinkButton>
        <LinkButton to={paths.home}>{text.notFound.home}</LinkButton>
      </Actions>
    </Screen>
  );
}
