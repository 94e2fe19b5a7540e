import { useEffect, useState } from 'react';
import type { NewPairing } from '#contract/staff-identity.ts';
import { askPairing, startPairing } from '../../api/desk-entrance.ts';
import { enterDeskAtom } from '../../api/desk-session.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { instantText } from '../../lib/date-text.ts';
import { useSetAtom } from '../../lib/store.ts';
import { deskEntranceText } from '../../text/vi-desk-entrance.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import styles from './desk-entrance.module.css';

const words = deskEntranceText.pairing;

/** A code on this screen that an officer confirms on their phone; the desk then opens here without a key. */
export function PairingCode() {
  const [pairing, setPairing] = useState<NewPairing | null>(null);
  const [isStarting, setIsStarting] = useState(false);
  const [isExpired, setIsExpired] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const start = async () => {
    setIsStarting(true);
    setProblem(null);
    const result = await startPairing();
    setIsStarting(false);
    setIsExpired(false);
    setPairing(result.ok ? result.value : null);
    if (!result.ok) setProblem(result.problem);
  };
  const expire = () => {
    setPairing(null);
    setIsExpired(true);
  };

  return (
    <Card>
      <h2>{words.heading}</h2>
      <p>{words.lead}</p>
      {problem && <FailedNotice {...problemText(problem)} />}
      <div role="status">{isExpired && <p>{words.expired}</p>}</div>
      {isStarting && <Loading text={words.starting} />}
      {pairing && <ShownCode pairing={pairing} onExpired={expire} />}
      {!pairing && !isStarting && (
        <Button look="secondary" wide onPress={() => void start()}>
          {isExpired ? words.again : words.start}
        </Button>
      )}
    </Card>
  );
}

function ShownCode({ pairing, onExpired }: { pairing: NewPairing; onExpired: () => void }) {
  const isReached = usePairing(pairing, onExpired);
  return (
    <>
      <p className={styles.codeBox}>
        <span>{words.code}</span>
        <strong className={styles.code}>{pairing.code}</strong>
      </p>
      <p role="status">{isReached ? words.waiting : words.unreached}</p>
      <p className={styles.soft}>
        {words.until(instantText(pairing.expiresAt).slice(0, 5))} {words.warning}
      </p>
    </>
  );
}

/** Asks until somebody has confirmed the code or it is over. False while the server does not answer. */
function usePairing(pairing: NewPairing, onExpired: () => void): boolean {
  const enter = useSetAtom(enterDeskAtom);
  const [isReached, setIsReached] = useState(true);

  // biome-ignore lint/correctness/useExhaustiveDependencies: one code is asked after from beginning to end
  useEffect(() => {
    let isGone = false;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const ask = async () => {
      const result = await askPairing(pairing);
      if (isGone) return;
      const answer = result.ok ? result.value : null;
      setIsReached(result.ok);
      if (answer?.token) return enter(answer.token);
      const isRefused = !result.ok && result.problem.kind === 'refused' && result.problem.status === 401;
      if (answer?.status === 'expired' || isRefused) return onExpired();
      timer = setTimeout(() => void ask(), pairing.pollAfterS * 1_000);
    };
    timer = setTimeout(() => void ask(), pairing.pollAfterS * 1_000);
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, [pairing]);

  return isReached;
}
