import { CompiledQuery, type Insertable, PostgresAdapter, type Transaction } from 'kysely';
import type { Schema } from './schema.ts';

/** Rows of one table. All name the same columns. */
export type NewRows = {
  [Table in keyof Schema]: { table: Table; rows: readonly Insertable<Schema[Table]>[] };
}[keyof Schema];

/** Different statements there can be many of (numbers of rows); those of before are made anew. */
const writtenMax = 500;
const written = new Map<string, string>();

/**
 * Inserts rows into several tables: on PostgreSQL in one statement, which spares a round trip for each, on SQLite one after the other in
 * the order given. The SQL is written once for each shape and kept, so that Kysely need not build it for each. For what
 * happens with every tip; what must not be there yet throws.
 */
export async function insertTogether(
  transaction: Transaction<Schema>,
  inserts: readonly NewRows[],
): Promise<void> {
  const given = inserts.filter(({ rows }) => rows.length > 0);
  if (given.length === 0) return;
  if (transaction.getExecutor().adapter instanceof PostgresAdapter) {
    await transaction.executeQuery(inOneStatement(given));
    return;
  }
  for (const insert of given) {
    const columns = columnsOf(insert);
    const sql = kept(`? ${shapeOf(insert, columns)}`, () => insertSql(insert, columns, () => '?'));
    await transaction.executeQuery(CompiledQuery.raw(sql, valuesOf(insert, columns)));
  }
}

function inOneStatement(inserts: readonly NewRows[]): CompiledQuery {
  const columns = inserts.map(columnsOf);
  const shapes = inserts.map((insert, index) => shapeOf(insert, columns[index] ?? []));
  const sql = kept(`$ ${shapes.join(' ')}`, () => {
    let number = 0;
    const parts = inserts.map((insert, index) =>
      insertSql(insert, columns[index] ?? [], () => {
        number += 1;
        return `$${number}`;
      }),
    );
    const last = parts.pop();
    const before = parts.map((part, index) => `part_${index} as (${part})`);
    return before.length > 0 ? `with ${before.join(', ')} ${last}` : (last ?? '');
  });
  return CompiledQuery.raw(
    sql,
    inserts.flatMap((insert, index) => valuesOf(insert, columns[index] ?? [])),
  );
}

function insertSql({ table, rows }: NewRows, columns: readonly string[], parameter: () => string): string {
  const row = () => `(${columns.map(parameter).join(', ')})`;
  const names = columns.map((column) => `"${column}"`).join(', ');
  return `insert into "${table}" (${names}) values ${rows.map(row).join(', ')}`;
}

/** Names in our own schema, never what somebody sent. */
const columnsOf = ({ rows }: NewRows): string[] => Object.keys(rows[0] ?? {});

const shapeOf = ({ table, rows }: NewRows, columns: readonly string[]): string =>
  `${table}*${rows.length}(${columns.join()})`;

const valuesOf = ({ rows }: NewRows, columns: readonly string[]): unknown[] =>
  rows.flatMap((row) => {
    const values = new Map<string, unknown>(Object.entries(row));
    return columns.map((column) => values.get(column));
  });

function kept(shape: string, write: () => string): string {
  const known = written.get(shape);
  if (known !== undefined) return known;
  if (written.size >= writtenMax) written.clear();
  const sql = write();
  written.set(shape, sql);
  return sql;
}
