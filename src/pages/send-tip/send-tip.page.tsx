import { lazy, useCallback, useEffect, useRef, useState } from 'react';
import { Navigate, useLocation, useNavigate, useParams } from 'react-router-dom';
import type { Portal } from '#contract/portal.ts';
import { portalStateAtom, refreshPortalAtom } from '../../api/portal.ts';
import { problemText } from '../../api/problem-text.ts';
import { readWordsId } from '../../features/send-tip/chat-words.rules.ts';
import { DangerLine } from '../../features/send-tip/danger-line.tsx';
import { beginDraftAtom, draftAtom, keptDraftsAtom } from '../../features/send-tip/draft.atoms.ts';
import { tipsOnPhoneAtom, tipsOnPhoneMax } from '../../features/send-tip/kept-draft.ts';
import { SendTip } from '../../features/send-tip/send-tip.tsx';
import { sentTipKeyAtom } from '../../features/send-tip/sending.atoms.ts';
import { stepOfIssues } from '../../features/send-tip/sending.rules.ts';
import { firstOpenStep, type TipStep, tipSteps } from '../../features/send-tip/tip-draft.rules.ts';
import { isUntouched } from '../../features/send-tip/tip-draft.ts';
import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { tipText } from '../../text/vi-tip.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';

// The screen of the codes must be there when the answer is, also if the line is not. Should this fail, that screen loads itself.
import('../tip-sent/tip-sent.page.tsx').catch(() => undefined);
// The frame shows it as soon as a tip waits for a line, when it is too late to fetch it.
import('../../features/send-tip/outgoing/outgoing-notices.tsx').catch(() => undefined);

/** Only for who comes from a chat. */
const WordsOfChat = lazy(() =>
  import('../../features/send-tip/words-of-chat.tsx').then((module) => ({ default: module.WordsOfChat })),
);

const pathOf = (step: TipStep): string => `${paths.sendTip}/${step}`;

/** The steps of a tip, once the app knows the place's categories and units. */
export default function SendTipPage() {
  const state = useAtomValue(portalStateAtom);
  const refresh = useSetAtom(refreshPortalAtom);
  const wordsId = readWordsId(useLocation().search);
  if (state.kind === 'ready')
    return wordsId === null ? <WhichDraft portal={state.portal} /> : <FromChat wordsId={wordsId} />;
  return (
    <Screen name={tipText.name} heading={text.home.sendTip}>
      <DangerLine />
      {state.kind === 'loading' ? (
        <Loading text={text.app.loading} />
      ) : (
        <FailedNotice {...problemText(state.problem)} onRetry={() => void refresh()} />
      )}
    </Screen>
  );
}

/** A new draft that begins with what was said in a chat; who has no room for one is shown the others first. */
function FromChat({ wordsId }: { wordsId: string }) {
  const navigate = useNavigate();
  const kept = useAtomValue(keptDraftsAtom);
  const counts = useAtomValue(tipsOnPhoneAtom);
  const [hasRoom] = useState(kept.length + counts.unsaved < tipsOnPhoneMax);
  const start = useCallback(() => navigate(paths.sendTip, { replace: true }), [navigate]);
  if (!hasRoom) return <Navigate to={paths.drafts} state={{ isNew: true }} replace />;
  return (
    <Screen name={tipText.name} heading={text.home.sendTip}>
      <DangerLine />
      <WordsOfChat wordsId={wordsId} onDone={start} />
    </Screen>
  );
}

/** A new draft where one is wanted, else the open one; who has several and opens none is shown them. */
function WhichDraft({ portal }: { portal: Portal }) {
  const draft = useAtomValue(draftAtom);
  const kept = useAtomValue(keptDraftsAtom);
  const begin = useSetAtom(beginDraftAtom);
  const counts = useAtomValue(tipsOnPhoneAtom);
  const { step } = useParams();
  const wanted = (useLocation().state as { isNew?: boolean } | null)?.isNew ?? false;
  const hasRoom = kept.length + counts.unsaved < tipsOnPhoneMax;
  const [isEntering, setIsEntering] = useState(step === undefined);
  const isNew = isEntering && wanted && hasRoom && !isUntouched(draft);
  const hasToChoose = isEntering && (wanted ? !hasRoom : isUntouched(draft) && kept.length > 0);

  useEffect(() => {
    if (hasToChoose) return;
    if (isNew) begin();
    setIsEntering(false);
  }, [hasToChoose, isNew, begin]);

  if (hasToChoose) return <Navigate to={paths.drafts} state={{ isNew: wanted }} replace />;
  if (isNew) return null;
  return <TipSteps portal={portal} />;
}

function TipSteps({ portal }: { portal: Portal }) {
  const draft = useAtomValue(draftAtom);
  const ward = useAtomValue(chosenUnitAtom);
  const sentKey = useAtomValue(sentTipKeyAtom);
  const [formerSentKey] = useState(sentKey);
  const isSent = sentKey !== formerSentKey;
  const navigate = useNavigate();
  const { step: named } = useParams();
  const [isGivenUp, setIsGivenUp] = useState(false);
  const open = firstOpenStep(draft, portal, new Date());
  const step = tipSteps.find((each) => each === named);

  // Also when the answer comes while the person has already gone back to change something.
  useEffect(() => {
    if (isSent) navigate(paths.tipSent, { replace: true });
  }, [isSent, navigate]);
  // An emptied draft would send the person to its first step, before the way home has begun.
  if (isSent || isGivenUp) return null;

  if (!step || tipSteps.indexOf(step) > tipSteps.indexOf(open)) {
    // What the server has found wrong comes first, also days later.
    return <OpenAt step={stepOfIssues(draft.remarks) ?? open} />;
  }
  return (
    <SendTip
      key={step}
      portal={portal}
      ward={ward}
      step={step}
      pathOf={pathOf}
      onDiscarded={() => {
        setIsGivenUp(true);
        navigate(paths.home, { replace: true });
      }}
    />
  );
}

/** Takes up a draft where it was left, with the earlier steps behind it, so that "back" leads through them. */
function OpenAt({ step }: { step: TipStep }) {
  const navigate = useNavigate();
  const isDone = useRef(false);
  useEffect(() => {
    if (isDone.current) return;
    isDone.current = true;
    for (const earlier of tipSteps.slice(0, tipSteps.indexOf(step) + 1)) {
      navigate(pathOf(earlier), { replace: earlier === tipSteps[0] });
    }
  }, [navigate, step]);
  return null;
}
