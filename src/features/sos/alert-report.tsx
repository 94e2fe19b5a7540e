import { type RefObject, useEffect, useRef, useState } from 'react';
import { localName } from '../../text/content-words.ts';
import { sosText } from '../../text/vi-sos.ts';
import { Button } from '../../ui/button.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import styles from './alert-report.module.css';
import { clock } from './sms.rules.ts';
import type { SosState } from './sos-state.ts';
import { historyWords, type StatusWords, statusWords } from './status-words.rules.ts';
import { useSos } from './use-sos.ts';

const words = sosText.status;

const icons: Record<StatusWords['tone'], IconName> = {
  alarm: 'warning',
  wait: 'retry',
  good: 'check',
  calm: 'info',
};

/** What is known of the alert, in one sentence that is read aloud whenever it changes; below it what the person can do about it. */
export function AlertReport({ state }: { state: SosState }) {
  const { run } = useSos();
  const said = statusWords(state);
  const report = useBroughtIntoSight(said !== null);
  if (!said) return null;
  return (
    <section ref={report} className={`${styles.report} ${styles[said.tone]}`} aria-label={words.heading}>
      <div role="status" className={styles.said}>
        <Icon name={icons[said.tone]} size={32} />
        <div className={styles.words}>
          <p className={styles.headline}>{said.headline}</p>
          {said.detail && <p>{said.detail}</p>}
        </div>
      </div>
      {state.kind === 'open' && <OpenDetails state={state} />}
      {state.kind === 'unsent' && (
        <Button look="danger" icon="place" wide onPress={run.sendAgain}>
          {words.sendAgain}
        </Button>
      )}
      {state.kind === 'over' && (
        <Button look="secondary" wide onPress={run.close}>
          {words.done}
        </Button>
      )}
    </section>
  );
}

/** By then a second press, as fear makes it, is over: nothing may come under the thumb before. */
const secondPressMs = 600;

/**
 * On a small screen, with large letters or without a line the button that sends is below the first screenful, and whoever pressed it
 * would see nothing of what came of it. Once per alert; what is in sight already stays where it is.
 */
function useBroughtIntoSight(isSaid: boolean): RefObject<HTMLElement> {
  const report = useRef<HTMLElement>(null);
  useEffect(() => {
    if (!isSaid) return;
    const timer = setTimeout(() => {
      const box = report.current?.getBoundingClientRect();
      if (box && (box.top < 0 || box.bottom > window.innerHeight)) report.current?.scrollIntoView();
    }, secondPressMs);
    return () => clearTimeout(timer);
  }, [isSaid]);
  return report;
}

function OpenDetails({ state }: { state: Extract<SosState, { kind: 'open' }> }) {
  const history = historyWords(state.view);
  const others = state.view.otherUnits.map(({ name }) => localName(name)).join(', ');
  return (
    <>
      {state.isLost && (
        <p role="status" className={styles.lost}>
          {words.lost(clock(state.seenAt))}
        </p>
      )}
      <p className={styles.code}>{words.code(state.view.code)}</p>
      {others && <p>{words.alsoTo(others)}</p>}
      {history.length > 1 && (
        <ol className={styles.history} aria-label={words.history}>
          {history.map((line) => (
            <li key={line}>{line}</li>
          ))}
        </ol>
      )}
    </>
  );
}

/** The ways out of an alert, at the end of the screen: none of them is pressed in haste. */
export function EndAlert({ state }: { state: SosState }) {
  const { run } = useSos();
  if (state.kind === 'open') return <CancelAlert state={state} />;
  const mayGiveUp = state.kind === 'unsent' || (state.kind === 'leaving' && state.failures > 0);
  if (!mayGiveUp) return null;
  return (
    <section className={styles.end}>
      <Button look="plain" icon="close" onPress={run.giveUp}>
        {words.giveUp}
      </Button>
      <p>{words.giveUpNote}</p>
    </section>
  );
}

function CancelAlert({ state }: { state: Extract<SosState, { kind: 'open' }> }) {
  const { run } = useSos();
  const [isAsked, setIsAsked] = useState(false);
  if (!state.view.can.cancel) return null;
  return (
    <section className={styles.end}>
      {isAsked ? (
        <>
          <h2>{words.cancelQuestion}</h2>
          <div className={styles.answers}>
            <Button look="secondary" onPress={() => void run.cancel()}>
              {words.cancelYes}
            </Button>
            <Button onPress={() => setIsAsked(false)}>{words.cancelNo}</Button>
          </div>
        </>
      ) : (
        <Button look="secondary" wide onPress={() => setIsAsked(true)}>
          {words.cancel}
        </Button>
      )}
      <p role="status">{state.remark?.kind === 'cancel-failed' && words.cancelFailed}</p>
    </section>
  );
}
