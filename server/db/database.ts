import { mkdirSync } from 'node:fs';
import path from 'node:path';
import { setImmediate as nextTurn, setTimeout as pause } from 'node:timers/promises';
import SqliteDatabase from 'better-sqlite3';
import { Kysely, PostgresDialect, SqliteDialect, sql, type Transaction } from 'kysely';
import pg from 'pg';
import { assertNoneOpen, inOpenTransaction, refuseBesideTransaction } from './open-transaction.ts';
import type { Schema } from './schema.ts';

/** The database or a transaction on it: what a store's functions take. */
export type Connection = Kysely<Schema> | Transaction<Schema>;

export type Database = {
  readonly engine: 'sqlite' | 'postgres';
  readonly kysely: Kysely<Schema>;
  /**
   * Runs the work in a transaction that is on disk when the promise resolves. On SQLite, transactions that arrive
   * together share one commit (each in its own savepoint, so that one's failure is its own); `urgent` ones never wait for
   * that (SOS). The work asks its transaction alone: a query past it throws (open-transaction.ts).
   */
  transact<Result>(
    work: (transaction: Transaction<Schema>) => Promise<Result>,
    options?: TransactionOptions,
  ): Promise<Result>;
  close(): Promise<void>;
};

/** A transaction waits for as many others as shared the last commit, and no longer than this. */
const gatheringMsMax = 4;
/** A patient one waits this long for others that are not. */
const patienceMs = 12;
const groupCommitMax = 64;
const busyTimeoutMs = 5_000;
const poolConnectionsMax = 10;
const preparedStatementsMax = 500;

export type TransactionOptions = {
  /** Waits for no other. */
  urgent?: boolean;
  /** Nobody waits for it: it rather shares another's commit than has one of its own. */
  patient?: boolean;
};

/** Opens SQLite in `dataDir`, or PostgreSQL when a URL is given. */
export function openDatabase(options: { dataDir: string; databaseUrl: string | null }): Database {
  return options.databaseUrl
    ? openPostgres(options.databaseUrl)
    : openSqlite(path.join(options.dataDir, 'portal.sqlite'));
}

function openSqlite(file: string): Database {
  mkdirSync(path.dirname(file), { recursive: true });
  const connection = new SqliteDatabase(file);
  connection.pragma('journal_mode = WAL');
  // FULL: a commit is on disk before the 201 leaves, also when the power goes (promise 1).
  connection.pragma('synchronous = FULL');
  connection.pragma('foreign_keys = ON');
  // What is erased is overwritten, not only forgotten: erased words would else linger, sealed, in free pages.
  connection.pragma('secure_delete = ON');
  connection.pragma(`busy_timeout = ${busyTimeoutMs}`);
  const kysely = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: keepingStatements(connection) }),
    plugins: [refuseBesideTransaction],
  });
  const group = groupCommit(kysely);
  return {
    engine: 'sqlite',
    kysely,
    transact: async (work, options) => {
      assertNoneOpen();
      return await (options?.urgent
        ? kysely.transaction().execute(inOpenTransaction(work))
        : group(work, options));
    },
    close: () => kysely.destroy(),
  };
}

/**
 * Keeps statements prepared: Kysely prepares each query anew, which cost an eighth of a busy server's time. The SQL is ours and bound
 * parameters are not part of it, so there are few different ones; lists of another length make a new one, hence the bound.
 */
function keepingStatements(
  connection: SqliteDatabase.Database,
): ConstructorParameters<typeof SqliteDialect>[0]['database'] {
  const statements = new Map<string, SqliteDatabase.Statement>();
  return {
    close: () => connection.close(),
    prepare(asked) {
      // A full disk has made SQLite roll back by itself; that there is nothing left to roll back would hide why.
      const statement = asked === 'rollback' && !connection.inTransaction ? 'select 1' : asked;
      const kept = statements.get(statement);
      if (kept) return kept;
      if (statements.size >= preparedStatementsMax) statements.clear();
      const prepared = connection.prepare(statement);
      statements.set(statement, prepared);
      return prepared;
    },
  };
}

function openPostgres(databaseUrl: string): Database {
  const pool = new pg.Pool({
    connectionString: databaseUrl,
    max: poolConnectionsMax,
    application_name: 'zalo-an-ninh',
  });
  // A dropped connection is replaced at the next query. Without listeners it would end the process: the pool's own are for idle ones, one
  // that is lost between two queries of a transaction tells nobody else. The transaction's next query fails.
  pool.on('error', () => undefined);
  pool.on('connect', (client) => client.on('error', () => undefined));
  const kysely = new Kysely<Schema>({
    dialect: new PostgresDialect({ pool }),
    plugins: [refuseBesideTransaction],
  });
  return {
    engine: 'postgres',
    kysely,
    transact: async (work) => {
      assertNoneOpen();
      return await kysely.transaction().execute(inOpenTransaction(work));
    },
    close: () => kysely.destroy(),
  };
}

type Job = {
  isPatient: boolean;
  run(transaction: Transaction<Schema>): Promise<void>;
  settle(committed: boolean, failure?: unknown): void;
};

/**
 * Group commit: one fsync for the transactions that arrive together. A job whose work throws is rolled back to its savepoint
 * and rejected; the others go on. When the commit itself fails, all are rejected: nobody hears "stored" before it is.
 */
function groupCommit(kysely: Kysely<Schema>): Database['transact'] {
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
          await sql`savepoint job`.execute(transaction);
          try {
            outcome = { value: await inOpenTransaction(work)(transaction) };
          } catch (failure) {
            outcome = { failure };
            // Where SQLite rolled all of it back (a full disk) there is no savepoint either, and this failure is everybody's.
            await sql`rollback to savepoint job`.execute(transaction).catch(() => Promise.reject(failure));
          }
          await sql`release savepoint job`.execute(transaction);
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
