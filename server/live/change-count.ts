import type { LiveFeed } from './live-feed.ts';

export type ChangeCount = ReturnType<typeof countChanges>;

/**
 * Counts what is told on these channels, for whoever keeps something in memory that is made of what they are about: it is good as long as the
 * count is what it was before it was read from the store. Changes of this server count at once where whoever commits them says so, those of
 * others when the feed tells of them.
 */
export function countChanges(feed: Pick<LiveFeed, 'subscribe' | 'toldUntilMs'>, channels: readonly string[]) {
  let count = 0;
  let isListening = false;
  feed.subscribe({ channels }, () => {
    // Its opening counts too: what came before it was not heard.
    isListening = true;
    count += 1;
  });
  return {
    count: () => count,

    /** By `performance.now()`: what was committed before has been counted, through whichever server it came. */
    knownUntilMs: () => (isListening ? feed.toldUntilMs() : Number.NEGATIVE_INFINITY),

    /** Something was committed here. */
    committed(): void {
      count += 1;
    },
  };
}
