import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { hourMs } from './hourly-key.ts';
import { limitCountsStore, type StepCount } from './limit-counts.store.ts';

/** How one list of counters hears what all servers together have counted. */
type ListOfCounts = {
  readonly stepMs: number;
  /** How long a step is of any use. */
  readonly keptMs: number;
  /** What is known of the subject now, by step; what this server has not told yet is in it. */
  take(digest: string, counts: ReadonlyMap<number, number>): void;
};

/** `before`: its digest of the hour before, under which its older steps lie. */
type Subject = { readonly list: ListOfCounts; readonly digest: string; readonly before: string | null };
type Untold = { readonly subject: Subject; readonly steps: Map<number, number> };

export type SharedCounts = Awaited<ReturnType<typeof openSharedCounts>>;

const tellEveryMs = 1_000;
/** So long somebody may wait for it; then this server goes by what it knows itself. */
const settleMsMax = 250;
/** Subjects that wait to be told; beyond it a flood is counted by each server for itself. */
const untoldMax = 5_000;
const subjectsPerStatement = 300;

/**
 * Makes the counts of several servers on one PostgreSQL one. Each counts in its own memory and adds what came to the store's rows, once a
 * second or (`isUrgent`) as fast as one round follows the other, some hundred subjects to a statement, while nobody waits for it. The same
 * round reads what the others added. Near a limit a guard asks first (`ask`), and all that ask at the same time share a round. While the
 * store is away every server counts for itself; what could not be told then is not told later.
 *
 * Digests are equal on all servers because each hour's key is: random, sealed, in the store for two hours (`limit_hours`).
 */
export async function openSharedCounts(options: {
  database: Database;
  keys: SecretKeys;
  logger: Logger;
  now: () => Date;
}) {
  const { database, keys, logger, now } = options;
  const store = limitCountsStore(database.kysely);
  const hourKeys = new Map<number, Buffer>();
  const hourNow = () => Math.floor(now().getTime() / hourMs);
  let untold = new Map<string, Untold>();
  let asked = new Map<string, Subject>();
  let round: Promise<void> = Promise.resolve();
  let nextRound: Promise<void> | null = null;
  let isAway = false;

  const timer = setInterval(() => {
    if (untold.size > 0 || !hourKeys.has(hourNow() + 1)) void begin();
  }, tellEveryMs).unref();
  await begin();

  return {
    /** The key of an hour if it is known here; asked ahead of the hour. */
    hourKey: (hour: number): Buffer | null => hourKeys.get(hour) ?? null,

    /** The subject was counted once more here. */
    note(subject: Subject & { step: number; isUrgent: boolean }): void {
      const { list, digest, before, step } = subject;
      if (subject.isUrgent) void begin();
      const known = untold.get(digest);
      if (!known && untold.size >= untoldMax) return;
      const { steps } = known ?? { steps: new Map<number, number>() };
      steps.set(step, (steps.get(step) ?? 0) + 1);
      if (!known) untold.set(digest, { subject: { list, digest, before }, steps });
    },

    /** Resolves when the list has heard what all servers counted of the subject, or after a moment without that. */
    async ask(subject: Subject): Promise<void> {
      asked.set(subject.digest, subject);
      await settle();
    },

    /** Resolves when what was counted here until now is told, or after a moment without that. */
    settle,

    /** Tells what is left and forgets in the store what is over. */
    async sweep(): Promise<void> {
      await begin();
      await store.sweep(now());
    },

    async stop(): Promise<void> {
      clearInterval(timer);
      await begin();
    },
  };

  async function settle(): Promise<void> {
    let timeout: NodeJS.Timeout | undefined;
    const late = new Promise<void>((resolve) => {
      timeout = setTimeout(resolve, settleMsMax);
    });
    await Promise.race([begin(), late]);
    clearTimeout(timeout);
  }

  /** One round after the other; all that come while one is under way share the next. */
  function begin(): Promise<void> {
    nextRound ??= round.then(() => {
      nextRound = null;
      round = exchange();
      return round;
    });
    return nextRound;
  }

  async function exchange(): Promise<void> {
    const told = untold;
    const subjects = new Map([
      ...asked,
      ...[...told].map(([digest, { subject }]) => [digest, subject] as const),
    ]);
    untold = new Map();
    asked = new Map();
    try {
      await learnHourKeys();
      const all = [...subjects.values()];
      for (let from = 0; from < all.length; from += subjectsPerStatement) {
        const some = all.slice(from, from + subjectsPerStatement);
        await store.add(some.flatMap((subject) => rowsOf(subject, told.get(subject.digest)?.steps)));
        handOut(
          some,
          await store.read(some.flatMap(({ digest, before }) => [digest, ...(before ? [before] : [])])),
        );
      }
      isAway = false;
    } catch (error) {
      if (!isAway) logger.error({ err: error }, 'limits are counted by this server alone');
      isAway = true;
    }
  }

  async function learnHourKeys(): Promise<void> {
    const hour = hourNow();
    for (const wanted of [hour, hour + 1]) {
      if (hourKeys.has(wanted)) continue;
      const key = await store.hourKey(keys, wanted);
      if (key) hourKeys.set(wanted, key);
    }
    for (const known of hourKeys.keys()) if (known < hour - 1) hourKeys.delete(known);
  }

  function rowsOf({ list, digest }: Subject, steps: ReadonlyMap<number, number> = new Map()) {
    return [...steps].map(([step, count]) => ({
      digest,
      step,
      count,
      expiresAt: new Date(step * list.stepMs + list.keptMs).toISOString(),
    }));
  }

  function handOut(subjects: readonly Subject[], rows: readonly StepCount[]): void {
    const byDigest = Map.groupBy(rows, ({ digest }) => digest);
    for (const { list, digest, before } of subjects) {
      const found = [...(byDigest.get(digest) ?? []), ...(before ? (byDigest.get(before) ?? []) : [])];
      const counts = new Map<number, number>();
      for (const { step, count } of found) counts.set(step, (counts.get(step) ?? 0) + count);
      for (const [step, count] of untold.get(digest)?.steps ?? [])
        counts.set(step, (counts.get(step) ?? 0) + count);
      list.take(digest, counts);
    }
  }
}
