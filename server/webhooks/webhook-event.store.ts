import {
  type Expression,
  type ExpressionBuilder,
  type Insertable,
  type Selectable,
  type SqlBool,
  sql,
} from 'kysely';
import { uuidv7 } from 'uuidv7';
import type { Connection } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import type { WebhookEventsTable } from '../db/tables/oa-tables.ts';
import { openText, sealText } from '../secrets/sealing.ts';
import { keyedDigest, type SecretKeys } from '../secrets/secret-keys.ts';

/** Where we have an event from; `look`: found by reading conversations back. */
export type EventSource = 'oa' | 'mini_app' | 'look';

export type NewEvent = {
  source: EventSource;
  /** What makes two arrivals the same event, in parts. */
  key: readonly string[];
  name: string;
  oaId: string | null;
  person: { oaId: string; userId: string } | null;
  appUserId: string | null;
  at: Date;
  receivedAt: Date;
  /** As it came; kept sealed until it took effect. */
  body: string;
};

export type StoredEvent = {
  id: string;
  source: EventSource;
  name: string;
  oaId: string | null;
  /** Events with the same one go one after the other. */
  line: string;
  appPersonDigest: string | null;
  at: Date;
  receivedAt: Date;
  body: string | null;
  attempts: number;
};

/** The only file that knows the columns of `webhook_events`. Takes the database or a transaction on it. */
export const webhookEventStore = (connection: Connection, keys: SecretKeys) => {
  const digests = (...parts: string[]) =>
    keys.versions.map((key) => keyedDigest(key, 'webhook-digest', ...parts));
  const newestDigest = (...parts: string[]) => keyedDigest(keys.newest, 'webhook-digest', ...parts);

  const toEvent = (row: Selectable<WebhookEventsTable>): StoredEvent => ({
    id: row.id,
    source: row.source as EventSource,
    name: row.name,
    oaId: row.oa_id,
    line: row.person_digest ?? row.app_person_digest ?? row.id,
    appPersonDigest: row.app_person_digest,
    at: new Date(row.event_at),
    receivedAt: new Date(row.received_at),
    body: row.sealed === null ? null : openText(keys, sealContext(row.id), row.sealed),
    attempts: row.attempts,
  });

  /** Under an older key: after a rotation the same event would get another digest. */
  async function findKnown(events: readonly NewEvent[]): Promise<Set<NewEvent>> {
    const older = keys.versions.slice(1);
    if (older.length === 0) return new Set();
    const keyed = events.flatMap((event) =>
      older.map((key) => [keyedDigest(key, 'webhook-digest', 'event', ...event.key), event] as const),
    );
    const rows = await connection
      .selectFrom('webhook_events')
      .select('event_key')
      .where(
        'event_key',
        'in',
        keyed.map(([digest]) => digest),
      )
      .execute();
    const found = new Set(rows.map((row) => row.event_key));
    return new Set(keyed.filter(([digest]) => found.has(digest)).map(([, event]) => event));
  }

  function toRow(event: NewEvent): Insertable<WebhookEventsTable> {
    const id = uuidv7();
    const { person, appUserId } = event;
    return {
      id,
      event_key: newestDigest('event', ...event.key),
      source: event.source,
      name: event.name,
      oa_id: event.oaId,
      person_digest: person && newestDigest('person', person.oaId, person.userId),
      app_person_digest: appUserId === null ? null : newestDigest('app-person', appUserId),
      event_at: event.at.toISOString(),
      received_at: event.receivedAt.toISOString(),
      sealed: sealText(keys, sealContext(id), event.body),
      state: 'waiting',
      attempts: 0,
      not_before: event.receivedAt.toISOString(),
    };
  }

  async function erase(
    count: number,
    which: (eb: ExpressionBuilder<Schema, 'webhook_events'>) => Expression<SqlBool>,
  ): Promise<number> {
    const { numDeletedRows } = await connection
      .deleteFrom('webhook_events')
      .where('id', 'in', (eb) => eb.selectFrom('webhook_events').select('id').where(which).limit(count))
      .executeTakeFirst();
    return Number(numDeletedRows);
  }

  return {
    /** In one statement. Which of them are new: an event that is known already, from whichever way it came, stays what it is. */
    async insert(events: readonly NewEvent[]): Promise<boolean[]> {
      const known = await findKnown(events);
      const rows = events.map((event) => ({ event, row: toRow(event) }));
      const fresh = rows.filter(({ event }) => !known.has(event)).map(({ row }) => row);
      if (fresh.length === 0) return events.map(() => false);
      const inserted = await connection
        .insertInto('webhook_events')
        .values(fresh)
        .onConflict((conflict) => conflict.column('event_key').doNothing())
        .returning('id')
        .execute();
      const ids = new Set(inserted.map(({ id }) => id));
      return rows.map(({ row }) => ids.has(row.id));
    },

    /** What may be worked on, in the order in which it happened. */
    async listDue(now: Date, count: number): Promise<StoredEvent[]> {
      const rows = await connection
        .selectFrom('webhook_events')
        .selectAll()
        .where('finished_at', 'is', null)
        .where('not_before', '<=', now.toISOString())
        .orderBy('event_at')
        .orderBy('id')
        .limit(count)
        .execute();
      return rows.map(toEvent);
    },

    /**
     * Held until the transaction ends, and done with it: whoever comes second waits, and then finds it taken (false). The body goes:
     * nothing that was said stays with us longer than it takes to act on it.
     */
    async finish(id: string, now: Date): Promise<boolean> {
      const { numUpdatedRows } = await connection
        .updateTable('webhook_events')
        .set({ state: 'done', sealed: null, last_failure: null, finished_at: now.toISOString() })
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },

    async retryLater(id: string, reason: string, notBefore: Date): Promise<void> {
      await connection
        .updateTable('webhook_events')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          last_failure: reason,
          not_before: notBefore.toISOString(),
        }))
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .execute();
    },

    /** Not tried again by itself; the sealed body stays for whoever looks into it, until it is swept. */
    async giveUp(id: string, reason: string, now: Date): Promise<void> {
      await connection
        .updateTable('webhook_events')
        .set((eb) => ({
          attempts: eb('attempts', '+', 1),
          state: 'failed',
          last_failure: reason,
          finished_at: now.toISOString(),
        }))
        .where('id', '=', id)
        .where('state', '=', 'waiting')
        .execute();
    },

    /** Whether the person took back their consent at that instant or later: what they did before must have no effect any more. */
    async isRevokedSince(event: Pick<StoredEvent, 'appPersonDigest' | 'at'>, names: readonly string[]) {
      if (event.appPersonDigest === null) return false;
      const found = await connection
        .selectFrom('webhook_events')
        .select('id')
        .where('app_person_digest', '=', event.appPersonDigest)
        .where('event_at', '>=', event.at.toISOString())
        .where('name', 'in', names)
        .executeTakeFirst();
      return found !== undefined;
    },

    /**
     * Nothing of this person is left but that certain events are known: what waits loses its body and its effect. The revocation itself
     * stays as it is until it is swept, so that what was said before it and arrives after it finds it.
     */
    async forget(
      person: { appUserId: string; atOas: readonly { oaId: string; userId: string }[] },
      kept: readonly string[],
      now: Date,
    ): Promise<void> {
      const atOas = person.atOas.flatMap(({ oaId, userId }) => digests('person', oaId, userId));
      const forgotten = { person_digest: null, app_person_digest: null, sealed: null };
      const whose = connection
        .updateTable('webhook_events')
        .where((eb) =>
          eb.or([
            eb.and([
              eb('app_person_digest', 'in', digests('app-person', person.appUserId)),
              eb('name', 'not in', kept),
            ]),
            ...(atOas.length > 0 ? [eb('person_digest', 'in', atOas)] : []),
          ]),
        );
      await whose
        .set({ ...forgotten, state: 'done', finished_at: now.toISOString() })
        .where('finished_at', 'is', null)
        .execute();
      await whose.set(forgotten).where('finished_at', 'is not', null).execute();
    },

    /** What nobody has worked on yet; `oldestAt`: when the first of it came. */
    async readBacklog(): Promise<{ count: number; oldestAt: string | null }> {
      const row = await connection
        .selectFrom('webhook_events')
        .select([(eb) => eb.fn.countAll().as('count'), (eb) => eb.fn.min('received_at').as('oldest')])
        .where('finished_at', 'is', null)
        .executeTakeFirst();
      return { count: Number(row?.count ?? 0), oldestAt: row?.oldest ?? null };
    },

    /** Events that have waited since then, or were given up: somebody has to look. */
    async listTroubles(waitingSince: Date, count: number): Promise<{ id: string; reason: string | null }[]> {
      const troubled = (which: (eb: ExpressionBuilder<Schema, 'webhook_events'>) => Expression<SqlBool>) =>
        connection
          .selectFrom('webhook_events')
          .select(['id', 'last_failure'])
          .where(which)
          .orderBy('id')
          .limit(count)
          .execute();
      const waiting = await troubled((eb) =>
        eb.and([eb('finished_at', 'is', null), eb('received_at', '<=', waitingSince.toISOString())]),
      );
      // As the index has it.
      const failed = await troubled((eb) => eb('state', '=', sql.lit('failed')));
      const rows = [...waiting, ...failed].toSorted((a, b) => (a.id < b.id ? -1 : 1)).slice(0, count);
      return rows.map((row) => ({ id: row.id, reason: row.last_failure }));
    },

    /** Forgets who took back their consent, once what they said before cannot come again. How many went. */
    sweepRevocations: (before: Date, revocations: readonly string[], count: number): Promise<number> =>
      erase(count, (eb) =>
        eb.and([eb('finished_at', '<=', before.toISOString()), eb('name', 'in', revocations)]),
      ),

    /** Erases what was finished before that, so many at the most. How many went. */
    eraseFinished: (before: string, count: number): Promise<number> =>
      erase(count, (eb) => eb('finished_at', '<', before)),
  };
};

/** Bound to its row. */
const sealContext = (id: string): string => `webhook:${id}`;
