import { type FormEvent, useEffect, useState } from 'react';
import { limits } from '#contract/limits.ts';
import type { TipView } from '#contract/tips.ts';
import { photoFace } from '../../api/photo-face.ts';
import { problemText } from '../../api/problem-text.ts';
import type { TipAccess } from '../../api/sent-tips.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { focusField, TextArea } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { PhotoPicker } from '../../ui/photo-picker.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import {
  addMessagePhotosAtom,
  changeMessageAtom,
  emptyMessage,
  type MessageOutcome,
  messageDraftsAtom,
  messagePhotosAtom,
  removeMessagePhotoAtom,
  resendMessagePhotoAtom,
  restoreMessageAtom,
  sendMessageAtom,
} from './message.atoms.ts';
import type { MessageDraft } from './message-draft.ts';
import styles from './track-tip.module.css';

const words = sentTipText.message;

/** What is wrong with it before it is sent. */
function issueOf({ text: written, photos }: MessageDraft): string | null {
  const excess = written.trim().length - limits.messageCharsMax;
  if (excess > 0) return words.errorLong(excess);
  return written.trim() === '' && photos.length === 0 ? words.errorEmpty : null;
}

/** Words and photos to the unit. What is written stays on the phone until the server has it. */
export function MessageForm(props: { tip: TipView; access: TipAccess; onSent: () => Promise<void> }) {
  const { tip, access, onSent } = props;
  const draft = useAtomValue(messageDraftsAtom)[access.code] ?? emptyMessage;
  const change = useSetAtom(changeMessageAtom);
  const restore = useSetAtom(restoreMessageAtom);
  const send = useSetAtom(sendMessageAtom);
  const [issue, setIssue] = useState<string | null>(null);
  const [isSending, setIsSending] = useState(false);
  const [outcome, setOutcome] = useState<MessageOutcome | null>(null);

  useEffect(() => restore(access.code), [restore, access.code]);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isSending) return;
    const found = issueOf(draft);
    setIssue(found);
    setOutcome(null);
    if (found !== null) {
      focusField('message');
      return;
    }
    setIsSending(true);
    const result = await send(access);
    if (result.kind !== 'photos-failed') await onSent();
    setIsSending(false);
    setOutcome(result);
  };

  return (
    <Card>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <h2>{tip.status === 'waiting_citizen' ? words.headingAsked : words.heading}</h2>
        <TextArea
          isShort
          name="message"
          label={words.text}
          hint={words.textHint}
          value={draft.text}
          onChange={(written) => {
            setIssue(null);
            change(access.code, { text: written });
          }}
          error={issue ?? undefined}
          counter={words.counter(draft.text.trim().length, limits.messageCharsMax)}
        />
        <MessagePhotos draft={draft} code={access.code} />
        <StatusLine>{outcome && <OutcomeNotice outcome={outcome} />}</StatusLine>
        {isSending ? <SendingWords draft={draft} /> : <SubmitButton>{words.send}</SubmitButton>}
      </form>
    </Card>
  );
}

function MessagePhotos({ draft, code }: { draft: MessageDraft; code: string }) {
  const shown = useAtomValue(messagePhotosAtom);
  const platform = useAtomValue(platformAtom);
  const add = useSetAtom(addMessagePhotosAtom);
  const remove = useSetAtom(removeMessagePhotoAtom);
  const resend = useSetAtom(resendMessagePhotoAtom);
  return (
    <PhotoPicker
      photos={draft.photos.map(({ id }) => ({ id, ...photoFace(shown[id]) }))}
      photosMax={limits.photosPerMessageMax}
      pick={(options) => platform.pickPhotos(options)}
      onAdd={(files) => add(code, files)}
      onRemove={(id) => remove(code, id)}
      onRetry={resend}
    />
  );
}

function SendingWords({ draft }: { draft: MessageDraft }) {
  const isWaitingForPhotos = draft.photos.some(({ photoId }) => photoId === null);
  return <Loading text={isWaitingForPhotos ? words.waitingPhotos : words.sending} />;
}

function OutcomeNotice({ outcome }: { outcome: MessageOutcome }) {
  if (outcome.kind === 'sent') {
    return (
      <Notice tone="success">
        <p>{words.sent}</p>
      </Notice>
    );
  }
  if (outcome.kind !== 'failed') {
    return (
      <Notice tone="warning">
        <p>{outcome.kind === 'conflict' ? words.conflict : words.photosFailed}</p>
      </Notice>
    );
  }
  const { message, requestId } = problemText(outcome.problem);
  const isAnswered = outcome.problem.kind === 'refused';
  return (
    <FailedNotice message={isAnswered ? message : `${words.unreached} ${message}`} requestId={requestId} />
  );
}
