import { type FormEvent, useState } from 'react';
import { limits } from '#contract/limits.ts';
import type { TipView } from '#contract/tips.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { reopenTip, type TipAccess } from '../../api/sent-tips.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { TextArea } from '../../ui/field.tsx';
import { Actions, Card, Loading } from '../../ui/screen.tsx';
import styles from './track-tip.module.css';

const words = sentTipText.reopen;

/** "Chưa được, xem lại": how often it may still be said, and why, if the sender wants to say why. */
export function ReopenForm(props: { tip: TipView; access: TipAccess; onReopened: () => Promise<void> }) {
  const [isWriting, setIsWriting] = useState(false);
  return (
    <Card>
      <h2>{words.heading}</h2>
      <p>
        {words.body} {words.left(props.tip.reopensLeft)}
      </p>
      {isWriting ? (
        <Reason access={props.access} onReopened={props.onReopened} onCancel={() => setIsWriting(false)} />
      ) : (
        <Button look="secondary" icon="retry" wide onPress={() => setIsWriting(true)}>
          {words.start}
        </Button>
      )}
    </Card>
  );
}

function Reason(props: { access: TipAccess; onReopened: () => Promise<void>; onCancel: () => void }) {
  const [reason, setReason] = useState('');
  const [isSending, setIsSending] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const excess = reason.trim().length - limits.reopenReasonCharsMax;

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending || excess > 0) return;
    setProblem(null);
    setIsSending(true);
    const written = reason.trim();
    const result = await reopenTip(props.access, written === '' ? {} : { reason: written });
    // Also after a failure: one whose answer was lost has reopened the tip all the same.
    await props.onReopened();
    setIsSending(false);
    if (!result.ok) setProblem(result.problem);
  };

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <TextArea
        isShort
        name="reopen-reason"
        label={words.reason}
        hint={words.reasonHint}
        value={reason}
        onChange={setReason}
        error={excess > 0 ? sentTipText.message.errorLong(excess) : undefined}
        counter={sentTipText.message.counter(reason.trim().length, limits.reopenReasonCharsMax)}
      />
      {problem && <FailedNotice lead={words.failed} {...problemText(problem)} />}
      {isSending ? (
        <Loading text={words.sending} />
      ) : (
        <Actions>
          <SubmitButton>{words.send}</SubmitButton>
          <Button look="plain" onPress={props.onCancel}>
            {words.cancel}
          </Button>
        </Actions>
      )}
    </form>
  );
}
