import { useCallback, useEffect, useState } from 'react';
import { useNavigate } from 'react-router-dom';
import type { TipReceipt } from '#contract/tips.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { sendTip } from '../../api/tips.ts';
import { KeepCodes } from '../../features/my-tips/keep-codes.tsx';
import { NotificationOffer } from '../../features/notifications/notification-offer.tsx';
import { ReceiptCard } from '../../features/send-tip/receipt-card.tsx';
import {
  forgetSentTipAtom,
  receiptsByKeyAtom,
  showReceiptAtom,
  type Unsaved,
  unsavedTipsAtom,
} from '../../features/send-tip/sent-tip.ts';
import { instantText } from '../../lib/date-text.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { localName } from '../../text/content-words.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { tipSentText } from '../../text/vi-tip-sent.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Loading, Screen } from '../../ui/screen.tsx';
import { useLeaveGuard } from './leave-guard.ts';

/** The codes of the tip sent last: shown once, and not left by accident. Those of another one follow. */
export default function TipSentPage() {
  const [unsaved, ...others] = useAtomValue(unsavedTipsAtom);
  const receipts = useAtomValue(receiptsByKeyAtom);
  const receipt = unsaved && receipts[unsaved.key];
  if (!unsaved) return <NothingSent />;
  if (!receipt) return <RestoringReceipt key={unsaved.key} unsaved={unsaved} />;
  return <Receipt key={unsaved.key} unsaved={unsaved} receipt={receipt} hasMore={others.length > 0} />;
}

function Receipt(props: { unsaved: Unsaved; receipt: TipReceipt; hasMore: boolean }) {
  const { unsaved, receipt, hasMore } = props;
  const [isLeaving, setIsLeaving] = useState(false);
  const forget = useSetAtom(forgetSentTipAtom);
  const navigate = useNavigate();
  useLeaveGuard(
    true,
    useCallback(() => setIsLeaving(true), []),
  );

  const leave = () => {
    if (!hasMore) navigate(paths.home, { replace: true });
    forget(unsaved.key);
  };

  return (
    <Screen name={tipSentText.name} heading={tipSentText.heading}>
      <Notice tone="success">
        <p>{tipSentText.confirmation(localName(receipt.unit.name), receipt.code)}</p>
        <p>{tipSentText.acknowledge(instantText(receipt.acknowledgeBy))}</p>
      </Notice>
      <p>{tipSentText.save}</p>
      <ReceiptCard receipt={receipt} />
      <KeepCodes code={receipt.code} receipt={receipt.receipt} />
      {unsaved.isOfAccount && !unsaved.tip.anonymous && <NotificationOffer />}
      {hasMore && <p>{tipSentText.next}</p>}
      <Actions>
        <Button wide icon="check" onPress={leave}>
          {tipSentText.done}
        </Button>
      </Actions>
      <ConfirmDialog
        isOpen={isLeaving}
        heading={tipSentText.leaveQuestion}
        body={tipSentText.leaveBody}
        yes={tipSentText.leaveYes}
        no={tipSentText.leaveNo}
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
    if (result.ok) show(key, result.value);
    else setProblem(result.problem);
  }, [key, tip, show]);

  useEffect(() => {
    void restore();
  }, [restore]);

  return (
    <Screen name={tipSentText.name} heading={tipSentText.heading}>
      {problem ? (
        <FailedNotice
          lead={tipSentText.restoreFailed}
          {...problemText(problem)}
          onRetry={() => void restore()}
        />
      ) : (
        <Loading text={tipSentText.restoring} />
      )}
    </Screen>
  );
}

function NothingSent() {
  return (
    <Screen name={tipSentText.name} heading={tipSentText.nothingHeading} lead={tipSentText.nothingBody}>
      <Actions>
        <LinkButton look="primary" to={paths.trackTip}>
          {tipSentText.track}
        </LinkButton>
        <LinkButton to={paths.home}>{text.notFound.home}</LinkButton>
      </Actions>
    </Screen>
  );
}
