import { type RawBuilder, sql } from 'kysely';
import type { Connection } from '../db/database.ts';
import { openText, sealedVersion, sealText } from '../secrets/sealing.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import type { SealedColumn, SealedRow } from './sealed-values.ts';

/** Where a walk through a column stands: the primary key of the last row. */
export type WalkPlace = readonly (string | number | null)[];

/** One column of sealed values, a stretch of rows at a time. */
export const sealedColumnStore = (connection: Connection, column: SealedColumn) => {
  const { key, digest } = column;
  const columns = [...new Set([...key, column.column, ...(digest ? [digest.column, ...digest.of] : [])])];
  const table = sql.table(column.table);

  return {
    /** Rows with a value, in the order of their key, from after `after`. */
    async list(after: WalkPlace | null, count: number): Promise<SealedRow[]> {
      const from = after ? sql`and (${refs(key)}) > (${sql.join(after)})` : sql``;
      const { rows } = await sql<SealedRow>`
        select ${refs(columns)} from ${table} where ${sql.ref(column.column)} is not null ${from}
        order by ${refs(key)} limit ${sql.lit(count)}`.execute(connection);
      return rows;
    },

    placeOf: (row: SealedRow): WalkPlace => key.map((name) => row[name] ?? null),

    /** Null where there is none any more. */
    versionOf: (row: SealedRow): string => sealedVersion(String(row[column.column])),

    /**
     * Seals the value anew under the newest key, with the digest by which its row is found. False when somebody wrote it meanwhile. Throws
     * SealError where it does not open.
     */
    async reseal(keys: SecretKeys, row: SealedRow): Promise<boolean> {
      const sealed = String(row[column.column]);
      const plain = openText(keys, column.context(row), sealed);
      const renewed = digest?.under(keys.newest, plain, row);
      const isTaken = renewed !== undefined && (await this.hasDigest(renewed, row));
      const set = [
        sql`${sql.ref(column.column)} = ${sealText(keys, column.context(row), plain)}`,
        ...(digest && renewed !== undefined && !isTaken ? [sql`${sql.ref(digest.column)} = ${renewed}`] : []),
        ...(column.table === 'citizens' && !isTaken ? [sql`key_version = ${keys.newest.version}`] : []),
      ];
      const where = [
        ...key.map((name) => sql`${sql.ref(name)} = ${row[name]}`),
        sql`${sql.ref(column.column)} = ${sealed}`,
      ];
      const { numAffectedRows } = await sql`
        update ${table} set ${sql.join(set)} where ${sql.join(where, sql` and `)}`.execute(connection);
      return numAffectedRows === 1n;
    },

    /** Somebody whose row was not found under the older key has another one: both stay, each under its own digest. */
    async hasDigest(renewed: string, row: SealedRow): Promise<boolean> {
      if (!digest) return false;
      const scope = digest.of.map((name) => sql`and ${sql.ref(name)} = ${row[name]}`);
      const { rows } = await sql`
        select 1 from ${table} where ${sql.ref(digest.column)} = ${renewed}
        ${sql.join(scope, sql` `)} limit 1`.execute(connection);
      return rows.length > 0;
    },
  };
};

const refs = (names: readonly string[]): RawBuilder<unknown> => sql.join(names.map((name) => sql.ref(name)));
