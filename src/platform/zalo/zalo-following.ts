import type { Outcome, Position } from '../platform.ts';

/** Each answer costs Zalo a token and our server an exchange. */
const askAgainMs = 20_000;

/**
 * Follows the phone by asking again and again, since Zalo tells a position once: the next question comes some time after the last
 * answer, and only while the app is before the person's eyes. Ends with a refusal.
 */
export function followByAsking(
  locate: () => Promise<Outcome<Position>>,
  onAnswer: (answer: Outcome<Position>) => void,
): () => void {
  let isStopped = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const ask = async () => {
    if (document.hidden) return askLater();
    const answer = await locate();
    if (isStopped) return;
    onAnswer(answer);
    if (answer.kind !== 'declined') askLater();
  };
  const askLater = () => {
    timer = setTimeout(() => void ask(), askAgainMs);
  };
  void ask();
  return () => {
    isStopped = true;
    clearTimeout(timer);
  };
}
