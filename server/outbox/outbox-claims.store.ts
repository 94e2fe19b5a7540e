import { type Selectable, sql } from 'kysely';
import type { Connection } from '../db/database.ts';
import type { OutboxMessagesTable } from '../db/tables/sending-tables.ts';
import type { Lane } from './backoff.rules.ts';
import { isHeldOpen, type NewMessage, newRow, type OutboxState, outboxStore } from './outbox.store.ts';

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

type ClaimOptions = { server: string; now: Date; until: Date };

/** Who works on which message, and what came of it: the dispatcher's side of the outbox. */
export const outboxClaims = (connection: Connection) => ({
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
    await outboxStore(connection).enqueue(outcome.followUps ?? [], now);
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
    const isOpen = digest.openId !== null && (await isHeldOpen(connection, digest.openId));
    const into = isOpen && digest.openId !== null ? digest.openId : digest.fresh.id;
    if (
      !(await finish(connection, id, server, { state: 'folded', folded_into: into, last_failure: null }, now))
    )
      return false;
    if (!isOpen) await outboxStore(connection).enqueue([digest.fresh], now);
    return true;
  },

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
});

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
