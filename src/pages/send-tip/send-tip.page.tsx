import { useEffect, useRef, useState } from 'react';
import { useNavigate, useParams } from 'react-router-dom';
import type { Portal } from '#contract/portal.ts';
import { portalStateAtom, refreshPortalAtom } from '../../api/portal.ts';
import { problemText } from '../../api/problem-text.ts';
import { DangerLine } from '../../features/send-tip/danger-line.tsx';
import { draftAtom } from '../../features/send-tip/draft.atoms.ts';
import { SendTip } from '../../features/send-tip/send-tip.tsx';
import { sentTipAtom } from '../../features/send-tip/sent-tip.ts';
import { firstOpenStep, type TipStep, tipSteps } from '../../features/send-tip/tip-draft.rules.ts';
import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';

// The screen of the codes must be there when the answer is, also if the line is not. Should this fail, that screen loads itself.
import('../tip-sent/tip-sent.page.tsx').catch(() => undefined);

const pathOf = (step: TipStep): string => `${paths.sendTip}/${step}`;

/** The steps of a tip, once the app knows the place's categories and units. */
export default function SendTipPage() {
  const state = useAtomValue(portalStateAtom);
  const refresh = useSetAtom(refreshPortalAtom);
  if (state.kind === 'ready') return <TipSteps portal={state.portal} />;
  return (
    <Screen name={text.tip.name} heading={text.home.sendTip}>
      <DangerLine />
      {state.kind === 'loading' ? (
        <Loading text={text.app.loading} />
      ) : (
        <FailedNotice
          {...problemText(state.problem)}
          requestIdLabel={text.app.requestId}
          retryLabel={text.app.retry}
          onRetry={() => void refresh()}
        />
      )}
    </Screen>
  );
}

function TipSteps({ portal }: { portal: Portal }) {
  const draft = useAtomValue(draftAtom);
  const ward = useAtomValue(chosenUnitAtom);
  const sentTip = useAtomValue(sentTipAtom);
  const navigate = useNavigate();
  const { step: named } = useParams();
  const [isGivenUp, setIsGivenUp] = useState(false);
  const open = firstOpenStep(draft, portal, new Date());
  const step = tipSteps.find((each) => each === named);

  // Also when the answer comes while the person has already gone back to change something.
  useEffect(() => {
    if (sentTip) navigate(paths.tipSent, { replace: true });
  }, [sentTip, navigate]);
  // An emptied draft would send the person to its first step, before the way home has begun.
  if (sentTip || isGivenUp) return null;

  if (!step || tipSteps.indexOf(step) > tipSteps.indexOf(open)) {
    return <OpenAt step={open} />;
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
