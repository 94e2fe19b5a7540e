import type { Insertable } from 'kysely';
import type { Schema } from './schema.ts';

/** Rows of one table. All name the same columns. */
export type NewRows = {
  [Table in keyof Schema]: {
    table: Table;
    rows: readonly Insertable<Schema[Table]>[];
    /** On PostgreSQL this lock is held, together with whoever else writes such rows, before the first of them gets its number. */
    sharedLock?: AdvisoryLock;
  };
}[keyof Schema];

/** Two numbers that nobody else uses. */
export type AdvisoryLock = { space: number; key: number };

/** Names in our own schema, never what somebody sent. */
export const columnsOf = ({ rows }: NewRows): string[] => Object.keys(rows[0] ?? {});

/** Something with this key is there already: of several that came together the one that this is thrown to alone. */
export class TakenError extends Error {
  override readonly name = 'TakenError';
  readonly table: string;

  constructor(table: string, cause: unknown) {
    super(`A row of ${table} is there already.`, { cause });
    this.table = table;
  }
}
