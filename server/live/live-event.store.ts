import { type RawBuilder, sql, type Transaction } from 'kysely';
import type { Connection, Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import { beginning, type LivePosition, later, parsePosition, positionText } from './live-position.rules.ts';

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

/**
 * Tells of a change, in the transaction that makes it: who listens hears of it once it is committed, and never of one that was not.
 * Afterwards `wake()` of the feed spares those on this server the wait for its next look.
 */
export async function recordLive(
  transaction: Transaction<Schema>,
  events: readonly NewLiveEvent[],
  now: Date,
): Promise<void> {
  const rows = events.map(({ channel, kind, data }) => {
    const text = JSON.stringify(data);
    if (text.length > dataCharsMax) throw new RangeError(`A live event of ${text.length} letters (${kind}).`);
    return { channel, kind, data: text, at: now.toISOString() };
  });
  for (let from = 0; from < rows.length; from += rowsPerInsertMax) {
    await transaction
      .insertInto('live_events')
      .values(rows.slice(from, from + rowsPerInsertMax))
      .execute();
  }
}

/** The only place that knows the columns of `live_events`. */
export const liveEventStore = (engine: Database['engine'], connection: Connection) => ({
  /**
   * Everything up to here can be read, and nothing will come before it any more. On PostgreSQL that is where the oldest transaction
   * still under way began: one with a later number may already have ended, but this one may yet write.
   */
  async present(): Promise<LivePosition> {
    const { rows } = await (engine === 'postgres'
      ? sql<PositionRow>`select pg_snapshot_xmin(pg_current_snapshot())::text as tx, '0' as id`
      : sql<PositionRow>`select '0' as tx, cast(coalesce((select seq from sqlite_sequence where name = 'live_events'), 0) as text) as id`
    ).execute(connection);
    return toPosition(rows[0] ?? { tx: '0', id: '0' });
  },

  /** In order, from after `after` (and up to `upTo`): only what nothing can come before any more. */
  async read(options: {
    after: LivePosition;
    upTo?: LivePosition;
    channels?: readonly string[];
    count: number;
  }): Promise<StoredLiveEvent[]> {
    const { after, upTo, channels, count } = options;
    let query = connection
      .selectFrom('live_events')
      .select(['channel', 'kind', 'data', 'at'])
      .select([sql<string>`cast(tx as text)`.as('tx_text'), sql<string>`cast(id as text)`.as('id_text')])
      .where(sql<boolean>`(tx, id) > ${place(after)}`)
      .orderBy('tx')
      .orderBy('id')
      .limit(count);
    // One statement sees one snapshot: its rows and where it ends belong together.
    if (engine === 'postgres')
      query = query.where(sql<boolean>`tx < pg_snapshot_xmin(pg_current_snapshot())::text::bigint`);
    if (upTo) query = query.where(sql<boolean>`(tx, id) <= ${place(upTo)}`);
    if (channels) query = query.where('channel', 'in', channels);
    const rows = await query.execute();
    return rows.map((row) => ({
      position: toPosition({ tx: row.tx_text, id: row.id_text }),
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
      .values({ key: sweptKey, value: positionText(beginning) })
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
          .orderBy('tx')
          .orderBy('id')
          .limit(sweptPerBatchMax),
      )
      .returning([sql<string>`cast(tx as text)`.as('tx'), sql<string>`cast(id as text)`.as('id')])
      .execute();
    const newest = gone.map(toPosition).reduce(later, parsePosition(value) ?? beginning);
    await connection
      .updateTable('meta')
      .set({ value: positionText(newest) })
      .where('key', '=', sweptKey)
      .execute();
    return gone.length;
  },
});

type PositionRow = { tx: string; id: string };

const toPosition = ({ tx, id }: PositionRow): LivePosition => ({ tx: BigInt(tx), id: BigInt(id) });

/** As text to the driver, as numbers to the engine: they may be larger than a JavaScript number is exact. */
const place = ({ tx, id }: LivePosition): RawBuilder<unknown> =>
  sql`(cast(${String(tx)} as bigint), cast(${String(id)} as bigint))`;
