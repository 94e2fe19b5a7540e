import { type Selectable, sql } from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Connection } from '../db/database.ts';
import type { OutboxMessagesTable } from '../db/schema.ts';
import type { Lane } from './backoff.rules.ts';

/**
 * waiting: due at not_before · claimed: a server works on it. All others are finished, for now or for good:
 * sent · passed: refused here for a reason, handed on to the next destination as a message of its own · folded: goes in a digest
 * and shares its fate · parked: a person has to act, and may put it back.
 */
export type OutboxState = 'waiting' | 'claimed' | 'sent' | 'passed' | 'folded' | 'parked';

export type NewMessage = {
  id: string;
  destination: string;
  /** Messages of one stream go one after the other, in order of storing. */
  stream: string;
  lane: Lane;
  topic: string;
  /** References only: words and names are read when the message is sent. */
  payload: Record<string, unknown>;
  /** Due from then on; at once when left out. */
  notBefore?: Date;
};

export type ClaimedMessage = {
  id: string;
  destination: string;
  stream: string;
  lane: Lane;
  topic: string;
  payload: unknown;
  /** This attempt included. */
  attempts: number;
  /** An earlier attempt may have arrived: look before sending again. */
  isOutcomeUnknown: boolean;
  /** When the first attempt with an unknown outcome began, else when the message was stored. */
  lookSince: Date;
  createdAt: string;
};

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

/** A fresh message id: ids sort in the order of making. */
export const newMessageId = (): string => uuidv7();

const deliveriesPageSize = 50;

