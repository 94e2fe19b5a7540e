/** Lanes of the outbox: a lower one goes first and has workers of its own where it must never wait. */
export const lanes = { sos: 0, tips: 1, other: 2 } as const;
export type Lane = (typeof lanes)[keyof typeof lanes];

const firstDelayMs = 1_000;
const delayMaxMs: Record<Lane, number> = {
  [lanes.sos]: 15_000,
  [lanes.tips]: 5 * 60_000,
  [lanes.other]: 15 * 60_000,
};

/** A message that still fails after this long is parked where officers see it: an outage of a day must not lose one (promise 4). */
export const parkAfterMs = 72 * 60 * 60_000;

/**
 * How long to wait after the n-th failed attempt (n from 1): doubling from one second to the lane's maximum, the last half of it
 * by chance (`random` in 0..1), so that many messages that failed together do not come back together.
 */
export function retryDelayMs(attempts: number, lane: Lane, random: number): number {
  const doubled = firstDelayMs * 2 ** Math.min(Math.max(attempts, 1) - 1, 20);
  const delay = Math.min(doubled, delayMaxMs[lane]);
  return Math.round(delay / 2 + (delay / 2) * random);
}

/** An old message that a person put back gets this many attempts before it is parked again. */
const attemptsBeforeParking = 12;

/** Whether a message created then has been failing for too long now. */
export function shouldPark(createdAt: string, attempts: number, now: Date): boolean {
  return attempts >= attemptsBeforeParking && now.getTime() - Date.parse(createdAt) >= parkAfterMs;
}
