import { createHmac, randomBytes } from 'node:crypto';

/** What senders are counted under (promise 7): no address, and nothing that could be turned back into one later. */
export type HourlyKey = ReturnType<typeof createHourlyKey>;

export const hourMs = 60 * 60_000;
const digestBytes = 16;

/**
 * HMACs under a random key that exists in memory alone and changes every hour. The key before is kept for one more hour, so that
 * a count can be carried over (`before`); then nobody can tell what the older digests stood for.
 */
export function createHourlyKey(now: () => Date) {
  let hour = hourOf(now());
  let current = randomBytes(32);
  let previous: Buffer | null = null;

  /** A clock that is set back keeps the key: counting must not begin anew. */
  function turn(): void {
    const hourNow = hourOf(now());
    if (hourNow <= hour) return;
    previous?.fill(0);
    previous = hourNow === hour + 1 ? current : null;
    current = randomBytes(32);
    hour = hourNow;
  }

  return {
    turn,
    /** The digest of this hour. */
    digest(subject: string): string {
      turn();
      return digest(current, subject);
    },
    /** The digest of the hour before, or null when nothing of it is known any more. */
    before(subject: string): string | null {
      turn();
      return previous && digest(previous, subject);
    },
  };
}

const hourOf = (at: Date): number => Math.floor(at.getTime() / hourMs);

function digest(key: Buffer, subject: string): string {
  return createHmac('sha256', key).update(subject).digest().subarray(0, digestBytes).toString('base64url');
}
