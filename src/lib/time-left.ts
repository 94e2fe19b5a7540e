/** How near a deadline is. `soon` are its last five minutes. */
export type TimeLeft = { minutes: number; level: 'late' | 'soon' | 'calm' };

const minuteMs = 60_000;
const soonMinutesMax = 5;

/** Minutes begun until `dueAt` (ISO-8601), 0 and below when it is over. */
export function timeLeft(dueAt: string, nowMs: number): TimeLeft {
  const leftMs = Date.parse(dueAt) - nowMs;
  const minutes = Math.ceil(leftMs / minuteMs);
  if (leftMs <= 0) return { minutes: Math.min(0, minutes), level: 'late' };
  return { minutes, level: minutes <= soonMinutesMax ? 'soon' : 'calm' };
}

/**
 * By how many milliseconds the server's clock is ahead of the phone's, as far as `minutesLeft` of a tip tells: 0 when both agree on the
 * minute. A phone whose clock is wrong would otherwise show a deadline that is none.
 */
export function clockAheadMs(
  tip: { acknowledgeBy: string; minutesLeft: number | null },
  readAtMs: number,
): number {
  if (tip.minutesLeft === null) return 0;
  const due = Date.parse(tip.acknowledgeBy);
  const [from, before] = [due - tip.minutesLeft * minuteMs, due - (tip.minutesLeft - 1) * minuteMs];
  if (readAtMs < from) return from - readAtMs;
  return readAtMs >= before ? before - readAtMs - 1 : 0;
}
