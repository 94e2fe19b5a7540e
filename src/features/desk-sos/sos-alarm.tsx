import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import type { DeskSosItem } from '#contract/sos.ts';
import type { DeskApi } from '../../api/desk.ts';
import { moveDeskSos } from '../../api/desk-sos.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { playTune, soundWantedAtom } from '../../lib/chime.ts';
import { useAtomValue } from '../../lib/store.ts';
import { useNow } from '../../lib/use-now.ts';
import { deskSosText } from '../../text/vi-desk-sos.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './desk-sos.module.css';
import { sinceText } from './sos-since.ts';

const words = deskSosText;
const ringPeriodMs = 4_000;
const clockPeriodMs = 10_000;

/**
 * While somebody calls for help and nobody has taken it up: red, on top of whatever is open, and heard until it is silenced. `isHere`:
 * the calls themselves are on the screen.
 */
export function SosAlarm(props: {
  open: readonly DeskSosItem[];
  desk: DeskApi;
  to: string;
  isHere: boolean;
  onChanged: () => Promise<unknown>;
}) {
  const { open, isHere } = props;
  const nowMs = useNow(clockPeriodMs);
  const untaken = open.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const { isSilenced, silence } = useSiren(untaken.map(({ id }) => id).join());
  const first = untaken[0] ?? open[0];
  const isRinging = untaken.length > 0 && !isSilenced;
  if (!first || (isHere && !isRinging)) return null;
  return (
    <section className={styles.alarm} data-calm={untaken.length === 0 || undefined} role="alert">
      {!isHere && (
        <Link to={props.to} className={styles.alarmLink}>
          <Icon name="siren" size={28} />
          <span>
            <strong>{words.openHeading(open.length)}</strong>
            <span className={styles.alarmLine}>
              {first.situation ? words.situations[first.situation] : words.situationUnknown} ·{' '}
              {words.status[first.status]} · {sinceText(first, nowMs)}
            </span>
          </span>
          <Icon name="forward" />
        </Link>
      )}
      {!isHere && untaken.length === 1 && first.can.acknowledge && <TakeNow {...props} sos={first} />}
      {isRinging && (
        <button type="button" className={styles.mute} aria-label={words.mute} onClick={silence}>
          <Icon name="bellOff" />
          {words.muteShort}
        </button>
      )}
    </section>
  );
}

/** Where there is no doubt which call is meant, one tap takes it up from anywhere. */
function TakeNow(props: { sos: DeskSosItem; desk: DeskApi; onChanged: () => Promise<unknown> }) {
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const take = async () => {
    setProblem(null);
    const result = await moveDeskSos(props.desk, props.sos.id, { move: 'acknowledge', body: undefined });
    if (!result.ok) setProblem(result.problem);
    await props.onChanged();
  };
  return (
    <>
      <button type="button" className={styles.takeNow} onClick={() => void take()}>
        <Icon name="check" />
        {words.acknowledge}
      </button>
      {problem && <p>{problemText(problem).message}</p>}
    </>
  );
}

/** Rings again and again for these calls; silencing is for them alone, the next one rings. */
function useSiren(ids: string): { isSilenced: boolean; silence: () => void } {
  const [silenced, setSilenced] = useState('');
  const isWanted = useAtomValue(soundWantedAtom);
  const isSilenced = ids === '' || ids.split(',').every((id) => silenced.split(',').includes(id));

  useEffect(() => {
    if (isSilenced || !isWanted) return;
    void playTune('alarm');
    const timer = setInterval(() => void playTune('alarm'), ringPeriodMs);
    return () => clearInterval(timer);
  }, [isSilenced, isWanted]);

  return { isSilenced, silence: () => setSilenced(ids) };
}
