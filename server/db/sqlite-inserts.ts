import type SqliteDatabase from 'better-sqlite3';
import { columnsOf, type NewRows, TakenError } from './new-rows.ts';

type TableInsert = { columns: readonly string[]; statement: SqliteDatabase.Statement };

/**
 * Inserts rows, table by table in the order given, by statements that are prepared once for each table. Past Kysely, which would need more
 * time for a row than SQLite does: for what happens with every tip. The caller holds the transaction.
 */
export function sqliteInserts(connection: SqliteDatabase.Database) {
  const known = new Map<string, TableInsert>();

  function insertInto(insert: NewRows): TableInsert {
    const { table } = insert;
    const before = known.get(table);
    if (before && isShaped(insert.rows[0] ?? {}, before.columns)) return before;
    const columns = columnsOf(insert);
    const names = columns.map((column) => `"${column}"`).join(', ');
    const values = columns.map(() => '?').join(', ');
    const statement = connection.prepare(`insert into "${table}" (${names}) values (${values})`);
    known.set(table, { columns, statement });
    return { columns, statement };
  }

  return (inserts: readonly NewRows[]): void => {
    for (const insert of inserts) {
      if (insert.rows.length === 0) continue;
      const { columns, statement } = insertInto(insert);
      try {
        for (const row of insert.rows) statement.run(valuesOf(row, columns));
      } catch (error) {
        throw isTaken(error) ? new TakenError(insert.table, error) : error;
      }
    }
  };
}

type Fields = Readonly<Record<string, unknown>>;

function isShaped(row: Fields, columns: readonly string[]): boolean {
  let count = 0;
  for (const column in row) {
    if (column !== columns[count]) return false;
    count += 1;
  }
  return count === columns.length;
}

const valuesOf = (row: Fields, columns: readonly string[]): unknown[] => columns.map((column) => row[column]);

const isTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY');
