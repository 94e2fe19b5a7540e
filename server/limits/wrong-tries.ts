import type { HourlyKey } from './hourly-key.ts';
import type { Limit } from './limit-table.ts';
import type { WindowCounters } from './window-counters.ts';

/**
 * Tries of which only the wrong ones count. While a try is under way it counts as wrong, and one that might be too many waits until
 * others have ended, so that many at once are no more tries than one after the other.
 */
export function createWrongTries(options: { limit: Limit; wrong: WindowCounters; key: HourlyKey }) {
  const { limit, wrong, key } = options;
  const underWay = new Map<string, { tries: number; waiting: (() => void)[] }>();

  /** One alone: each that ends, or is refused, wakes the next. */
  function wakeNext(id: string): void {
    const all = underWay.get(id);
    if (all?.tries === 0 && all.waiting.length === 0) underWay.delete(id);
    else all?.waiting.shift()?.();
  }

  return {
    /** Waits for its turn; what it returns has to be told how the try ended. Throws `rate_limited`. */
    async begin(sender: string): Promise<(isWrong: boolean) => Promise<void>> {
      const id = key.digest(sender);
      for (;;) {
        await wrong.catchUp(sender, limit.max);
        // From here to the answer nothing waits.
        const all = underWay.get(id) ?? { tries: 0, waiting: [] };
        const wrongTries = wrong.count(sender);
        if (wrongTries >= limit.max) wakeNext(id);
        wrong.assertBelow(sender, limit.max);
        if (wrongTries + all.tries < limit.max) {
          all.tries += 1;
          underWay.set(id, all);
          return async (isWrong) => {
            if (isWrong) wrong.add(sender);
            all.tries -= 1;
            wakeNext(id);
            if (isWrong) await wrong.settle();
          };
        }
        await new Promise<void>((resolve) => all.waiting.push(resolve));
      }
    },
  };
}
