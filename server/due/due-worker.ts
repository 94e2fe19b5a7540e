import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';

/**
 * What is due at some time, written in the store beside the thing it is about: whoever holds that thing's row takes what is due of it,
 * and in the same transaction writes what follows, so that each step happens once, however many servers work and whenever one dies.
 */
export type DueWork = {
  /** For the log. */
  name: string;
  /** Ids of things with something due, those that have waited longest first. */
  listDue(at: Date, countMax: number): Promise<string[]>;
  /** Does all that is due of these now, in their order. */
  act(transaction: Transaction<Schema>, ids: readonly string[], at: Date): Promise<void>;
  /** Puts off what is due of one that could not be done. */
  postpone(id: string, at: Date, until: Date): Promise<void>;
  /** After every batch, done or not. */
  afterBatch(): void;
  /** Its transactions wait for no others to share a commit. */
  isUrgent?: boolean;
};

export type DueWorker = ReturnType<typeof createDueWorker>;

const pollEveryMs = 1_000;
/** Polls may be this late before the worker counts as standing still. */
const pollLateMs = 10_000;
/** One transaction holds no more things than this, so that whoever waits for one of them waits for a moment only. */
const idsPerBatchMax = 50;
const batchesPerRunMax = 50;
/** What cannot be done is tried again after this long, and holds up nothing else. */
const postponeMs = 60_000;

/** Looks every second at what is due and does it. */
export function createDueWorker(
  work: DueWork,
  { database, logger, now }: { database: Database; logger: Logger; now: () => Date },
) {
  const options = work.isUrgent ? { urgent: true } : {};
  let timer: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let ranAtMs = performance.now();
  let isStopped = false;

  return {
    start(): void {
      if (isStopped) return;
      timer = setInterval(poll, pollEveryMs);
      poll();
    },

    /** The store has been looked through lately. */
    isReady: () => performance.now() - ranAtMs < pollLateMs,

    /** Does what is due now. */
    runOnce,

    /** Lets the running batch finish, then stands still. */
    async stop(): Promise<void> {
      isStopped = true;
      if (timer) clearInterval(timer);
      await running;
    },
  };

  function poll(): void {
    running ??= runOnce()
      .catch((error: unknown) => logger.error({ err: error, name: work.name }, 'due work failed'))
      .finally(() => {
        running = null;
      });
  }

  async function runOnce(): Promise<void> {
    for (let batch = 0; batch < batchesPerRunMax && !isStopped; batch += 1) {
      const ids = await work.listDue(now(), idsPerBatchMax);
      ranAtMs = performance.now();
      if (ids.length === 0) break;
      await actOn(ids);
    }
  }

  /** All of them in one transaction; where that fails, each in its own, so that one bad thing stops no other's clock. */
  async function actOn(ids: readonly string[]): Promise<void> {
    try {
      await actTogether(ids);
    } catch (error) {
      logger.error({ err: error, name: work.name, count: ids.length }, 'due batch failed');
      for (const id of ids) await actAlone(id);
    }
    work.afterBatch();
  }

  async function actAlone(id: string): Promise<void> {
    try {
      await actTogether([id]);
    } catch (error) {
      logger.error({ err: error, name: work.name, id }, 'due step failed');
      const at = now();
      await work.postpone(id, at, new Date(at.getTime() + postponeMs));
    }
  }

  /** In the order of their ids: two servers that hold some of the same wait for one another, and not in a circle. */
  async function actTogether(ids: readonly string[]): Promise<void> {
    await database.transact((transaction) => work.act(transaction, ids.toSorted(), now()), options);
  }
}
