import { sql } from 'kysely';
import type { Connection } from '../db/database.ts';
import { lanes } from './backoff.rules.ts';

export type LaneBacklog = {
  lane: keyof typeof lanes;
  /** Not finished: due, put off or at work. */
  waiting: number;
  /** When the oldest of these was stored; null: none waits. */
  oldestAt: string | null;
  /** Nobody tries these any more until a person puts them back. */
  parked: number;
};

/** How far the outbox is behind, of every lane; costs what waits and what is parked, however much was ever sent. */
export async function readOutboxBacklog(connection: Connection): Promise<LaneBacklog[]> {
  const waiting = await connection
    .selectFrom('outbox_messages')
    .select(['lane', (eb) => eb.fn.countAll().as('count'), (eb) => eb.fn.min('created_at').as('oldest')])
    .where('finished_at', 'is', null)
    .groupBy('lane')
    .execute();
  const parked = await connection
    .selectFrom('outbox_messages')
    .select(['lane', (eb) => eb.fn.countAll().as('count')])
    // As the index has it: a bound value would not tell the engine that it may use it.
    .where('state', '=', sql.lit('parked'))
    .groupBy('lane')
    .execute();
  return laneNames.map((lane) => {
    const waits = waiting.find((row) => row.lane === lanes[lane]);
    const stands = parked.find((row) => row.lane === lanes[lane]);
    return {
      lane,
      waiting: Number(waits?.count ?? 0),
      oldestAt: waits?.oldest ?? null,
      parked: Number(stands?.count ?? 0),
    };
  });
}

const laneNames = ['sos', 'tips', 'other'] as const satisfies readonly (keyof typeof lanes)[];
