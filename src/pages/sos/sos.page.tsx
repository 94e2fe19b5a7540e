import { useEffect, useState } from 'react';
import type { UnitSummary } from '#contract/portal.ts';
import type { SosSituation } from '#contract/vocabulary.ts';
import { bundledUnits } from '../../api/bundled-units.ts';
import { refreshDutyPhones, useDutyPhones } from '../../api/duty-phones.ts';
import { portalAtom } from '../../api/portal.ts';
import { AlertReport, EndAlert } from '../../features/sos/alert-report.tsx';
import { AlertWords } from '../../features/sos/alert-words.tsx';
import {
  answeredTargets,
  type CallTarget,
  callTargets,
  dutyTarget,
  smsTarget,
} from '../../features/sos/call-target.rules.ts';
import { PlaceReport } from '../../features/sos/place-report.tsx';
import { SendPosition } from '../../features/sos/send-position.tsx';
import { SituationButtons } from '../../features/sos/situation-buttons.tsx';
import { SmsOffer } from '../../features/sos/sms-offer.tsx';
import { SosCalls } from '../../features/sos/sos-calls.tsx';
import type { SosState } from '../../features/sos/sos-state.ts';
import { useCallFirst, useSos, useWarmPosition } from '../../features/sos/use-sos.ts';
import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { useOnline } from '../../lib/online.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { sosText } from '../../text/vi-sos.ts';
import { Button } from '../../ui/button.tsx';
import { Screen } from '../../ui/screen.tsx';
import styles from './sos.module.css';

/** The numbers first, from the phone itself; below them the way for who cannot talk. Nothing here waits for a server. */
export default function SosPage() {
  const { run, state } = useSos();
  const [draftSituation, setDraftSituation] = useState<SosSituation | null>(null);
  const { units, wardId, targets } = useTargets(state);
  const isOnline = useOnline();
  const isCallFirst = useCallFirst(state);
  useWarmPosition(run);
  useFreshDutyPhones();

  const alert = state.kind === 'leaving' || state.kind === 'open' ? state.alert : null;
  const situation = alert
    ? (alert.update?.words.situation ??
      (state.kind === 'open' ? state.view.situation : null) ??
      alert.body.situation ??
      null)
    : draftSituation;
  const choose = (chosen: SosSituation) => {
    if (alert) run.add({ situation: chosen });
    else setDraftSituation(chosen === draftSituation ? null : chosen);
  };
  const ward = units.find(({ id }) => id === wardId) ?? null;
  const isUnheard = (state.kind === 'leaving' && state.failures > 0) || state.kind === 'unsent';
  const address = alert?.update?.words.address ?? (state.kind === 'open' ? state.view.address : null);

  const isQuiet = situation === 'domestic_violence';
  const sms = smsTarget(targets);
  const offer = (isUnheard || !isOnline) && (
    <SmsOffer target={sms} facts={{ situation, unitName: ward?.name ?? null, address: address ?? null }} />
  );
  return (
    <Screen name={sosText.name} heading={isQuiet ? sosText.quietHeading : sosText.heading}>
      <div className={styles.parts} data-quiet={isQuiet || undefined}>
        {isQuiet && <Leave hasHint={false} />}
        <AlertReport state={state} />
        <SosCalls
          duty={dutyTarget(targets)}
          isFirst={isCallFirst}
          situation={situation}
          isWardUnknown={ward === null && !alert && units.length > 0}
        />
        {sms && offer}
        {(state.kind === 'ready' || state.kind === 'window' || state.kind === 'over') && (
          <SendPosition
            draft={{ unitId: ward?.id ?? null, situation: draftSituation }}
            unitName={ward?.name ?? null}
          />
        )}
        {/* Words that only can be copied stand behind the button that sends by itself as soon as there is a line. */}
        {!sms && offer}
        {state.kind !== 'unsent' && state.kind !== 'over' && (
          <SituationButtons chosen={situation} onChoose={choose} />
        )}
        <PlaceReport state={state} wards={units.filter(({ type }) => type === 'ward')} />
        <AlertWords state={state} />
        <EndAlert state={state} />
        {!isQuiet && <Leave hasHint />}
      </div>
    </Screen>
  );
}

/** Off the screen in one press, for who is not alone. */
function Leave({ hasHint }: { hasHint: boolean }) {
  const platform = useAtomValue(platformAtom);
  return (
    <div className={styles.leave}>
      <Button look="secondary" icon="close" wide onPress={platform.leaveQuickly}>
        {sosText.leave}
      </Button>
      {hasHint && <p>{sosText.leaveHint}</p>}
    </div>
  );
}

/** Whom to call: of the alert's unit once there is one, else of the person's ward, from what lies on the phone. */
function useTargets(state: SosState): {
  units: readonly UnitSummary[];
  wardId: string | null;
  targets: CallTarget[];
} {
  const units = useAtomValue(portalAtom)?.units ?? bundledUnits;
  const dutyPhones = useDutyPhones();
  const wardId = useAtomValue(chosenUnitAtom)?.id ?? null;
  const now = new Date();
  if (state.kind !== 'open') {
    return { units, wardId, targets: callTargets(wardId, { units, dutyPhones }, now) };
  }
  const { unit, hotlines } = state.view;
  const local = callTargets(unit.id, { units, dutyPhones }, now);
  const named = answeredTargets(hotlines, unit.name, local);
  return { units, wardId, targets: named.length > 0 ? named : local };
}

/** After the numbers stand there, and only where those on the phone are old. */
const refreshAfterMs = 3_000;

function useFreshDutyPhones(): void {
  useEffect(() => {
    const timer = setTimeout(() => void refreshDutyPhones(), refreshAfterMs);
    return () => clearTimeout(timer);
  }, []);
}
