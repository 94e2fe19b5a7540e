import { lazy, Suspense, useEffect, useState } from 'react';
import { Navigate, useNavigate, useParams } from 'react-router-dom';
import type { TipView } from '#contract/tips.ts';
import type { ApiResult } from '../../api/problem.ts';
import { accessByReceipt, openTip, type TipAccess } from '../../api/sent-tips.ts';
import { KeepCodes } from '../../features/my-tips/keep-codes.tsx';
import { FindTipForm, type TipCredentials } from '../../features/track-tip/find-tip-form.tsx';
import { handedOverTipAtom } from '../../features/track-tip/handed-over.atoms.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { useIsHere } from '../../lib/use-is-here.ts';
import { openedTipStep, paths } from '../../text/paths.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { trackText } from '../../text/vi-track.ts';
import { Loading, Screen } from '../../ui/screen.tsx';

// Comes while the codes are typed. Should this fail, it loads itself.
const loadOpenedTip = () => import('../../features/track-tip/opened-tip.tsx');
const OpenedTipView = lazy(() => loadOpenedTip().then((module) => ({ default: module.OpenedTipView })));
loadOpenedTip().catch(() => undefined);

/** `first` is what was read to see whether the codes are right; null for a tip chosen from a list. */
type Opened = { access: TipAccess; first: TipView | null };

/**
 * Opens a tip again: by its two codes, or one chosen from a list. What opens it lives in this screen's memory and goes with it; nothing
 * of it stands in the address.
 */
export default function TrackTipPage() {
  const { step } = useParams();
  const [handedOver, setHandedOver] = [useAtomValue(handedOverTipAtom), useSetAtom(handedOverTipAtom)];
  const [opened, setOpened] = useState<Opened | null>(handedOver && { access: handedOver, first: null });
  const navigate = useNavigate();
  const isHere = useIsHere();
  useEffect(() => setHandedOver(null), [setHandedOver]);

  const find = async ({ code, receipt }: TipCredentials): Promise<ApiResult<TipView>> => {
    const access = accessByReceipt(code, receipt);
    const result = await openTip(access);
    if (result.ok && isHere.current) {
      setOpened({ access: accessByReceipt(result.value.code, receipt), first: result.value });
      navigate(`${paths.trackTip}/${openedTipStep}`);
    }
    return result;
  };

  if (step === openedTipStep && opened) {
    return <OpenedTip key={opened.access.code} opened={opened} />;
  }
  if (step !== undefined) return <Navigate to={paths.trackTip} replace />;
  return (
    <Screen key="find" name={trackText.name} heading={trackText.heading} lead={trackText.lead}>
      <FindTipForm find={find} />
    </Screen>
  );
}

function OpenedTip({ opened }: { opened: Opened }) {
  const { access, first } = opened;
  const navigate = useNavigate();
  return (
    <Screen name={sentTipText.open.name} heading={trackText.tip(access.code)}>
      <Suspense fallback={<Loading text={sentTipText.open.loading} />}>
        <OpenedTipView access={access} first={first} onClose={() => navigate(-1)}>
          {access.receipt !== null && <KeepCodes code={access.code} receipt={access.receipt} />}
        </OpenedTipView>
      </Suspense>
    </Screen>
  );
}
