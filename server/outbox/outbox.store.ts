import { type Selectable, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Connection } from '../db/database.ts';
import type { OutboxMessagesTable } from '../db/schema.ts';
import type { Lane } from './backoff.rules.ts';

/** waiting: due at not_before · claimed: a server works on it · sent, parked: finished. */
export type OutboxState = 'waiting' | 'claimed' | 'sent' | 'parked';

export type NewMessage = {
  id: string;
  destination: string;
  /** Messages of one stream go one after the other, in order of storing. */
  stream: string;
  lane: Lane;
  topic: string;
  /** References only: words and names are read when the message is sent. */
  payload: Record<string, unknown>;
  /** Not before that message was sent. */
  afterId?: string;
};

export type ClaimedMessage = {
  id: string;
  destination: string;
  lane: Lane;
  topic: string;
  payload: unknown;
  /** This attempt included. */
  attempts: number;
  /** The last attempt may have arrived: look before sending again. */
  isOutcomeUnknown: boolean;
  createdAt: string;
};

/** A fresh message id: ids sort in the order of making. */
export const newMessageId = (): string => uuidv7();

/** Takes the database or, in the transaction that stores the subject, that transaction. */
export const outboxStore = (connection: Connection) => ({
  /** Stores messages with their subject: all of them, or nothing. */
  async enqueue(messages: NewMessage[], now: Date): Promise<void> {
    if (messages.length === 0) return;
    const at = now.toISOString();
    await connection
      .insertInto('outbox_messages')
      .values(
        messages.map((message) => ({
          id: message.id,
          destination: message.destination,
          stream: message.stream,
          lane: message.lane,
          topic: message.topic,
          payload: JSON.stringify(message.payload),
          after_id: message.afterId ?? null,
          state: 'waiting',
          attempts: 0,
          outcome_unknown: 0,
          not_before: at,
          created_at: at,
        })),
      )
      .execute();
  },

  /**
   * Claims what is due: the head of each stream, once among all servers. A claim that ran out means its server died mid-way, so
   * the outcome is unknown. One statement that both engines run alike.
   */
  async claim(options: {
    server: string;
    lanes: readonly Lane[];
    now: Date;
    until: Date;
    limit: number;
  }): Promise<ClaimedMessage[]> {
    const now = options.now.toISOString();
    const rows = await connection
      .updateTable('outbox_messages')
      .set({
        outcome_unknown: sql<number>`case when state = 'claimed' then 1 else outcome_unknown end`,
        attempts: sql<number>`attempts + 1`,
        claimed_by: options.server,
        claimed_until: options.until.toISOString(),
        state: 'claimed',
      })
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('outbox_messages as head')
          .select('head.id')
          .where('head.lane', 'in', options.lanes)
          .where((w) =>
            w.or([
              w.and([w('head.state', '=', 'waiting'), w('head.not_before', '<=', now)]),
              w.and([w('head.state', '=', 'claimed'), w('head.claimed_until', '<', now)]),
            ]),
          )
          .where((w) =>
            w.not(
              w.exists(
                w
                  .selectFrom('outbox_messages as earlier')
                  .select('earlier.id')
                  .whereRef('earlier.stream', '=', 'head.stream')
                  .whereRef('earlier.id', '<', 'head.id')
                  .where('earlier.state', 'in', ['waiting', 'claimed']),
              ),
            ),
          )
          .where((w) =>
            w.or([
              w('head.after_id', 'is', null),
              w.exists(
                w
                  .selectFrom('outbox_messages as first')
                  .select('first.id')
                  .whereRef('first.id', '=', 'head.after_id')
                  .where('first.state', '=', 'sent'),
              ),
            ]),
          )
          .orderBy('head.lane')
          .orderBy('head.id')
          .limit(options.limit),
      )
      // Looked at again under the row's lock: of two servers that chose the same row, the second finds it taken.
      .where((w) =>
        w.or([w('state', '=', 'waiting'), w.and([w('state', '=', 'claimed'), w('claimed_until', '<', now)])]),
      )
      .returningAll()
      .execute();
    return rows.map(toClaimed).sort((a, b) => a.lane - b.lane || (a.id < b.id ? -1 : 1));
  },

  /** Keeps claims alive while their handlers work. */
  async extendClaims(server: string, ids: string[], until: Date): Promise<void> {
    if (ids.length === 0) return;
    await connection
      .updateTable('outbox_messages')
      .set({ claimed_until: until.toISOString() })
      .where('id', 'in', ids)
      .where('claimed_by', '=', server)
      .where('state', '=', 'claimed')
      .execute();
  },

  /** The only server of a store that starts anew: whatever is claimed was claimed by a process that is gone. */
  async expireAllClaims(now: Date): Promise<void> {
    await connection
      .updateTable('outbox_messages')
      .set({ claimed_until: new Date(now.getTime() - 1).toISOString() })
      .where('state', '=', 'claimed')
      .execute();
  },

  async markSent(id: string, server: string, externalId: string | null, now: Date): Promise<void> {
    await finish(
      connection,
      id,
      server,
      { state: 'sent', external_id: externalId, last_failure: null, outcome_unknown: 0 },
      now,
    );
  },

  async park(id: string, server: string, reason: string, now: Date): Promise<void> {
    await finish(connection, id, server, { state: 'parked', last_failure: reason }, now);
  },

  async retryLater(
    id: string,
    server: string,
    options: { reason: string; notBefore: Date; isOutcomeUnknown: boolean },
  ): Promise<void> {
    await connection
      .updateTable('outbox_messages')
      .set({
        state: 'waiting',
        not_before: options.notBefore.toISOString(),
        last_failure: options.reason,
        outcome_unknown: options.isOutcomeUnknown ? 1 : 0,
        claimed_by: null,
        claimed_until: null,
      })
      .where('id', '=', id)
      .where('claimed_by', '=', server)
      .where('state', '=', 'claimed')
      .execute();
  },

  /** Puts parked messages of a destination back, for instance after its OA was connected anew. */
  async requeueParked(destinationPrefix: string, now: Date): Promise<number> {
    const { numUpdatedRows } = await connection
      .updateTable('outbox_messages')
      .set({
        state: 'waiting',
        not_before: now.toISOString(),
        finished_at: null,
        claimed_by: null,
        claimed_until: null,
      })
      .where('state', '=', 'parked')
      .where(
        sql<string>`substr(destination, 1, ${sql.lit(destinationPrefix.length)})`,
        '=',
        destinationPrefix,
      )
      .executeTakeFirst();
    return Number(numUpdatedRows);
  },

  async find(id: string): Promise<Selectable<OutboxMessagesTable> | undefined> {
    return await connection.selectFrom('outbox_messages').selectAll().where('id', '=', id).executeTakeFirst();
  },

  /** How many messages are in each state, for health and tests. */
  async countByState(): Promise<Record<OutboxState, number>> {
    const rows = await connection
      .selectFrom('outbox_messages')
      .select((eb) => ['state', eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
      .groupBy('state')
      .execute();
    const counts = { waiting: 0, claimed: 0, sent: 0, parked: 0 };
    for (const row of rows) counts[row.state as OutboxState] = Number(row.count);
    return counts;
  },
});

async function finish(
  connection: Connection,
  id: string,
  server: string,
  set: {
    state: OutboxState;
    external_id?: string | null;
    last_failure: string | null;
    outcome_unknown?: number;
  },
  now: Date,
): Promise<void> {
  await connection
    .updateTable('outbox_messages')
    .set({ ...set, finished_at: now.toISOString(), claimed_by: null, claimed_until: null })
    .where('id', '=', id)
    .where('claimed_by', '=', server)
    .where('state', '=', 'claimed')
    .execute();
}

function toClaimed(row: Selectable<OutboxMessagesTable>): ClaimedMessage {
  return {
    id: row.id,
    destination: row.destination,
    lane: row.lane as Lane,
    topic: row.topic,
    payload: JSON.parse(row.payload),
    attempts: row.attempts,
    isOutcomeUnknown: row.outcome_unknown === 1,
    createdAt: row.created_at,
  };
}
