import type SqliteDatabase from 'better-sqlite3';
import { columnsOf, type NewRows, TakenError } from './new-rows.ts';

/**
 * Inserts rows, table by table in the order given, by statements that are prepared once for each table. Past Kysely, which would need more
 * time for a row than SQLite does: for what happens with every tip. The caller holds the transaction.
 */
export function sqliteInserts(connection: SqliteDatabase.Database) {
  const statements = new Map<string, SqliteDatabase.Statement>();

  function statementFor(table: string, columns: readonly string[]): SqliteDatabase.Statement {
    const shape = `${table}(${columns.join()})`;
    let statement = statements.get(shape);
    if (!statement) {
      const names = columns.map((column) => `"${column}"`).join(', ');
      const values = columns.map((column) => `@${column}`).join(', ');
      statement = connection.prepare(`insert into "${table}" (${names}) values (${values})`);
      statements.set(shape, statement);
    }
    return statement;
  }

  return (inserts: readonly NewRows[]): void => {
    for (const insert of inserts) {
      if (insert.rows.length === 0) continue;
      const statement = statementFor(insert.table, columnsOf(insert));
      try {
        for (const row of insert.rows) statement.run(row);
      } catch (error) {
        throw isTaken(error) ? new TakenError(insert.table, error) : error;
      }
    }
  };
}

const isTaken = (error: unknown): boolean =>
  error instanceof Error &&
  'code' in error &&
  (error.code === 'SQLITE_CONSTRAINT_UNIQUE' || error.code === 'SQLITE_CONSTRAINT_PRIMARYKEY');
