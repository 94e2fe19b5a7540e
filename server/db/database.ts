import { mkdirSync } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import { CompiledQuery, Kysely, PostgresDialect, SqliteDialect, type Transaction } from 'kysely';
import pg from 'pg';
import { groupCommit } from './group-commit.ts';
import type { NewRows } from './new-rows.ts';
import { assertNoneOpen, inOpenTransaction, refuseBesideTransaction } from './open-transaction.ts';
import { asTaken, gatheredInserts, insertStatement } from './postgres-inserts.ts';
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
  /**
   * Stores rows: all are on disk when the promise resolves, or none. Callers that come together share one commit, on PostgreSQL one
   * statement. `finish` does what else belongs to it, in the same transaction. What is there already throws TakenError.
   */
  insert(
    inserts: readonly NewRows[],
    finish?: (transaction: Transaction<Schema>) => Promise<void>,
  ): Promise<void>;
  close(): Promise<void>;
};

/** 16 MB: bringing the journal into the file waits for the disk twice, and stops everything else meanwhile. */
const journalPagesMax = 4_000;
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
  connection.pragma(`wal_autocheckpoint = ${journalPagesMax}`);
  const kysely = new Kysely<Schema>({
    dialect: new SqliteDialect({ database: keepingStatements(connection) }),
    plugins: [refuseBesideTransaction],
  });
  const group = groupCommit(kysely, connection);
  return {
    engine: 'sqlite',
    kysely,
    transact: async (work, options) => {
      assertNoneOpen();
      return await (options?.urgent
        ? kysely.transaction().execute(inOpenTransaction(work))
        : group.transact(work, options));
    },
    insert: async (inserts, finish) => {
      assertNoneOpen();
      await group.insert(inserts, finish);
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
  const insertGathered = gatheredInserts(pool);
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
    insert: async (inserts, finish) => {
      assertNoneOpen();
      if (!finish) return await insertGathered(inserts);
      const { text, values } = insertStatement(inserts);
      const insertAndFinish = async (transaction: Transaction<Schema>) => {
        await transaction.executeQuery(CompiledQuery.raw(text, values)).catch((error: unknown) => {
          throw asTaken(error);
        });
        await finish(transaction);
      };
      await kysely.transaction().execute(inOpenTransaction(insertAndFinish));
    },
    close: () => kysely.destroy(),
  };
}
