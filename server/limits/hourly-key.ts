import { createHmac, randomBytes } from 'node:crypto';

/** What senders are counted under (promise 7): no address, and nothing that could be turned back into one later. */
export type HourlyKey = ReturnType<typeof createHourlyKey>;

export const hourMs = 60 * 60_000;
const digestBytes = 16;

/**
 * HMACs under a random key that changes every hour and exists in memory alone, or where servers count together also in their store, sealed,
 * for as long (`sharedKey`). The key before is kept for one more hour, so that a count can be carried over (`before`); then nobody can
 * tell what the older digests stood for. An hour whose shared key is not known when it begins has one of this server's own.
 */
export function createHourlyKey(now: () => Date, sharedKey: (hour: number) => Buffer | null = () => null) {
  const keyOf = (hour: number): Buffer => Buffer.from(sharedKey(hour) ?? randomBytes(32));
  let hour = hourOf(now());
  let current = keyOf(hour);
  let previous: Buffer | null = null;

  /** A clock that is set back keeps the key: counting must not begin anew. */
  function turn(): void {
    const hourNow = hourOf(now());
    if (hourNow <= hour) return;
    previous?.fill(0);
    previous = hourNow === hour + 1 ? current : null;
    current = keyOf(hourNow);
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
