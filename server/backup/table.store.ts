import { type Kysely, sql, type Transaction } from 'kysely';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { BackupRow, transientTables } from './backup-format.ts';

/** Rows per read and per statement: their values stay under what SQLite binds at once (32,766), with up to 60 columns. */
export const rowsAtOnce = 500;

/** Whatever a backup reads and writes by name: this room is the only one that works on all tables. */
type AnyTransaction = Transaction<Schema>;

/** Kysely keeps its own records in these. */
const isOfMigrations = (table: string) => table.startsWith('kysely_');

/** All tables with something worth keeping, parents before their children. */
export async function listTables({ kysely, engine }: Database): Promise<string[]> {
  const found = await kysely.introspection.getTables();
  const names = found
    .map(({ name }) => name)
    .filter((name) => !isOfMigrations(name) && !transientTables.includes(name))
    .sort();
  const parents = new Map<string, string[]>();
  for (const name of names) parents.set(name, await parentsOf(kysely, engine, name));
  return inOrder(names, parents);
}

async function parentsOf(
  kysely: Kysely<Schema>,
  engine: Database['engine'],
  table: string,
): Promise<string[]> {
  const query =
    engine === 'sqlite'
      ? sql<{ parent: string }>`select "table" as parent from pragma_foreign_key_list(${table})`
      : sql<{ parent: string }>`
          select parent.relname as parent from pg_constraint
          join pg_class as child on child.oid = conrelid and child.relname = ${table}
          join pg_class as parent on parent.oid = confrelid
          where contype = 'f' and child.relnamespace = current_schema()::regnamespace`;
  const { rows } = await query.execute(kysely);
  return rows.map(({ parent }) => parent);
}

function inOrder(names: readonly string[], parents: ReadonlyMap<string, readonly string[]>): string[] {
  const ordered: string[] = [];
  const visit = (name: string) => {
    if (ordered.includes(name)) return;
    for (const parent of parents.get(name) ?? []) if (parent !== name) visit(parent);
    ordered.push(name);
  };
  for (const name of names) visit(name);
  return ordered;
}

/** Work on one moment of the store, whatever is written meanwhile. */
export function readAsOfNow<Result>(
  { kysely, engine }: Database,
  work: (transaction: AnyTransaction) => Promise<Result>,
): Promise<Result> {
  const transaction = kysely.transaction();
  // SQLite's readers see the moment of their first read (WAL); PostgreSQL is told so.
  return engine === 'sqlite'
    ? transaction.execute(work)
    : transaction.setIsolationLevel('repeatable read').setAccessMode('read only').execute(work);
}

/** All rows of a table, some at a time. */
export async function* readRows(
  transaction: AnyTransaction,
  engine: Database['engine'],
  table: string,
): AsyncGenerator<BackupRow[]> {
  if (engine === 'sqlite') yield* readByRowid(transaction, table);
  else yield* readByCursor(transaction, table);
}

async function* readByRowid(transaction: AnyTransaction, table: string): AsyncGenerator<BackupRow[]> {
  let after = Number.MIN_SAFE_INTEGER;
  for (;;) {
    const { rows } = await sql<BackupRow & { backup_rowid: number }>`
      select rowid as backup_rowid, * from ${sql.table(table)}
      where rowid > ${after} order by rowid limit ${sql.lit(rowsAtOnce)}`.execute(transaction);
    const last = rows.at(-1);
    if (!last) return;
    after = last.backup_rowid;
    yield rows.map(({ backup_rowid: _, ...row }) => BackupRow.parse(row));
  }
}

async function* readByCursor(transaction: AnyTransaction, table: string): AsyncGenerator<BackupRow[]> {
  await sql`declare backup_rows no scroll cursor for select * from ${sql.table(table)}`.execute(transaction);
  for (;;) {
    const { rows } = await sql`fetch ${sql.lit(rowsAtOnce)} from backup_rows`.execute(transaction);
    if (rows.length === 0) break;
    yield rows.map((row) => BackupRow.parse(row));
  }
  await sql`close backup_rows`.execute(transaction);
}

/** Adds rows to a table; columns that the program no longer has make it fail. */
export async function writeRows(
  transaction: AnyTransaction,
  table: string,
  rows: readonly BackupRow[],
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const values = rows.map((row) => sql`(${sql.join(columns.map((column) => row[column] ?? null))})`);
  await sql`
    insert into ${sql.table(table)} (${sql.join(columns.map((column) => sql.ref(column)))})
    values ${sql.join(values)}`.execute(transaction);
}

export async function isEmpty({ kysely }: Database, table: string): Promise<boolean> {
  const { rows } = await sql`select 1 from ${sql.table(table)} limit 1`.execute(kysely);
  return rows.length === 0;
}

/**
 * What was waiting to be sent when the backup was taken may have been sent since: its outcome is unknown, so that the conversation is
 * looked at before anything is sent again (promise 4).
 */
export async function doubtUnsentMessages(transaction: AnyTransaction): Promise<void> {
  await transaction
    .updateTable('outbox_messages')
    .set({
      state: 'waiting',
      outcome_unknown: 1,
      unknown_since: sql<string>`coalesce(unknown_since, created_at)`,
      claimed_by: null,
      claimed_until: null,
    })
    .where('finished_at', 'is', null)
    .execute();
}
