import { type HourlyKey, hourMs } from './hourly-key.ts';
import { createRecentMap } from './recent-map.ts';

/**
 * Idempotency-Keys that have been let in: their retries, also those beside the first try, are neither counted again nor asked for
 * work. Kept as digests alone, with no address beside them, for an hour or until room is needed.
 */
export function createAdmittedKeys(options: {
  key: HourlyKey;
  keysMax: number;
  triesMax: number;
  now: () => Date;
}) {
  const { key, keysMax, triesMax, now } = options;
  const admitted = createRecentMap<{ triesLeft: number }>({ entriesMax: keysMax, ageMs: hourMs, now });

  function find(idempotencyKey: string): { triesLeft: number } | undefined {
    const before = key.before(idempotencyKey);
    return admitted.get(key.digest(idempotencyKey)) ?? (before === null ? undefined : admitted.get(before));
  }

  return {
    /** Whether it has been let in; uses up one try. */
    has(idempotencyKey: string): boolean {
      const entry = find(idempotencyKey);
      if (!entry || entry.triesLeft <= 0) return false;
      entry.triesLeft -= 1;
      return true;
    },
    add(idempotencyKey: string): void {
      admitted.set(key.digest(idempotencyKey), { triesLeft: triesMax });
    },
    sweep: admitted.turn,
  };
}
