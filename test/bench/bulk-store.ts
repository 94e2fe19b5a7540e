/** Fills a store with rows as fast as its engine takes them: nothing waits for the disk, and foreign keys are not looked up. */
import { once } from 'node:events';
import { createWriteStream, mkdirSync, rmSync, type WriteStream } from 'node:fs';
import path from 'node:path';
import SqliteDatabase from 'better-sqlite3';
import type { Insertable } from 'kysely';
import pg from 'pg';
import type { Schema } from '../../server/db/schema.ts';

export type Place = { dataDir: string; databaseUrl: string | null };

/** Rows of several tables; all rows of a table name the same columns in the same order. */
export type Rows = { [Table in keyof Schema]?: Insertable<Schema[Table]>[] };

export type BulkStore = {
  put(rows: Rows): Promise<void>;
  /** What a store that has grown by itself has: statistics, and nothing left to clean up. */
  close(): Promise<void>;
};

type Cell = string | number | null;

/** `folder`: for files on their way into PostgreSQL, which reads them itself. */
export const openBulkStore = (place: Place, folder: string): Promise<BulkStore> =>
  place.databaseUrl ? openPostgres(place.databaseUrl, folder) : openSqlite(place.dataDir);

async function openSqlite(dataDir: string): Promise<BulkStore> {
  const database = new SqliteDatabase(path.join(dataDir, 'portal.sqlite'));
  // From WAL straight to OFF SQLite says nothing and stays: all rows would go through one journal larger than the store.
  database.pragma('journal_mode = DELETE');
  database.pragma('journal_mode = OFF');
  database.pragma('synchronous = OFF');
  database.pragma('foreign_keys = OFF');
  database.pragma('cache_size = -500000');
  // A sorted index is made in a fraction of the time that a million single entries take.
  const indexes = database
    .prepare<[], { name: string; sql: string }>(
      "select name, sql from sqlite_schema where type = 'index' and sql is not null",
    )
    .all();
  for (const { name } of indexes) database.exec(`drop index ${name}`);
  database.exec('begin');
  const statements = new Map<string, SqliteDatabase.Statement<Cell[]>>();
  return {
    async put(rows) {
      for (const [table, some] of tablesOf(rows)) {
        let statement = statements.get(table);
        if (!statement) {
          const columns = Object.keys(some[0] ?? {});
          statement = database.prepare(
            `insert into ${table} (${columns.join(', ')}) values (${columns.map(() => '?').join(', ')})`,
          );
          statements.set(table, statement);
        }
        for (const row of some) statement.run(...cellsOf(row));
      }
    },
    async close() {
      database.exec('commit');
      for (const { sql } of indexes) database.exec(sql);
      database.pragma('journal_mode = WAL');
      database.close();
    },
  };
}

async function openPostgres(url: string, folder: string): Promise<BulkStore> {
  mkdirSync(folder, { recursive: true, mode: 0o755 });
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  await client.query('set synchronous_commit = off');
  await client.query('set session_replication_role = replica');
  let copying: Promise<unknown> = Promise.resolve();
  let count = 0;
  return {
    async put(rows) {
      const files: { table: string; columns: string; file: string }[] = [];
      for (const [table, some] of tablesOf(rows)) {
        count += 1;
        const file = path.join(folder, `${count}.tsv`);
        const stream = createWriteStream(file, { mode: 0o644 });
        for (const row of some) stream.write(`${cellsOf(row).map(tsvCell).join('\t')}\n`);
        await ended(stream);
        files.push({ table, columns: Object.keys(some[0] ?? {}).join(', '), file });
      }
      // PostgreSQL reads what was written while the next rows are made.
      await copying;
      copying = copyAll(client, files);
    },
    async close() {
      await copying;
      await client.query('vacuum analyze');
      await client.query('checkpoint');
      await client.end();
    },
  };
}

async function copyAll(
  client: pg.Client,
  files: readonly { table: string; columns: string; file: string }[],
): Promise<void> {
  for (const { table, columns, file } of files) {
    await client.query(`copy ${table} (${columns}) from '${file}'`);
    rmSync(file);
  }
}

async function ended(stream: WriteStream): Promise<void> {
  stream.end();
  await once(stream, 'close');
}

const tablesOf = (rows: Rows): [string, object[]][] =>
  Object.entries(rows).filter(([, some]) => some.length > 0);

const cellsOf = (row: object): Cell[] => Object.values(row);

const tsvCell = (cell: Cell): string =>
  cell === null
    ? '\\N'
    : typeof cell === 'number'
      ? String(cell)
      : cell.replaceAll('\\', '\\\\').replaceAll('\n', '\\n').replaceAll('\t', '\\t');
