import type { HourlyKey } from './hourly-key.ts';

/**
 * Idempotency-Keys that have been let in: their retries, also those beside the first try, are neither counted again nor asked for
 * work. Kept as digests alone, with no address beside them, until room is needed.
 */
export function createAdmittedKeys(options: { key: HourlyKey; keysMax: number; triesMax: number }) {
  const { key, keysMax, triesMax } = options;
  /** How many more tries each has; oldest first. */
  const tries = new Map<string, number>();

  return {
    /** Whether it has been let in; uses up one try. */
    has(idempotencyKey: string): boolean {
      const digest = knownDigest(idempotencyKey);
      const left = digest === undefined ? undefined : tries.get(digest);
      if (digest === undefined || left === undefined || left <= 0) return false;
      tries.set(digest, left - 1);
      return true;
    },
    add(idempotencyKey: string): void {
      tries.set(key.digest(idempotencyKey), triesMax);
      const [oldest] = tries.keys();
      if (tries.size > keysMax && oldest !== undefined) tries.delete(oldest);
    },
  };

  function knownDigest(idempotencyKey: string): string | undefined {
    const digests = [key.digest(idempotencyKey), key.before(idempotencyKey)];
    return digests.find((digest): digest is string => digest !== null && tries.has(digest));
  }
}
