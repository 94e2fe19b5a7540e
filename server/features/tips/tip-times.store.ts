import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Selectable } from 'kysely';
import type { Connection } from '../../db/database.ts';
import type { TipTimesTable } from '../../db/tables/tip-tables.ts';
import { readDetails } from './tip-history.ts';
import { type TipTimes, timesUpTo } from './tip-times.rules.ts';

/** As many as a busy city has in a year; beyond it the report says that it cannot be made. */
export const reportTipsMax = 400_000;

/** Between so many the server does what else there is. */
const tipsPerRead = 2_000;

export type TimesPeriod = { from: string; to: string; unitId: string };

/** The only file that knows the columns of `tip_times`. */
export const tipTimesStore = (connection: Connection) => ({
  /** In the transaction that appended to the history of which they are made. */
  async put(times: TipTimes): Promise<void> {
    const row = timesRow(times);
    await connection
      .insertInto('tip_times')
      .values(row)
      .onConflict((conflict) => conflict.columns(['received_at', 'tip_id']).doUpdateSet(row))
      .execute();
  },

  async find(tip: Pick<TipTimes, 'tipId' | 'receivedAt'>): Promise<TipTimes | undefined> {
    const row = await connection
      .selectFrom('tip_times')
      .selectAll()
      .where('received_at', '=', tip.receivedAt)
      .where('tip_id', '=', tip.tipId)
      .executeTakeFirst();
    return row && toTimes(row);
  },

  /**
   * The tips that came in a period, as they stood at its end, among those that a unit has access to, a part at a time; one more than
   * `reportTipsMax` at the most. Whatever happens later, the same period gives the same figures.
   */
  async *readIn(period: TimesPeriod): AsyncGenerator<TipTimes[]> {
    let count = 0;
    let after = { receivedAt: period.from, tipId: '' };
    for (;;) {
      const some = await this.listSome(period, after, Math.min(tipsPerRead, reportTipsMax + 1 - count));
      const found = some.map((times) => timesUpTo(times, period.to));
      await this.turnBack(found, period);
      if (found.length > 0) yield found;
      count += found.length;
      const last = some.at(-1);
      if (!last || some.length < tipsPerRead || count > reportTipsMax) return;
      after = last;
      await othersFirst();
    }
  },

  async listSome(
    { to, unitId }: TimesPeriod,
    after: { receivedAt: string; tipId: string },
    count: number,
  ): Promise<TipTimes[]> {
    const rows = await connection
      .selectFrom('tip_times')
      .selectAll()
      .where('received_at', '<', to)
      .where((eb) =>
        eb(
          eb.refTuple('tip_times.received_at', 'tip_times.tip_id'),
          '>',
          eb.tuple(after.receivedAt, after.tipId),
        ),
      )
      .where((eb) =>
        eb.exists(
          eb
            .selectFrom('tip_access')
            .select('tip_access.tip_id')
            .whereRef('tip_access.tip_id', '=', 'tip_times.tip_id')
            .where('tip_access.unit_id', '=', unitId),
        ),
      )
      .orderBy('received_at')
      .orderBy('tip_id')
      .limit(count)
      .execute();
    return rows.map(toTimes);
  },

  /** What was rated or taken for something else again since the period's end: the history tells how it was then. */
  async turnBack(all: readonly TipTimes[], { to }: TimesPeriod): Promise<void> {
    for (const times of all) {
      if ((times.ratedAt ?? '') >= to) times.stars = await this.findStars(times.tipId, to);
      if ((times.reclassifiedAt ?? '') >= to)
        times.category = (await this.findCategory(times.tipId, to)) ?? times.category;
    }
  },

  /** The last rating before then. */
  async findStars(tipId: string, to: string): Promise<number | null> {
    const row = await entriesOf(connection, tipId, 'rated')
      .where('at', '<', to)
      .orderBy('sequence', 'desc')
      .executeTakeFirst();
    return row ? (readDetails(row).stars ?? null) : null;
  },

  /** What the first reclassification from then on took it for before. */
  async findCategory(tipId: string, to: string): Promise<string | undefined> {
    const row = await entriesOf(connection, tipId, 'reclassified')
      .where('at', '>=', to)
      .orderBy('sequence')
      .executeTakeFirst();
    return row && readDetails(row).fromCategory;
  },
});

const entriesOf = (connection: Connection, tipId: string, event: string) =>
  connection
    .selectFrom('tip_history')
    .select('details')
    .where('tip_id', '=', tipId)
    .where('event', '=', event)
    .limit(1);

/** As it is stored. */
export const timesRow = (times: TipTimes): TipTimesTable => ({
  received_at: times.receivedAt,
  tip_id: times.tipId,
  unit_id: times.unitId,
  category: times.category,
  acknowledged_at: times.acknowledgedAt,
  answered_at: times.answeredAt,
  transferred_at: times.transferredAt,
  reopened_at: times.reopenedAt,
  declined_at: times.declinedAt,
  rated_at: times.ratedAt,
  stars: times.stars,
  reclassified_at: times.reclassifiedAt,
});

const toTimes = (row: Selectable<TipTimesTable>): TipTimes => ({
  tipId: row.tip_id,
  receivedAt: row.received_at,
  unitId: row.unit_id,
  category: row.category,
  acknowledgedAt: row.acknowledged_at,
  answeredAt: row.answered_at,
  transferredAt: row.transferred_at,
  reopenedAt: row.reopened_at,
  declinedAt: row.declined_at,
  ratedAt: row.rated_at,
  stars: row.stars,
  reclassifiedAt: row.reclassified_at,
});
