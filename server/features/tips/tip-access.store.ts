import type { Connection } from '../../db/database.ts';
import type { UnitAccess } from '../../rights/staff-rights.rules.ts';
import type { Tip } from './tip.store.ts';
import { deskOrder } from './tip-access.rules.ts';

/** What a unit's list is ordered and narrowed by. */
export const listed = (tip: Tip) => ({
  desk_order: deskOrder(tip),
  status: tip.status,
  category: tip.category,
  attention: tip.attention,
});

type WhyAccess = 'received' | 'transferred' | 'escalated' | 'assigned';

/** As it is stored: the first of `units` works on the tip, the others are those above it. */
export const accessRows = (tip: Tip, units: readonly string[], why: WhyAccess, at: string) =>
  units.map((unitId, index) => ({
    tip_id: tip.id,
    unit_id: unitId,
    since: at,
    why: index === 0 ? why : 'above',
    works: 1,
    ...listed(tip),
  }));

/**
 * Which units and whom a tip was given to. A unit above has a row of its own, so that a list is one stretch of one index, whatever
 * lies below a unit; it is why every row carries the tip's place in the list.
 */
export const tipAccessStore = (connection: Connection) => ({
  /** The first of `units` gets the tip and works on it, the others are those above it. */
  async grant(tip: Tip, units: readonly string[], why: WhyAccess, at: string): Promise<void> {
    await connection
      .insertInto('tip_access')
      .values(accessRows(tip, units, why, at))
      .onConflict((conflict) =>
        conflict.columns(['tip_id', 'unit_id']).doUpdateSet((eb) => ({
          works: 1,
          why: eb
            .case()
            .when('excluded.why', '=', 'above')
            .then(eb.ref('tip_access.why'))
            .else(eb.ref('excluded.why'))
            .end(),
        })),
      )
      .execute();
  },

  /** Whoever had the tip still sees it, and no longer works on it. */
  async release(tipId: string): Promise<void> {
    await connection.updateTable('tip_access').set({ works: 0 }).where('tip_id', '=', tipId).execute();
  },

  /** All others, and all who were named, no longer know of it. */
  async keepOnly(tipId: string, units: readonly string[]): Promise<void> {
    await connection
      .deleteFrom('tip_access')
      .where('tip_id', '=', tipId)
      .where('unit_id', 'not in', units)
      .execute();
    await connection.deleteFrom('tip_people').where('tip_id', '=', tipId).execute();
  },

  /** After every change of the tip. */
  async reorder(tip: Tip): Promise<void> {
    await connection.updateTable('tip_access').set(listed(tip)).where('tip_id', '=', tip.id).execute();
  },

  /** Null: the unit knows nothing of it. */
  async find(tipId: string, unitId: string): Promise<UnitAccess> {
    const row = await connection
      .selectFrom('tip_access')
      .select('works')
      .where('tip_id', '=', tipId)
      .where('unit_id', '=', unitId)
      .executeTakeFirst();
    return row ? { works: row.works === 1 } : null;
  },

  /** All that have access, those above included. */
  async listUnits(tipId: string): Promise<string[]> {
    const rows = await connection
      .selectFrom('tip_access')
      .select('unit_id')
      .where('tip_id', '=', tipId)
      .execute();
    return rows.map((row) => row.unit_id);
  },

  async name(tipId: string, staffId: string, at: string): Promise<void> {
    await connection
      .insertInto('tip_people')
      .values({ tip_id: tipId, staff_id: staffId, since: at })
      .onConflict((conflict) => conflict.columns(['tip_id', 'staff_id']).doNothing())
      .execute();
  },

  /** Who is named on it, in the order they were. */
  async listPeople(tipId: string): Promise<string[]> {
    const rows = await connection
      .selectFrom('tip_people')
      .select('staff_id')
      .where('tip_id', '=', tipId)
      .orderBy('since')
      .orderBy('staff_id')
      .execute();
    return rows.map((row) => row.staff_id);
  },
});
