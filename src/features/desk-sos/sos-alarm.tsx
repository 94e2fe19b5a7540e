import { useEffect, useState } from 'react';
import { Link } from 'react-router-dom';
import type { DeskSosItem } from '#contract/sos.ts';
import { playTune, soundWantedAtom } from '../../lib/chime.ts';
import { useAtomValue } from '../../lib/store.ts';
import { useNow } from '../../lib/use-now.ts';
import { amountText } from '../../text/vi-desk.ts';
import { deskSosText } from '../../text/vi-desk-sos.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './desk-sos.module.css';

const words = deskSosText;
const ringPeriodMs = 4_000;

/** While somebody calls for help and nobody has taken it up: red, on top of whatever is open, and heard until it is silenced. */
export function SosAlarm({ open, to }: { open: readonly DeskSosItem[]; to: string }) {
  const nowMs = useNow(1_000 * 10);
  const untaken = open.filter(({ acknowledgedAt }) => acknowledgedAt === null);
  const { isSilenced, silence } = useSiren(untaken.map(({ id }) => id).join());
  if (open.length === 0) return null;
  const [first] = untaken.length > 0 ? untaken : open;
  if (!first) return null;
  const minutes = Math.floor((nowMs - Date.parse(first.createdAt)) / 60_000);
  return (
    <section className={styles.alarm} data-calm={untaken.length === 0 || undefined} role="alert">
      <Link to={to} className={styles.alarmLink}>
        <Icon name="siren" size={28} />
        <span>
          <strong>{words.openHeading(open.length)}</strong>
          <span className={styles.alarmLine}>
            {first.situation ? words.situations[first.situation] : words.situationUnknown} ·{' '}
            {words.status[first.status]} · {words.since(amountText(minutes))}
          </span>
        </span>
        <Icon name="forward" />
      </Link>
      {untaken.length > 0 && !isSilenced && (
        <button type="button" className={styles.mute} onClick={silence}>
          <Icon name="bellOff" />
          {words.mute}
        </button>
      )}
    </section>
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
