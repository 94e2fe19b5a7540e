import { PostgresAdapter, sql, type Transaction } from 'kysely';
import type { Connection, Database } from '../db/database.ts';
import type { AdvisoryLock, NewRows } from '../db/new-rows.ts';
import type { Schema } from '../db/schema.ts';
import { type LivePosition, parsePosition, positionText } from './live-position.rules.ts';

/** Small, and nothing personal: codes, statuses, ids of units, instants. Never a word of what somebody wrote. */
export type LiveData = Readonly<Record<string, string | number | boolean | null>>;

/** What is to be told, and to whom: those who listen on this channel. */
export type NewLiveEvent = {
  /** `unit:<id>`, `sos:<id>`, `public` … */
  channel: string;
  /** A word such as `tip.new`. `ready` and `reset` are the feed's own. */
  kind: string;
  data: LiveData;
};

export type StoredLiveEvent = NewLiveEvent & {
  readonly position: LivePosition;
  /** ISO-8601 UTC. */
  readonly at: string;
};

/** What a screen needs to know that it has to look again. */
const dataCharsMax = 2_000;
/** More parameters than that no engine has to take in one statement. */
const rowsPerInsertMax = 100;
/** Of the rows that are swept at once. */
const sweptPerBatchMax = 5_000;
const sweptKey = 'live_events_swept';
/** Who writes events on PostgreSQL holds this until they have committed. */
const writerLock: AdvisoryLock = { space: 0x11fe, key: 1 };

/**
 * Tells of a change, in the transaction that makes it: who listens hears of it once it is committed, and never of one that was not.
 * Afterwards `wake()` of the feed spares those on this server the wait for its next look. On PostgreSQL a shared lock, which hinders
 * nobody, shows that events are being written: their numbers are taken before they can be seen.
 */
export async function recordLive(
  transaction: Transaction<Schema>,
  events: readonly NewLiveEvent[],
  now: Date,
): Promise<void> {
  const rows = events.map((event) => eventRow(event, now));
  if (rows.length > 0) await showWriting(transaction);
  for (let from = 0; from < rows.length; from += rowsPerInsertMax) {
    await transaction
      .insertInto('live_events')
      .values(rows.slice(from, from + rowsPerInsertMax))
      .execute();
  }
}

/** The same for a few events that are stored together with their subject (`Database.insert`). */
export function liveRows(events: readonly NewLiveEvent[], now: Date): NewRows {
  if (events.length > rowsPerInsertMax) throw new RangeError(`${events.length} live events at once.`);
  return {
    table: 'live_events',
    rows: events.map((event) => eventRow(event, now)),
    sharedLock: writerLock,
  };
}

async function showWriting(transaction: Transaction<Schema>): Promise<void> {
  if (!(transaction.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`select pg_advisory_xact_lock_shared(${sql.lit(writerLock.space)}, ${sql.lit(writerLock.key)})`.execute(
    transaction,
  );
}

function eventRow({ channel, kind, data }: NewLiveEvent, now: Date) {
  const text = JSON.stringify(data);
  if (text.length > dataCharsMax) throw new RangeError(`A live event of ${text.length} letters (${kind}).`);
  return { channel, kind, data: text, at: now.toISOString() };
}

/** The only place that knows the columns of `live_events`. */
export const liveEventStore = (engine: Database['engine'], connection: Connection) => ({
  /** The last number that was given to an event, seen or not. */
  async lastNumber(): Promise<LivePosition> {
    const { rows } = await (engine === 'postgres'
      ? sql<{
          last: string;
        }>`select case when is_called then last_value else 0 end::text as last from live_events_id_seq`
      : sql<{
          last: string;
        }>`select cast(coalesce(max(seq), 0) as text) as last from sqlite_sequence where name = 'live_events'`
    ).execute(connection);
    return Number(rows[0]?.last ?? 0);
  },

  /** Transactions that are writing events right now; on SQLite there are none beside one's own look. */
  async listWriters(): Promise<string[]> {
    if (engine === 'sqlite') return [];
    const { rows } = await sql<{ writer: string }>`select virtualtransaction as writer from pg_locks
      where locktype = 'advisory' and objsubid = 2
        and classid = ${sql.lit(writerLock.space)} and objid = ${sql.lit(writerLock.key)}
        and database = (select oid from pg_database where datname = current_database())`.execute(connection);
    return rows.map(({ writer }) => writer);
  },

  /** In order, from after `after` up to `upTo`. */
  async read(options: {
    after: LivePosition;
    upTo: LivePosition;
    channels?: readonly string[];
    count: number;
  }): Promise<StoredLiveEvent[]> {
    const { after, upTo, channels, count } = options;
    const rows = await connection
      .selectFrom('live_events')
      .select(['channel', 'kind', 'data', 'at', sql<string>`cast(id as text)`.as('number')])
      .where('id', '>', after)
      .where('id', '<=', upTo)
      .$if(channels !== undefined, (query) => query.where('channel', 'in', channels ?? []))
      .orderBy('id')
      .limit(count)
      .execute();
    return rows.map((row) => ({
      position: Number(row.number),
      channel: row.channel,
      kind: row.kind,
      data: JSON.parse(row.data) as LiveData,
      at: row.at,
    }));
  },

  /** The newest event that is no longer kept; null while all are. */
  async swept(): Promise<LivePosition | null> {
    const row = await connection
      .selectFrom('meta')
      .select('value')
      .where('key', '=', sweptKey)
      .executeTakeFirst();
    return row ? parsePosition(row.value) : null;
  },

  /** Forgets some of what is older than `before`, oldest first, and what is more than `keptMax`; how many went. In a transaction. */
  async sweep(before: string, keptMax: number): Promise<number> {
    // Holds the mark: of two servers at once the second sees what the first has done.
    const { value } = await connection
      .insertInto('meta')
      .values({ key: sweptKey, value: positionText(0) })
      .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value: eb.ref('meta.value') })))
      .returning('value')
      .executeTakeFirstOrThrow();
    const gone = await connection
      .deleteFrom('live_events')
      .where('id', 'in', (eb) =>
        eb
          .selectFrom('live_events')
          .select('id')
          .where((old) =>
            old.or([
              old('at', '<', before),
              sql<boolean>`id <= (select max(id) from live_events) - ${sql.lit(keptMax)}`,
            ]),
          )
          .orderBy('id')
          .limit(sweptPerBatchMax),
      )
      .returning(sql<string>`cast(id as text)`.as('number'))
      .execute();
    const newest = Math.max(parsePosition(value) ?? 0, ...gone.map(({ number }) => Number(number)));
    await connection
      .updateTable('meta')
      .set({ value: positionText(newest) })
      .where('key', '=', sweptKey)
      .execute();
    return gone.length;
  },
});
