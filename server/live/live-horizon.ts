import type { liveEventStore } from './live-event.store.ts';
import type { LivePosition } from './live-position.rules.ts';

/**
 * Up to where nothing can come any more. On PostgreSQL a transaction takes numbers for its events and shows them later, when others
 * with higher numbers may long be seen; but it holds a lock from before the first number until it has ended. So: first the last number
 * is read, then who holds the lock. Once all of these have ended, everything up to that number is there, or never will be. Nobody
 * else's transactions matter, however long they take.
 */
export function createLiveHorizon(store: ReturnType<typeof liveEventStore>) {
  let reached: LivePosition | null = null;
  let reachedAsOfMs = Number.NEGATIVE_INFINITY;
  let next: { upTo: LivePosition; asOfMs: number; writers: ReadonlySet<string> } | null = null;

  return {
    /** Null before it was found for the first time. One call at a time. */
    async advance(): Promise<LivePosition | null> {
      if (next !== null && !(await haveEnded(next.writers))) return reached;
      if (next !== null) reach(next);
      const asOfMs = performance.now();
      const upTo = await store.lastNumber();
      next = { upTo, asOfMs, writers: new Set(await store.listWriters()) };
      if (next.writers.size === 0) {
        reach(next);
        next = null;
      }
      return reached;
    },

    /** By `performance.now()`: what was committed before lies behind what `advance` has found. */
    asOfMs: (): number => reachedAsOfMs,

    /** Somebody is writing: it will soon be further. */
    isWaiting: (): boolean => next !== null,
  };

  function reach({ upTo, asOfMs }: { upTo: LivePosition; asOfMs: number }): void {
    reached = upTo;
    reachedAsOfMs = asOfMs;
  }

  async function haveEnded(writers: ReadonlySet<string>): Promise<boolean> {
    return (await store.listWriters()).every((writer) => !writers.has(writer));
  }
}
