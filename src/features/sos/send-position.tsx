import { useEffect, useState } from 'react';
import { sosText } from '../../text/vi-sos.ts';
import { Button } from '../../ui/button.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { HoldButton } from './hold-button.tsx';
import styles from './send-position.module.css';
import type { SosDraft } from './sos-state.ts';
import { useSos } from './use-sos.ts';

const words = sosText.hold;

/**
 * For who cannot talk: hold, let go, and the alert leaves after a moment in which it can be taken back. A second press in that moment,
 * as fear makes it, sends at once; taking back is elsewhere.
 */
export function SendPosition({ draft, unitName }: { draft: SosDraft; unitName: string | null }) {
  const { run, state } = useSos();
  const [isAsking, setIsAsking] = useState(false);
  const release = () => {
    setIsAsking(false);
    run.release(draft);
  };

  if (state.kind === 'window') return <Window leavesAtMs={state.leavesAtMs} />;
  return (
    <section className={styles.send} aria-label={words.heading}>
      <h2>{words.heading}</h2>
      <HoldButton
        label={words.label}
        hint={words.hint}
        more={words.more(unitName)}
        holding={words.holding}
        release={words.release}
        onRelease={release}
        onShortPress={() => setIsAsking(true)}
      />
      <StatusLine>
        {isAsking && <p>{words.early}</p>}
        {!isAsking && state.kind === 'ready' && state.isTakenBack && <p>{words.takenBack}</p>}
      </StatusLine>
      {isAsking && (
        <div className={styles.answers}>
          <Button icon="place" onPress={release}>
            {words.yes}
          </Button>
          <Button look="secondary" onPress={() => setIsAsking(false)}>
            {words.no}
          </Button>
        </div>
      )}
      <p className={styles.note}>{words.placeNote}</p>
    </section>
  );
}

/** Stands where the button was: pressing there again means "now". */
function Window({ leavesAtMs }: { leavesAtMs: number }) {
  const { run } = useSos();
  const left = useSecondsLeft(leavesAtMs);
  return (
    <section className={styles.send} aria-label={words.heading}>
      <div role="status">
        <h2>{words.window}</h2>
      </div>
      <button type="button" className={styles.now} onClick={run.leaveNow}>
        <span className={styles.count} aria-hidden="true">
          {left}
        </span>
        {words.now}
      </button>
      <button type="button" className={styles.takeBack} onClick={run.takeBack}>
        {words.takeBack}
      </button>
    </section>
  );
}

function useSecondsLeft(atMs: number): number {
  const secondsLeft = () => Math.max(0, Math.ceil((atMs - Date.now()) / 1000));
  const [left, setLeft] = useState(secondsLeft);
  useEffect(() => {
    const timer = setInterval(() => setLeft(Math.max(0, Math.ceil((atMs - Date.now()) / 1000))), 100);
    return () => clearInterval(timer);
  }, [atMs]);
  return left;
}
