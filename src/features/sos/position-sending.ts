import { limits } from '#contract/limits.ts';
import { type SosAccess, sendSosPositions } from '../../api/sos.ts';
import type { Position } from '../../platform/platform.ts';
import { positionsOf } from './fixes.rules.ts';

/** A person on foot has gone 15 m by then. */
const sendEveryMs = 6_000;

export type PositionSending = { add(fix: Position): void; stop(): void };

/**
 * Sends where the phone is while an alert is open: the first fix at once, later ones together every few seconds. What found no line
 * goes with the next; of too many the oldest stay behind.
 */
export function sendPositions(access: SosAccess, onRefused: () => void): PositionSending {
  let waiting: Position[] = [];
  let timer: ReturnType<typeof setTimeout> | undefined;
  let isStopped = false;

  const send = async () => {
    timer = undefined;
    if (waiting.length === 0 || isStopped) return;
    const sent = waiting;
    waiting = [];
    timer = setTimeout(() => void send(), sendEveryMs);
    const answer = await sendSosPositions(access, positionsOf(sent));
    if (answer.ok || isStopped) return;
    const { problem } = answer;
    if (problem.kind === 'refused' && problem.status < 500 && problem.status !== 429) return onRefused();
    waiting = [...sent, ...waiting].slice(-limits.sosFixesPerRequestMax);
  };

  return {
    add(fix) {
      waiting = [...waiting, fix].slice(-limits.sosFixesPerRequestMax);
      if (timer === undefined) void send();
    },
    stop() {
      isStopped = true;
      clearTimeout(timer);
    },
  };
}
