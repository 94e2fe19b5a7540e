import { type Selectable, sql } from 'kysely';
import type { Connection } from '../db/database.ts';
import type { OutboxMessagesTable } from '../db/tables/sending-tables.ts';
import type { OutboxState } from './outbox.store.ts';

/** A message as staff see it: what became of it and when, never a word of it. */
export type Delivery = {
  id: string;
  destination: string;
  topic: string;
  /** References to its subject. */
  payload: Record<string, unknown>;
  state: OutboxState;
  /** Why it is not sent, or not sent here: a short code such as "zalo -237". */
  reason: string | null;
  attempts: number;
  createdAt: string;
  lastAttemptAt: string | null;
  /** When it is tried next, while it waits. */
  nextAttemptAt: string | null;
  finishedAt: string | null;
  /** The digest it goes in. */
  foldedInto: string | null;
};

export type TroubledDelivery = {
  /** References to its subject. */
  payload: Record<string, unknown>;
  state: OutboxState;
  createdAt: string;
  finishedAt: string | null;
};

const deliveriesPageSize = 50;
/** Of one report. */
const troubledMax = 20_000;
/** What is no simple delivery. */
const troubledStates: readonly string[] = ['waiting', 'claimed', 'passed', 'parked'];

/** What became of the messages, for those who watch, and how a parked one is put back. */
export const outboxDeliveries = (connection: Connection) => ({
  /** Newest first, a page at a time. `cursor` is what the page before returned. */
  async listDeliveries(options: {
    state?: OutboxState;
    cursor?: string | null;
  }): Promise<{ items: Delivery[]; nextCursor: string | null }> {
    let query = connection
      .selectFrom('outbox_messages')
      .selectAll()
      .orderBy('id', 'desc')
      .limit(deliveriesPageSize + 1);
    if (options.state) query = query.where('state', '=', options.state);
    if (options.cursor) query = query.where('id', '<', options.cursor);
    const rows = await query.execute();
    const items = rows.slice(0, deliveriesPageSize).map(toDelivery);
    return { items, nextCursor: rows.length > deliveriesPageSize ? (items.at(-1)?.id ?? null) : null };
  },

  /** The message that the receiving system knows by this id; undefined when none of ours is. */
  async findByExternalId(
    externalId: string,
  ): Promise<Pick<Delivery, 'id' | 'destination' | 'topic' | 'payload'> | undefined> {
    const row = await connection
      .selectFrom('outbox_messages')
      .select(['id', 'destination', 'topic', 'payload'])
      .where('external_id', '=', externalId)
      .where('folded_into', 'is', null)
      .executeTakeFirst();
    return row && { ...row, payload: JSON.parse(row.payload) };
  },

  /** Messages stored in a period that did not simply go out, for the reports: those that waited, went elsewhere or stand parked. */
  async listTroubled(period: { from: string; to: string }): Promise<TroubledDelivery[]> {
    const rows = await connection
      .selectFrom('outbox_messages')
      .select(['payload', 'state', 'created_at', 'finished_at'])
      .where('created_at', '>=', period.from)
      .where('created_at', '<', period.to)
      // As the index has it: bound values would not tell the engines that they may use it.
      .where((w) => w.or([w('attempts', '>', sql.lit(1)), w('state', 'in', literally(troubledStates))]))
      .orderBy('id')
      .limit(troubledMax)
      .execute();
    return rows.map((row) => ({
      payload: JSON.parse(row.payload),
      state: row.state as OutboxState,
      createdAt: row.created_at,
      finishedAt: row.finished_at,
    }));
  },

  /** The newest message of a stream that has been tried. */
  async findLatestTried(stream: string): Promise<(Delivery & { externalId: string | null }) | undefined> {
    const row = await connection
      .selectFrom('outbox_messages')
      .selectAll()
      .where('stream', '=', stream)
      .where('attempts', '>', 0)
      .orderBy('id', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && { ...toDelivery(row), externalId: row.external_id };
  },

  /** What was stored last in a stream, newest first, whatever became of it. */
  async listOfStream(stream: string, limit: number): Promise<Delivery[]> {
    const rows = await connection
      .selectFrom('outbox_messages')
      .selectAll()
      .where('stream', '=', stream)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .limit(limit)
      .execute();
    return rows.map(toDelivery);
  },

  /** Of each of these streams that has some: how many are not sent yet, and how many stand parked. */
  async countPending(
    streams: readonly string[],
  ): Promise<ReadonlyMap<string, { waiting: number; parked: number }>> {
    if (streams.length === 0) return new Map();
    const count = () =>
      connection
        .selectFrom('outbox_messages')
        .select((eb) => ['stream', eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
        .where('stream', 'in', streams)
        .groupBy('stream');
    const waiting = await count().where('finished_at', 'is', null).execute();
    // As the index has it (see outbox-backlog.store.ts).
    const parked = await count().where('state', '=', sql.lit('parked')).execute();
    const of = (rows: typeof waiting, stream: string) =>
      Number(rows.find((row) => row.stream === stream)?.count ?? 0);
    return new Map(
      streams.map((stream) => [stream, { waiting: of(waiting, stream), parked: of(parked, stream) }]),
    );
  },

  /** Forgets what waits or stands parked in a stream whose receiver is no more. What is under way ends by itself. */
  async discard(stream: string): Promise<void> {
    await connection
      .deleteFrom('outbox_messages')
      .where('stream', '=', stream)
      .where('state', 'in', ['waiting', 'parked'])
      .execute();
  },

  /** A person puts one parked message back. False when it is not parked. */
  async retry(id: string, now: Date): Promise<boolean> {
    const { numUpdatedRows } = await connection
      .updateTable('outbox_messages')
      .set(putBack(now))
      .where('id', '=', id)
      .where('state', '=', 'parked')
      .executeTakeFirst();
    return numUpdatedRows === 1n;
  },

  /** Puts the parked messages of destinations that begin so back, for instance after an OA was connected anew. */
  async requeueParked(destinationPrefix: string, now: Date): Promise<number> {
    const { numUpdatedRows } = await connection
      .updateTable('outbox_messages')
      .set(putBack(now))
      .where('state', '=', 'parked')
      .where(
        sql<string>`substr(destination, 1, ${sql.lit(destinationPrefix.length)})`,
        '=',
        destinationPrefix,
      )
      .executeTakeFirst();
    return Number(numUpdatedRows);
  },

  /**
   * Erases what was finished before that, so many at the most; how many. Of what waited, went elsewhere or stands parked a row without the
   * receiving system's id stays, so that reports stay what they were. What has a topic of `keptTopics` stays as it is.
   */
  async eraseFinished(before: string, count: number, keptTopics: readonly string[]): Promise<number> {
    const due = await connection
      .selectFrom('outbox_messages')
      .select(['id', 'attempts', 'state'])
      .where('finished_at', '<', before)
      .where('topic', 'not in', keptTopics)
      // As the index has it.
      .where((w) =>
        w.or([
          w('external_id', 'is not', null),
          w.and([w('attempts', '<=', sql.lit(1)), w('state', 'not in', literally(troubledStates))]),
        ]),
      )
      .orderBy('finished_at')
      .limit(count)
      .execute();
    const isTroubled = (row: { attempts: number; state: string }) =>
      row.attempts > 1 || troubledStates.includes(row.state);
    const idsOf = (rows: { id: string }[]) => rows.map(({ id }) => id);
    const [kept, gone] = [due.filter(isTroubled), due.filter((row) => !isTroubled(row))];
    if (kept.length > 0) {
      await connection
        .updateTable('outbox_messages')
        .set({ external_id: null })
        .where('id', 'in', idsOf(kept))
        .execute();
    }
    if (gone.length > 0) {
      await connection.deleteFrom('outbox_messages').where('id', 'in', idsOf(gone)).execute();
    }
    return due.length;
  },

  /** How many messages are in each state, for health and tests. */
  async countByState(): Promise<Record<OutboxState, number>> {
    const rows = await connection
      .selectFrom('outbox_messages')
      .select((eb) => ['state', eb.cast<number>(eb.fn.countAll(), 'integer').as('count')])
      .groupBy('state')
      .execute();
    const counts = { waiting: 0, claimed: 0, sent: 0, passed: 0, folded: 0, parked: 0 };
    for (const row of rows) counts[row.state as OutboxState] = Number(row.count);
    return counts;
  },
});

const literally = (states: readonly string[]) => states.map((state) => sql.lit(state));

const putBack = (now: Date) => ({
  state: 'waiting',
  attempts: 0,
  not_before: now.toISOString(),
  finished_at: null,
  claimed_by: null,
  claimed_until: null,
});

function toDelivery(row: Selectable<OutboxMessagesTable>): Delivery {
  return {
    id: row.id,
    destination: row.destination,
    topic: row.topic,
    payload: JSON.parse(row.payload),
    state: row.state as OutboxState,
    reason: row.last_failure,
    attempts: row.attempts,
    createdAt: row.created_at,
    lastAttemptAt: row.last_attempt_at,
    nextAttemptAt: row.finished_at === null ? row.not_before : null,
    finishedAt: row.finished_at,
    foldedInto: row.folded_into,
  };
}
