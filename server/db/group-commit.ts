import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type SqliteDatabase from 'better-sqlite3';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from './database.ts';
import { inOpenTransaction } from './open-transaction.ts';
import type { Schema } from './schema.ts';

/** A transaction waits for as many others as shared the last commit, and no longer than this. */
const gatheringMsMax = 4;
/** A patient one waits this long for others that are not. */
const patienceMs = 12;
const groupCommitMax = 64;

type Job = {
  isPatient: boolean;
  run(transaction: Transaction<Schema>): Promise<void>;
  settle(committed: boolean, failure?: unknown): void;
};

/**
 * Group commit: one fsync for the transactions that arrive together. A job whose work throws is rolled back to its savepoint
 * and rejected; the others go on. When the commit itself fails, all are rejected: nobody hears "stored" before it is.
 */
export function groupCommit(
  kysely: Kysely<Schema>,
  connection: SqliteDatabase.Database,
): Database['transact'] {
  // Past Kysely, which needs longer for these three than for what they are put around.
  const begin = connection.prepare('savepoint job');
  const undo = connection.prepare('rollback to savepoint job');
  const end = connection.prepare('release savepoint job');
  const waiting: Job[] = [];
  let isScheduled = false;
  let lastCount = 1;

  async function flush(): Promise<void> {
    await gathered();
    isScheduled = false;
    const jobs = waiting.splice(0, groupCommitMax);
    lastCount = jobs.length;
    if (waiting.length > 0) schedule();
    try {
      await kysely.transaction().execute(async (transaction) => {
        for (const job of jobs) await job.run(transaction);
      });
      for (const job of jobs) job.settle(true);
    } catch (failure) {
      for (const job of jobs) job.settle(false, failure);
    }
  }

  function schedule(): void {
    if (isScheduled) return;
    isScheduled = true;
    void flush();
  }

  /** What has arrived during the last commit is read within a turn or two of the event loop; a lone one goes at once. */
  async function gathered(): Promise<void> {
    const since = performance.now();
    await nextTurn();
    await nextTurn();
    for (;;) {
      const isHurried = waiting.some((job) => !job.isPatient);
      const waitMsMax = isHurried ? gatheringMsMax : patienceMs;
      if (isHurried && waiting.length >= lastCount) return;
      if (waiting.length >= groupCommitMax || performance.now() - since >= waitMsMax) return;
      await pause(1);
    }
  }

  return (work, options) =>
    new Promise((resolve, reject) => {
      let outcome: { value: Awaited<ReturnType<typeof work>> } | { failure: unknown } | null = null;
      waiting.push({
        isPatient: options?.patient ?? false,
        async run(transaction) {
          begin.run();
          try {
            outcome = { value: await inOpenTransaction(work)(transaction) };
          } catch (failure) {
            outcome = { failure };
            // Where SQLite rolled all of it back (a full disk) there is no savepoint either, and this failure is everybody's.
            if (!connection.inTransaction) throw failure;
            undo.run();
          }
          end.run();
        },
        settle(committed, failure) {
          if (outcome && 'failure' in outcome) reject(outcome.failure);
          else if (committed && outcome) resolve(outcome.value);
          else reject(failure);
        },
      });
      schedule();
    });
}
