import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import type SqliteDatabase from 'better-sqlite3';
import type { Kysely, Transaction } from 'kysely';
import type { Database } from './database.ts';
import { inOpenTransaction } from './open-transaction.ts';
import type { Schema } from './schema.ts';
import { sqliteInserts } from './sqlite-inserts.ts';

/** A transaction waits for as many others as shared the last commit, and no longer than this. */
const gatheringMsMax = 4;
/** A patient one waits this long for others that are not. */
const patienceMs = 12;
const groupCommitMax = 64;

type Job = {
  isPatient: boolean;
  /** Throws what the caller is told. */
  run(transaction: Transaction<Schema>): Promise<void>;
  /** Rows and nothing else: many such jobs go on together until one of them fails. */
  insert: (() => void) | null;
  resolve(): void;
  reject(failure: unknown): void;
};

type Outcome<Value> = { value: Value } | null;

/**
 * Group commit: one fsync for the transactions that arrive together. A job whose work throws is rolled back to its savepoint
 * and rejected; the others go on. When the commit itself fails, all are rejected: nobody hears "stored" before it is.
 */
export function groupCommit(
  kysely: Kysely<Schema>,
  connection: SqliteDatabase.Database,
): Pick<Database, 'transact' | 'insert'> {
  const insertRows = sqliteInserts(connection);
  // Past Kysely, which needs longer for these than for what they are put around.
  const begin = connection.prepare('savepoint job');
  const undo = connection.prepare('rollback to savepoint job');
  const end = connection.prepare('release savepoint job');
  const undoAll = connection.prepare('rollback');
  const beginAnew = connection.prepare('begin');
  const waiting: Job[] = [];
  let isScheduled = false;
  let lastCount = 1;
  let onHurried = () => {};

  function add(job: Job): void {
    waiting.push(job);
    if (!job.isPatient) onHurried();
    if (isScheduled) return;
    isScheduled = true;
    void flush();
  }

  async function flush(): Promise<void> {
    await gathered();
    isScheduled = false;
    const jobs = waiting.splice(0, groupCommitMax);
    lastCount = jobs.length;
    if (waiting.length > 0) {
      isScheduled = true;
      void flush();
    }
    const failures = new Map<Job, unknown>();
    try {
      await kysely.transaction().execute((transaction) => runAll(transaction, jobs, failures));
    } catch (failure) {
      for (const job of jobs) if (!failures.has(job)) failures.set(job, failure);
    }
    for (const job of jobs) {
      if (failures.has(job)) job.reject(failures.get(job));
      else job.resolve();
    }
  }

  /** What has arrived during the last commit is read within a turn or two of the event loop; a lone one goes at once. */
  async function gathered(): Promise<void> {
    await nextTurn();
    await nextTurn();
    if (waiting.every((job) => job.isPatient)) await somebodyHurried();
    const since = performance.now();
    while (waiting.length < Math.min(lastCount, groupCommitMax)) {
      if (performance.now() - since >= gatheringMsMax || waiting.every((job) => job.isPatient)) return;
      await pause(1);
    }
  }

  /** Or nobody, for as long as the patient wait. */
  async function somebodyHurried(): Promise<void> {
    await new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, patienceMs);
      onHurried = () => {
        clearTimeout(timer);
        resolve();
      };
    });
    onHurried = () => {};
  }

  async function runAll(
    transaction: Transaction<Schema>,
    jobs: readonly Job[],
    failures: Map<Job, unknown>,
  ): Promise<void> {
    const inserts = jobs.filter((job) => job.insert !== null);
    const isInserted = insertTogether(inserts);
    for (const job of jobs)
      if (job.insert === null || !isInserted) await runAlone(transaction, job, failures);
  }

  /**
   * Before anything else, so that what fails may take all of it back: a savepoint for each, behind which every page that it changes is copied,
   * cost more than the inserts. False: one of them failed.
   */
  function insertTogether(jobs: readonly Job[]): boolean {
    try {
      for (const job of jobs) job.insert?.();
      return true;
    } catch (failure) {
      if (!connection.inTransaction) throw failure;
      undoAll.run();
      beginAnew.run();
      return false;
    }
  }

  async function runAlone(
    transaction: Transaction<Schema>,
    job: Job,
    failures: Map<Job, unknown>,
  ): Promise<void> {
    begin.run();
    try {
      await job.run(transaction);
    } catch (failure) {
      failures.set(job, failure);
      // Where SQLite rolled all of it back (a full disk) there is no savepoint either, and this failure is everybody's.
      if (!connection.inTransaction) throw failure;
      undo.run();
    }
    end.run();
  }

  const transact: Database['transact'] = (work, options) =>
    new Promise((resolve, reject) => {
      let outcome: Outcome<Awaited<ReturnType<typeof work>>> = null;
      add({
        isPatient: options?.patient ?? false,
        insert: null,
        async run(transaction) {
          outcome = { value: await inOpenTransaction(work)(transaction) };
        },
        resolve: () => outcome && resolve(outcome.value),
        reject,
      });
    });

  return {
    transact,
    insert: (inserts, finish) => {
      const insert = () => insertRows(inserts);
      if (finish) {
        return transact(async (transaction) => {
          insert();
          await finish(transaction);
        });
      }
      return new Promise((resolve, reject) => {
        add({ isPatient: false, insert, run: async () => insert(), resolve, reject });
      });
    },
  };
}
