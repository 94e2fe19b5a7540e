import type { Roster } from '#contract/roster.ts';
import type { Connection } from '../../db/database.ts';

export type StoredRoster = {
  unitId: string;
  /** From 1. */
  version: number;
  roster: Roster;
  staffId: string;
  updatedAt: string;
};

/** The only file that knows the columns of rosters: those that somebody has written, in place of the content pack's. */
export const rosterStore = (connection: Connection) => ({
  async find(unitId: string): Promise<StoredRoster | undefined> {
    const row = await connection
      .selectFrom('rosters')
      .selectAll()
      .where('unit_id', '=', unitId)
      .executeTakeFirst();
    return row && toStored(row);
  },

  async list(): Promise<StoredRoster[]> {
    return (await connection.selectFrom('rosters').selectAll().orderBy('unit_id').execute()).map(toStored);
  },

  /** In place of version `before` (0: of none). False when another one stands there. */
  async replace(next: Omit<StoredRoster, 'version'>, before: number): Promise<boolean> {
    const values = {
      version: before + 1,
      roster: JSON.stringify(next.roster),
      staff_id: next.staffId,
      updated_at: next.updatedAt,
    };
    if (before === 0) {
      const { numInsertedOrUpdatedRows } = await connection
        .insertInto('rosters')
        .values({ unit_id: next.unitId, ...values })
        .onConflict((conflict) => conflict.column('unit_id').doNothing())
        .executeTakeFirst();
      return Number(numInsertedOrUpdatedRows) === 1;
    }
    const { numUpdatedRows } = await connection
      .updateTable('rosters')
      .set(values)
      .where('unit_id', '=', next.unitId)
      .where('version', '=', before)
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },
});

function toStored(row: {
  unit_id: string;
  version: number;
  roster: string;
  staff_id: string;
  updated_at: string;
}): StoredRoster {
  return {
    unitId: row.unit_id,
    version: row.version,
    roster: JSON.parse(row.roster) as Roster,
    staffId: row.staff_id,
    updatedAt: row.updated_at,
  };
}
