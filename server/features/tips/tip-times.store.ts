import { sql } from 'kysely';
import type { Connection } from '../../db/database.ts';

/** When what happened to a tip, for the reports: never where, who or a word. */
export type TipTimes = {
  id: string;
  /** The unit that it came to. */
  unitId: string;
  /** Its category at the end of the period. */
  category: string;
  receivedAt: string;
  acknowledgedAt: string | null;
  answeredAt: string | null;
  transferredAt: string | null;
  reopenedAt: string | null;
  declinedAt: string | null;
  /** The newest rating. */
  stars: number | null;
};

/** As many as a busy city has in a year; beyond it the report says that it cannot be made. */
export const reportTipsMax = 400_000;

/** Moves by which somebody of the unit shows that they have the tip (clock.rules.ts `effectOf`). */
const takingUp = ['acknowledged', 'assigned', 'asked', 'message_unit', 'answered', 'closed', 'declined'];

type Row = {
  id: string;
  unit_id: string;
  category: string;
  received_at: string;
  acknowledged_at: string | null;
  answered_at: string | null;
  transferred_at: string | null;
  reopened_at: string | null;
  declined_at: string | null;
};

/**
 * The tips that came in a period, as their histories tell up to its end, among those that a unit has access to. From the histories alone:
 * whatever happens later, the same period gives the same figures.
 */
export async function listTipTimes(
  connection: Connection,
  period: { from: string; to: string; unitId: string },
): Promise<TipTimes[]> {
  const { rows } = await sql<Row>`
    select tips.id, tips.category, tips.created_at as received_at,
      max(case when entry.sequence = 1 then entry.unit_id end) as unit_id,
      min(case when entry.event in (${sql.join(takingUp)}) then entry.at end) as acknowledged_at,
      min(case when entry.event = 'answered' then entry.at end) as answered_at,
      min(case when entry.event = 'transferred' then entry.at end) as transferred_at,
      min(case when entry.event = 'reopened' then entry.at end) as reopened_at,
      min(case when entry.event = 'declined' then entry.at end) as declined_at
    from tip_access
    join tips on tips.id = tip_access.tip_id
    join tip_history as entry on entry.tip_id = tips.id and entry.at < ${period.to}
    where tip_access.unit_id = ${period.unitId}
      and tips.created_at >= ${period.from} and tips.created_at < ${period.to}
    group by tips.id, tips.category, tips.created_at
    limit ${sql.lit(reportTipsMax + 1)}`.execute(connection);
  const stars = await lastStars(connection, period);
  const categories = await categoriesBefore(connection, period);
  return rows.map((row) => ({
    id: row.id,
    unitId: row.unit_id,
    category: categories.get(row.id) ?? row.category,
    receivedAt: row.received_at,
    acknowledgedAt: row.acknowledged_at,
    answeredAt: row.answered_at,
    transferredAt: row.transferred_at,
    reopenedAt: row.reopened_at,
    declinedAt: row.declined_at,
    stars: stars.get(row.id) ?? null,
  }));
}

type Period = { from: string; to: string; unitId: string };

async function lastStars(connection: Connection, period: Period): Promise<Map<string, number>> {
  const rows = await entriesOf(connection, period, 'rated').where('tip_history.at', '<', period.to).execute();
  return new Map(rows.map(({ tip_id: id, details }) => [id, Number(JSON.parse(details).stars)]));
}

/** What was reclassified only after the period's end still counts as what it was taken for then. */
async function categoriesBefore(connection: Connection, period: Period): Promise<Map<string, string>> {
  const rows = await entriesOf(connection, period, 'reclassified')
    .where('tip_history.at', '>=', period.to)
    .execute();
  const categories = new Map<string, string>();
  for (const { tip_id: id, details } of rows) {
    if (!categories.has(id)) categories.set(id, String(JSON.parse(details).fromCategory));
  }
  return categories;
}

/** Oldest first. */
const entriesOf = (connection: Connection, { from, to, unitId }: Period, event: string) =>
  connection
    .selectFrom('tip_history')
    .innerJoin('tips', 'tips.id', 'tip_history.tip_id')
    .innerJoin('tip_access', 'tip_access.tip_id', 'tips.id')
    .select(['tip_history.tip_id', 'tip_history.details'])
    .where('tip_history.event', '=', event)
    .where('tip_access.unit_id', '=', unitId)
    .where('tips.created_at', '>=', from)
    .where('tips.created_at', '<', to)
    .orderBy('tip_history.tip_id')
    .orderBy('tip_history.sequence');
