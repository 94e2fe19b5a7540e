import { useEffect, useState } from 'react';
import type { Portal } from '#contract/portal.ts';
import { photoFace } from '../../api/photo-face.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { tipText } from '../../text/vi-tip.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Loading } from '../../ui/screen.tsx';
import { draftAtom, photosAtom, resendPhotosAtom } from './draft.atoms.ts';
import {
  recoverAttemptedAtom,
  sendAsNewTipAtom,
  sendingAtom,
  sendWithoutMissingPhotosAtom,
  stopSendingAtom,
} from './sending.atoms.ts';

type Props = { portal: Portal; onSend: () => void };

/** Tells how sending goes and, where it stops, what the person can do. What was typed stays in every case. */
export function SendingNotice({ portal, onSend }: Props) {
  const state = useAtomValue(sendingAtom);
  switch (state.kind) {
    case 'idle':
    case 'fix':
      return null;
    case 'waiting-photos':
      return <WaitingForPhotos portal={portal} />;
    case 'renewing-photos':
      return <UnderWay message={tipText.sending.renewingPhotos} />;
    case 'sending':
      return <UnderWay message={tipText.sending.inProgress} />;
    case 'proving':
      return <UnderWay message={tipText.sending.proving} />;
    case 'paused':
      return <Paused until={state.until} />;
    case 'photos-failed':
      return <PhotosFailed portal={portal} onSend={onSend} />;
    case 'waiting':
      return <Queued problem={state.problem} portal={portal} onSend={onSend} />;
    case 'conflict':
      return <Conflict portal={portal} />;
    case 'consent-changed':
      return <Remark message={tipText.sending.consentChanged} />;
    case 'unit-changed':
      return <Remark message={tipText.sending.unitChanged} />;
    case 'failed':
      return <Failed problem={state.problem} />;
  }
}

const Remark = ({ message }: { message: string }) => (
  <Notice tone="warning" announce="now">
    <p>{message}</p>
  </Notice>
);

function UnderWay({ message }: { message: string }) {
  const stop = useSetAtom(stopSendingAtom);
  return (
    <Actions>
      <Loading text={message} />
      <Button look="plain" onPress={() => stop()}>
        {tipText.sending.cancel}
      </Button>
    </Actions>
  );
}

function WaitingForPhotos({ portal }: { portal: Portal }) {
  const { photos } = useAtomValue(draftAtom);
  const sendWithout = useSetAtom(sendWithoutMissingPhotosAtom);
  const done = photos.filter(({ photoId }) => photoId !== null).length;
  return (
    <Actions>
      <UnderWay message={tipText.sending.waitingPhotos(done, photos.length)} />
      <Button look="secondary" onPress={() => void sendWithout(portal)}>
        {tipText.sending.withoutPhotos}
      </Button>
    </Actions>
  );
}

/** Nothing is asked of the person: it goes by itself. */
function Queued({ problem, portal, onSend }: Props & { problem: ApiProblem | null }) {
  const { photos } = useAtomValue(draftAtom);
  const stop = useSetAtom(stopSendingAtom);
  const sendWithout = useSetAtom(sendWithoutMissingPhotosAtom);
  return (
    <Notice tone="warning" announce="now">
      <h2>{queuedText(problem)}</h2>
      <p>{tipText.sending.queuedBody}</p>
      <Actions>
        <Button icon="retry" onPress={onSend}>
          {tipText.sending.queuedAgain}
        </Button>
        {photos.some(({ photoId }) => photoId === null) && (
          <Button look="secondary" onPress={() => void sendWithout(portal)}>
            {tipText.sending.withoutPhotos}
          </Button>
        )}
        <Button look="secondary" onPress={() => stop()}>
          {tipText.sending.queuedCancel}
        </Button>
      </Actions>
    </Notice>
  );
}

/** No answer does not mean not arrived; sending again under the same key makes no second tip. */
function queuedText(problem: ApiProblem | null): string {
  if (problem?.kind === 'timeout') return tipText.sending.queuedUnanswered;
  return problem === null || problem.kind === 'offline' ? tipText.sending.queued : tipText.sending.queuedBusy;
}

function PhotosFailed({ portal, onSend }: Props) {
  const { id: draftId, photos } = useAtomValue(draftAtom);
  const shown = useAtomValue(photosAtom);
  const resend = useSetAtom(resendPhotosAtom);
  const sendWithout = useSetAtom(sendWithoutMissingPhotosAtom);
  const missing = photos.filter(({ photoId }) => photoId === null).map(({ id }) => id);
  const reasons = new Set(
    missing.map((id) => {
      const state = shown[id]?.state;
      return state?.kind === 'failed' ? problemText(state.problem).message : tipText.photos.lost;
    }),
  );
  const mayRetry = missing.some((id) => photoFace(shown[id]).mayRetry);
  return (
    <Notice tone="warning" announce="now">
      <p>{(mayRetry ? tipText.sending.photosFailed : tipText.sending.photosUseless)(missing.length)}</p>
      {[...reasons].map((reason) => (
        <p key={reason}>{reason}</p>
      ))}
      <Actions>
        {mayRetry && (
          <Button
            look="secondary"
            icon="retry"
            onPress={() => {
              resend(draftId, missing);
              onSend();
            }}
          >
            {tipText.sending.retryPhotos}
          </Button>
        )}
        <Button look="secondary" onPress={() => void sendWithout(portal)}>
          {mayRetry ? tipText.sending.withoutPhotos : tipText.sending.withoutUseless}
        </Button>
      </Actions>
    </Notice>
  );
}

/** Counts down to the next attempt, which the app makes by itself. */
function Paused({ until }: { until: number }) {
  const [now, setNow] = useState(Date.now);
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 1_000);
    return () => clearInterval(timer);
  }, []);
  return <UnderWay message={tipText.sending.waiting(Math.max(1, Math.ceil((until - now) / 1_000)))} />;
}

function Conflict({ portal }: { portal: Portal }) {
  const { attempted } = useAtomValue(draftAtom);
  const recover = useSetAtom(recoverAttemptedAtom);
  const sendAsNew = useSetAtom(sendAsNewTipAtom);
  return (
    <Notice tone="warning" announce="now">
      <h2>{tipText.sending.conflictHeading}</h2>
      <p>{tipText.sending.conflictBody}</p>
      <Actions>
        {attempted.length > 0 && (
          <Button onPress={() => void recover(portal)}>{tipText.sending.conflictFirst}</Button>
        )}
        <Button look="secondary" onPress={() => void sendAsNew(portal)}>
          {tipText.sending.conflictNew}
        </Button>
      </Actions>
    </Notice>
  );
}

function Failed({ problem }: { problem: ApiProblem }) {
  return <FailedNotice lead={tipText.sending.failed} {...problemText(problem)} />;
}
