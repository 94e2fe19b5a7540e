import type { DeskStage, TipAttention, TipStatus } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import { type Tip, toTip } from './tip.store.ts';
import { deskStretch, stageStretch } from './tip-access.rules.ts';

/** What a list is narrowed to. */
export type DeskFilter = {
  /** Whose list it is: everything that this unit has access to. */
  unitId: string;
  /** A unit below it to whose list the answer is confined: that list is looked through instead. */
  within?: string | undefined;
  /** Who may read restricted tips of it: all of them (true), or those on which this person is named. */
  restricted: true | { namedStaffId: string };
  status?: TipStatus | undefined;
  stage?: DeskStage | undefined;
  /** Tips that one of these units has. */
  units?: readonly string[] | undefined;
  category?: string | undefined;
  attention?: TipAttention | undefined;
  /** Tips on which this person is named. */
  namedStaffId?: string | undefined;
  /** Those that stand before this place in the order are overdue. */
  overdueBefore?: string | undefined;
  /** How the case code begins. */
  codePrefix?: string | undefined;
};

/** A place in the list: what comes after it is the next page, whatever was put in or taken out meanwhile. */
export type DeskPlace = { deskOrder: string; tipId: string };

/** Letters that no case code goes beyond. */
const codeEnd = 'ZZZZZZ';
/** With so many letters ("TB-" and two) a code is rarer than a page of the list. */
const rareCodeChars = 5;

/** Lists of tips for those who work on them. */
export const tipDeskStore = (connection: Connection) => ({
  /**
   * The most pressing first, from after `after`: one stretch of the index of the unit's access rows. Those of which the beginning of the
   * code is known in the order of their codes: put in any other, all of them would have to be found for the first page.
   */
  async list(
    filter: DeskFilter,
    after: DeskPlace | null,
    count: number,
  ): Promise<(Tip & { deskOrder: string })[]> {
    const { restricted, status, stage, units, category, attention, namedStaffId, overdueBefore, codePrefix } =
      filter;
    const { unitId, within = unitId } = filter;
    // SQLite joins in the order that is written here: a few tips, found by what is rare of them, or else the unit's list as it stands.
    const isByCode = (codePrefix?.length ?? 0) >= rareCodeChars;
    const isFew = namedStaffId !== undefined || isByCode;
    const joined = isFew
      ? connection.selectFrom('tips').crossJoin('tip_access')
      : connection.selectFrom('tip_access').crossJoin('tips');
    let query = joined
      .selectAll('tips')
      .select('tip_access.desk_order')
      .whereRef('tips.id', '=', 'tip_access.tip_id')
      .where('tip_access.unit_id', '=', within)
      .limit(count);
    query = isByCode
      ? query.orderBy('tips.code')
      : query.orderBy('tip_access.desk_order').orderBy('tip_access.tip_id');
    if (within !== unitId) {
      query = query.where((eb) =>
        eb.exists(
          eb
            .selectFrom('tip_access as own')
            .select('own.tip_id')
            .whereRef('own.tip_id', '=', 'tip_access.tip_id')
            .where('own.unit_id', '=', unitId),
        ),
      );
    }
    if (restricted !== true) {
      query = query.where((eb) =>
        eb.or([
          eb('tips.restricted', '=', 0),
          eb.exists(
            eb
              .selectFrom('tip_people')
              .select('tip_people.tip_id')
              .whereRef('tip_people.tip_id', '=', 'tips.id')
              .where('tip_people.staff_id', '=', restricted.namedStaffId),
          ),
        ]),
      );
    }
    if (status) query = query.where('tip_access.status', '=', status);
    const stretches = [status && deskStretch(status), stage && stageStretch(stage)].filter(
      (stretch) => stretch !== undefined,
    );
    for (const { before } of stretches) query = query.where('tip_access.desk_order', '<', before);
    // One lower bound only, the later one: SQLite would begin at the first it finds and pass over all that lies between.
    for (const { from } of stretches) {
      if (after === null || isByCode || after.deskOrder < from)
        query = query.where('tip_access.desk_order', '>=', from);
    }
    if (units) query = query.where('tips.unit_id', 'in', units);
    if (category !== undefined) query = query.where('tip_access.category', '=', category);
    if (attention) query = query.where('tip_access.attention', '=', attention);
    if (namedStaffId !== undefined) {
      query = query.where('tips.id', 'in', (eb) =>
        eb
          .selectFrom('tip_people')
          .select('tip_people.tip_id')
          .where('tip_people.staff_id', '=', namedStaffId),
      );
    }
    if (overdueBefore !== undefined) query = query.where('tip_access.desk_order', '<', overdueBefore);
    if (codePrefix !== undefined) {
      query = query.where('tips.code', '<=', codePrefix + codeEnd);
      query =
        after && isByCode
          ? query.where('tips.code', '>', (eb) =>
              eb.selectFrom('tips as last').select('last.code').where('last.id', '=', after.tipId),
            )
          : query.where('tips.code', '>=', codePrefix);
    }
    if (!isByCode && after && stretches.every(({ from }) => from <= after.deskOrder)) {
      // As one pair, so that both engines begin there in the index instead of passing over what lies before.
      query = query.where((eb) =>
        eb(
          eb.refTuple('tip_access.desk_order', 'tip_access.tip_id'),
          '>',
          eb.tuple(after.deskOrder, after.tipId),
        ),
      );
    }
    const rows = await query.execute();
    return rows.map((row) => ({ ...toTip(row), deskOrder: row.desk_order }));
  },
});
