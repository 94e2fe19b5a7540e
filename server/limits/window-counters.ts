import { AppError } from '../http/app-error.ts';
import { type HourlyKey, hourMs } from './hourly-key.ts';
import { createRecentMap } from './recent-map.ts';
import type { SharedCounts } from './shared-counts.ts';

export type WindowCounters = ReturnType<typeof createWindowCounters>;

/** A window is counted in this many steps, so that no sender's every single moment is kept. */
const stepsPerWindow = 10;

/** From this part of a limit on a server no longer goes by what it knew a second ago. */
const partPassedUnasked = 1 / 4;
const freshMs = 1_000;

/** `counts[0]` belongs to `step`, the next one to the step before it, and so on. `askedAtMs`: when the other servers' were last heard. */
type Counter = { step: number; counts: number[]; askedAtMs: number };

/**
 * How a list is counted across servers. `own`: each for itself. `told`: within a second the others know, and near the limit they are asked
 * first. `asked`: they know at once, and are also asked where nothing newer than a second is known.
 */
export type AcrossServers = 'own' | 'told' | 'asked';

/**
 * Counts per subject over a sliding window, in bounded memory. A count is kept for the window and the step that is under way, so
 * that "fewer than N" holds for every stretch of that length, wherever it begins; it is gone a tenth of the window later at the
 * latest.
 *
 * At most `subjectsMax` are counted, those not seen for longest are forgotten first: who has more addresses than that gains nothing
 * by being forgotten on one of them. `name` keeps the digests of one list apart from all others.
 */
export function createWindowCounters(options: {
  name: string;
  windowMs: number;
  subjectsMax: number;
  key: HourlyKey;
  now: () => Date;
  /** Null: there are no other servers. */
  shared?: SharedCounts | null;
  acrossServers?: AcrossServers;
}) {
  const { name, windowMs, subjectsMax, key, now, acrossServers = 'told' } = options;
  const shared = acrossServers === 'own' ? null : (options.shared ?? null);
  if (windowMs > hourMs) throw new Error(`${name}: counts are carried over one change of the key, not more.`);
  const stepMs = windowMs / stepsPerWindow;
  const counters = createRecentMap<Counter>({ entriesMax: subjectsMax, ageMs: windowMs + stepMs, now });
  const stepNow = () => Math.floor(now().getTime() / stepMs);

  function find(subject: string): { digest: string; counter: Counter | undefined } {
    const digest = key.digest(`${name}:${subject}`);
    const counter = counters.get(digest) ?? carriedOver(subject, digest);
    if (counter) advance(counter, stepNow());
    return { digest, counter };
  }

  /** The hour has changed: what was counted under the last key goes on under the new one. */
  function carriedOver(subject: string, digest: string): Counter | undefined {
    const before = key.before(`${name}:${subject}`);
    const counter = before === null ? undefined : counters.take(before);
    if (counter) counters.set(digest, counter);
    return counter;
  }

  /** What all servers together have counted, by step, takes the place of what was known of it. */
  const list = {
    stepMs,
    keptMs: windowMs + 2 * stepMs,
    take(digest: string, known: ReadonlyMap<number, number>): void {
      const counter = counters.get(digest) ?? newCounter();
      advance(counter, stepNow());
      counter.askedAtMs = now().getTime();
      for (const [step, total] of known) {
        // Another server's clock may be a little ahead.
        const age = Math.max(0, counter.step - step);
        if (age <= stepsPerWindow) counter.counts[age] = Math.max(counter.counts[age] ?? 0, total);
      }
      counters.set(digest, counter);
    },
  };
  const newCounter = (): Counter => ({ step: stepNow(), counts: [0], askedAtMs: 0 });

  /** How often the subject was counted in the window. */
  function count(subject: string): number {
    const { counter } = find(subject);
    return counter ? sum(counter.counts) : 0;
  }

  /** Milliseconds until the subject is counted less than `max` times if nothing comes to it. */
  function msUntilBelow(subject: string, max: number): number {
    const { counter } = find(subject);
    if (!counter) return 0;
    let left = sum(counter.counts);
    for (let age = counter.counts.length - 1; age >= 0; age -= 1) {
      if (left < max) break;
      left -= counter.counts[age] ?? 0;
      if (left < max) return (counter.step - age + stepsPerWindow + 1) * stepMs - now().getTime();
    }
    return 0;
  }

  return {
    count,
    msUntilBelow,

    /**
     * Hears first what other servers have counted, where that may matter to somebody who is held to `max`: what is past it already is
     * refused without a question.
     */
    async catchUp(subject: string, max: number): Promise<void> {
      if (!shared) return;
      const { digest, counter } = find(subject);
      const counted = counter ? sum(counter.counts) : 0;
      if (counted >= max) return;
      const isFresh = counter !== undefined && now().getTime() - counter.askedAtMs < freshMs;
      const isFarBelow = counted < max * partPassedUnasked;
      if (isFarBelow && (isFresh || acrossServers === 'told')) return;
      await shared.ask({ list, digest, before: key.before(`${name}:${subject}`) });
    },

    /** Resolves when other servers can hear what was counted here. */
    settle: async (): Promise<void> => await shared?.settle(),

    /** Counts once more and tells how often it is now. */
    add(subject: string): number {
      const { digest, counter = newCounter() } = find(subject);
      counter.counts[0] = (counter.counts[0] ?? 0) + 1;
      counters.set(digest, counter);
      shared?.note({
        list,
        digest,
        before: key.before(`${name}:${subject}`),
        step: counter.step,
        isUrgent: acrossServers === 'asked',
      });
      return sum(counter.counts);
    },

    /** Throws `rate_limited`, with the time to wait, when the subject is counted `max` times or more. */
    assertBelow(subject: string, max: number): void {
      if (count(subject) < max) return;
      const waitMs = msUntilBelow(subject, max);
      throw new AppError('rate_limited', { retryAfterS: Math.max(1, Math.ceil(waitMs / 1000)) });
    },

    /** Drops what no window holds any more. */
    sweep: counters.turn,
    size: counters.size,
  };
}

/** Moves on to `step`; what is older than the window falls off. */
function advance(counter: Counter, step: number): void {
  const steps = Math.min(step - counter.step, stepsPerWindow + 1);
  if (steps <= 0) return;
  counter.counts = [...Array<number>(steps).fill(0), ...counter.counts].slice(0, stepsPerWindow + 1);
  counter.step = step;
}

const sum = (counts: readonly number[]): number => counts.reduce((total, count) => total + count, 0);
