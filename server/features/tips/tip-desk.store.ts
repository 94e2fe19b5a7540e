import type { TipAttention, TipStatus } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import { type Tip, toTip } from './tip.store.ts';

/** What a list is narrowed to. */
export type DeskFilter = {
  /** Whose list it is: everything that this unit has access to. */
  unitId: string;
  /** Who may read restricted tips of it: all of them (true), or those on which this person is named. */
  restricted: true | { namedStaffId: string };
  status?: TipStatus | undefined;
  /** Tips that one of these units has. */
  units?: readonly string[] | undefined;
  category?: string | undefined;
  attention?: TipAttention | undefined;
  /** Those that stand before this place in the order are overdue. */
  overdueBefore?: string | undefined;
  /** How the case code begins. */
  codePrefix?: string | undefined;
};

/** A place in the list: what comes after it is the next page, whatever was put in or taken out meanwhile. */
export type DeskPlace = { deskOrder: string; tipId: string };

/** Letters that no case code goes beyond. */
const codeEnd = 'ZZZZZZ';

/** Lists of tips for those who work on them. */
export const tipDeskStore = (connection: Connection) => ({
  /** The most pressing first, from after `after`. One stretch of the index of the unit's access rows. */
  async list(
    filter: DeskFilter,
    after: DeskPlace | null,
    count: number,
  ): Promise<(Tip & { deskOrder: string })[]> {
    let query = connection
      .selectFrom('tip_access')
      .innerJoin('tips', 'tips.id', 'tip_access.tip_id')
      .selectAll('tips')
      .select('tip_access.desk_order')
      .where('tip_access.unit_id', '=', filter.unitId)
      .orderBy('tip_access.desk_order')
      .orderBy('tip_access.tip_id')
      .limit(count);
    const { restricted, status, units, category, attention, overdueBefore, codePrefix } = filter;
    if (restricted !== true) {
      const { namedStaffId } = restricted;
      query = query.where((eb) =>
        eb.or([
          eb('tips.restricted', '=', 0),
          eb.exists(
            eb
              .selectFrom('tip_people')
              .select('tip_people.tip_id')
              .whereRef('tip_people.tip_id', '=', 'tips.id')
              .where('tip_people.staff_id', '=', namedStaffId),
          ),
        ]),
      );
    }
    if (status) query = query.where('tips.status', '=', status);
    if (units) query = query.where('tips.unit_id', 'in', units);
    if (category !== undefined) query = query.where('tips.category', '=', category);
    if (attention) query = query.where('tips.attention', '=', attention);
    if (overdueBefore !== undefined) query = query.where('tip_access.desk_order', '<', overdueBefore);
    if (codePrefix !== undefined) {
      // Found by the code first: a handful of tips, whatever the unit's list holds.
      query = query.where('tip_access.tip_id', 'in', (eb) =>
        eb
          .selectFrom('tips as found')
          .select('found.id')
          .where('found.code', '>=', codePrefix)
          .where('found.code', '<=', codePrefix + codeEnd),
      );
    }
    if (after) {
      query = query.where((eb) =>
        eb.or([
          eb('tip_access.desk_order', '>', after.deskOrder),
          eb.and([
            eb('tip_access.desk_order', '=', after.deskOrder),
            eb('tip_access.tip_id', '>', after.tipId),
          ]),
        ]),
      );
    }
    const rows = await query.execute();
    return rows.map((row) => ({ ...toTip(row), deskOrder: row.desk_order }));
  },
});