/** Takes the database or, in the transaction that stores the subject, that transaction. */
export const outboxStore = (connection: Connection) => ({
  /** Stores messages with their subject: all of them, or nothing. */
  async enqueue(messages: readonly NewMessage[], now: Date): Promise<void> {
    if (messages.length === 0) return;
    await connection
      .insertInto('outbox_messages')
      .values(messages.map((message) => newRow(message, now)))
      .execute();
  },

  /**
   * Claims what is due: the head of each stream, once among all servers. A claim that ran out means its server died mid-way, so
   * the outcome is unknown; `atWork` are those that this server knows to be alive, however late it is in extending their claims.
   */
  async claim(
    options: ClaimOptions & { lanes: readonly Lane[]; limit: number; atWork?: readonly string[] },
  ): Promise<ClaimedMessage[]> {
    const ids = await findDueHeads(connection, options);
    if (ids.length === 0) return [];
    const claimed = await take(connection, ids, options);
    return claimed.sort((a, b) => a.lane - b.lane || (a.id < b.id ? -1 : 1));
  },

  /** Claims the next message of one stream, in the transaction that finished the one before: one commit for both. */
  async claimNext(stream: string, options: ClaimOptions): Promise<ClaimedMessage | null> {
    const head = await connection
      .selectFrom('outbox_messages')
      .select(['id', 'state', 'not_before'])
      .where('stream', '=', stream)
      .where('finished_at', 'is', null)
      .orderBy('id')
      .limit(1)
      .executeTakeFirst();
    if (head?.state !== 'waiting' || head.not_before > options.now.toISOString()) return null;
    const [next] = await take(connection, [head.id], options);
    return next ?? null;
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

  /** What was folded into it counts as sent with it, and what follows it becomes due: all of it, or nothing. */
  async markSent(
    id: string,
    server: string,
    outcome: { externalId: string | null; followUps?: readonly NewMessage[] },
    now: Date,
  ): Promise<boolean> {
    const set = { state: 'sent', external_id: outcome.externalId, last_failure: null } as const;
    if (!(await finish(connection, id, server, { ...set, outcome_unknown: 0, unknown_since: null }, now)))
      return false;
    await connection
      .updateTable('outbox_messages')
      .set({ ...set, finished_at: now.toISOString() })
      .where('folded_into', '=', id)
      .execute();
    await this.enqueue(outcome.followUps ?? [], now);
    return true;
  },

  async park(id: string, server: string, reason: string, now: Date): Promise<boolean> {
    return await finish(connection, id, server, { state: 'parked', last_failure: reason }, now);
  },

  /** Refused here: the next destination has it from now on, with what was folded into it. `parked`: where nobody is left to try. */
  async passOn(
    id: string,
    server: string,
    outcome: { reason: string; next: NewMessage; as: 'waiting' | 'parked' },
    now: Date,
  ): Promise<boolean> {
    const { reason, next, as } = outcome;
    if (!(await finish(connection, id, server, { state: 'passed', last_failure: reason }, now))) return false;
    const parked = { state: 'parked', last_failure: reason, finished_at: now.toISOString() } as const;
    await connection
      .insertInto('outbox_messages')
      .values({ ...newRow(next, now), ...(as === 'parked' ? parked : {}) })
      .execute();
    await connection
      .updateTable('outbox_messages')
      .set({ folded_into: next.id })
      .where('folded_into', '=', id)
      .execute();
    return true;
  },

  /**
   * Puts a message into a digest instead of sending it. Only one that waits and has certainly not been sent takes more: its row is
   * locked by the first statement, so that nobody begins to send it meanwhile. Else `fresh` is stored and takes it.
   */
  async fold(
    id: string,
    server: string,
    digest: { openId: string | null; fresh: NewMessage },
    now: Date,
  ): Promise<boolean> {
    const isOpen = digest.openId !== null && (await lockOpen(connection, digest.openId));
    const into = isOpen && digest.openId !== null ? digest.openId : digest.fresh.id;
    if (
      !(await finish(connection, id, server, { state: 'folded', folded_into: into, last_failure: null }, now))
    )
      return false;
    if (!isOpen) await this.enqueue([digest.fresh], now);
    return true;
  },

  /** Held until the transaction ends: true while it waits and has certainly not been sent, so that what it tells may still grow. */
  holdOpen: (id: string): Promise<boolean> => lockOpen(connection, id),

  async retryLater(
    id: string,
    server: string,
    options: {
      reason: string;
      notBefore: Date;
      isOutcomeUnknown: boolean;
      /** How far it got, in place of the payload. */
      payload?: Record<string, unknown>;
    },
  ): Promise<boolean> {
    const { numUpdatedRows } = await connection
      .updateTable('outbox_messages')
      .set({
        state: 'waiting',
        not_before: options.notBefore.toISOString(),
        last_failure: options.reason,
        outcome_unknown: options.isOutcomeUnknown ? 1 : 0,
        unknown_since: options.isOutcomeUnknown
          ? sql<string>`coalesce(unknown_since, last_attempt_at)`
          : null,
        claimed_by: null,
        claimed_until: null,
        ...(options.payload ? { payload: JSON.stringify(options.payload) } : {}),
      })
      .where('id', '=', id)
      .where('claimed_by', '=', server)
      .where('state', '=', 'claimed')
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

  /** Messages of one topic stored in a stream before this one, since then; newest first, a page at a time. */
  async listEarlier(options: {
    stream: string;
    topic: string;
    before: { id: string; createdAt: string };
    since: Date;
    offset: number;
    limit: number;
  }): Promise<{ id: string; payload: unknown }[]> {
    const rows = await connection
      .selectFrom('outbox_messages')
      .select(['id', 'payload'])
      .where('stream', '=', options.stream)
      .where('created_at', '>=', options.since.toISOString())
      .where('created_at', '<=', options.before.createdAt)
      .where('topic', '=', options.topic)
      .where('id', '<', options.before.id)
      .orderBy('created_at', 'desc')
      .orderBy('id', 'desc')
      .offset(options.offset)
      .limit(options.limit)
      .execute();
    return rows.map((row) => ({ id: row.id, payload: JSON.parse(row.payload) }));
  },

  /** Digests of a stream that may still take messages: they wait, and no attempt of theirs may have arrived. */
  async listOpenDigests(
    stream: string,
    topic: string,
  ): Promise<{ id: string; payload: unknown; folded: number }[]> {
    const rows = await connection
      .selectFrom('outbox_messages as digest')
      .select((eb) => [
        'digest.id',
        'digest.payload',
        eb
          .selectFrom('outbox_messages as folded')
          .select((count) => count.cast<number>(count.fn.countAll(), 'integer').as('count'))
          .whereRef('folded.folded_into', '=', 'digest.id')
          .as('folded'),
      ])
      .where('digest.stream', '=', stream)
      .where('digest.topic', '=', topic)
      .where('digest.state', '=', 'waiting')
      .where('digest.outcome_unknown', '=', 0)
      .where('digest.finished_at', 'is', null)
      .orderBy('digest.id')
      .limit(openDigestsMax)
      .execute();
    return rows.map((row) => ({
      id: row.id,
      payload: JSON.parse(row.payload),
      folded: Number(row.folded ?? 0),
    }));
  },

  /** What goes in a digest, in order of storing. */
  async listFolded(digestId: string): Promise<{ id: string; payload: unknown }[]> {
    const rows = await connection
      .selectFrom('outbox_messages')
      .select(['id', 'payload'])
      .where('folded_into', '=', digestId)
      .orderBy('id')
      .execute();
    return rows.map((row) => ({ id: row.id, payload: JSON.parse(row.payload) }));
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
    const counts = { waiting: 0, claimed: 0, sent: 0, passed: 0, folded: 0, parked: 0 };
    for (const row of rows) counts[row.state as OutboxState] = Number(row.count);
    return counts;
  },
});

type ClaimOptions = { server: string; now: Date; until: Date };

/** More kinds of flood at once than a group can be told of. */
const openDigestsMax = 20;

/**
 * The heads of all streams that are due. The streams are jumped through from one to the next in the index of open messages: the
 * cost is per stream, however many messages wait in it.
 */
async function findDueHeads(
  connection: Connection,
  options: { lanes: readonly Lane[]; now: Date; limit: number; atWork?: readonly string[] },
): Promise<string[]> {
  const now = options.now.toISOString();
  const { atWork = [] } = options;
  const isIdle = atWork.length === 0 ? sql`1 = 1` : sql`head.id not in (${sql.join(atWork)})`;
  const { rows } = await sql<{ id: string }>`
    with recursive streams (stream) as (
      select min(stream) from outbox_messages where finished_at is null
      union all
      select (
        select min(later.stream) from outbox_messages as later
        where later.finished_at is null and later.stream > streams.stream
      )
      from streams where streams.stream is not null
    )
    select head.id from streams
    join outbox_messages as head on head.id = (
      select min(earliest.id) from outbox_messages as earliest
      where earliest.finished_at is null and earliest.stream = streams.stream
    )
    where head.lane in (${sql.join(options.lanes)}) and ${isIdle}
      and ((head.state = 'waiting' and head.not_before <= ${now})
        or (head.state = 'claimed' and head.claimed_until < ${now}))
    order by head.lane, head.id
    limit ${options.limit}`.execute(connection);
  return rows.map((row) => row.id);
}

/** Looks again under the rows' locks: of two servers that chose the same message, the second finds it taken. */
async function take(
  connection: Connection,
  ids: readonly string[],
  { server, now, until }: ClaimOptions,
): Promise<ClaimedMessage[]> {
  const rows = await connection
    .updateTable('outbox_messages')
    .set({
      outcome_unknown: sql<number>`case when state = 'claimed' then 1 else outcome_unknown end`,
      unknown_since: sql<string | null>`case when state = 'claimed'
        then coalesce(unknown_since, last_attempt_at) else unknown_since end`,
      last_attempt_at: now.toISOString(),
      attempts: sql<number>`attempts + 1`,
      claimed_by: server,
      claimed_until: until.toISOString(),
      state: 'claimed',
    })
    .where('id', 'in', ids)
    .where((w) =>
      w.or([
        w('state', '=', 'waiting'),
        w.and([w('state', '=', 'claimed'), w('claimed_until', '<', now.toISOString())]),
      ]),
    )
    .returningAll()
    .execute();
  return rows.map(toClaimed);
}

/** False when the claim is no longer this server's. */
async function finish(
  connection: Connection,
  id: string,
  server: string,
  set: Partial<Omit<OutboxMessagesTable, 'state'>> & { state: Exclude<OutboxState, 'waiting' | 'claimed'> },
  now: Date,
): Promise<boolean> {
  const { numUpdatedRows } = await connection
    .updateTable('outbox_messages')
    .set({ ...set, finished_at: now.toISOString(), claimed_by: null, claimed_until: null })
    .where('id', '=', id)
    .where('claimed_by', '=', server)
    .where('state', '=', 'claimed')
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

async function lockOpen(connection: Connection, id: string): Promise<boolean> {
  const { numUpdatedRows } = await connection
    .updateTable('outbox_messages')
    .set({ attempts: sql<number>`attempts` })
    .where('id', '=', id)
    .where('state', '=', 'waiting')
    .where('outcome_unknown', '=', 0)
    .executeTakeFirst();
  return numUpdatedRows === 1n;
}

const putBack = (now: Date) => ({
  state: 'waiting',
  attempts: 0,
  not_before: now.toISOString(),
  finished_at: null,
  claimed_by: null,
  claimed_until: null,
});

function newRow(message: NewMessage, now: Date) {
  const at = now.toISOString();
  return {
    id: message.id,
    destination: message.destination,
    stream: message.stream,
    lane: message.lane,
    topic: message.topic,
    payload: JSON.stringify(message.payload),
    state: 'waiting',
    attempts: 0,
    outcome_unknown: 0,
    not_before: message.notBefore?.toISOString() ?? at,
    created_at: at,
  };
}

function toClaimed(row: Selectable<OutboxMessagesTable>): ClaimedMessage {
  return {
    id: row.id,
    destination: row.destination,
    stream: row.stream,
    lane: row.lane as Lane,
    topic: row.topic,
    payload: JSON.parse(row.payload),
    attempts: row.attempts,
    isOutcomeUnknown: row.outcome_unknown === 1,
    lookSince: new Date(row.unknown_since ?? row.created_at),
    createdAt: row.created_at,
  };
}

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
