import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * What has just happened, for screens that are open. `tx` is the transaction that wrote the row: on PostgreSQL rows become visible out
 * of the order of their ids, and by it a reader knows up to where nothing can come any more. SQLite writes one after the other.
 * Frozen in time, as every migration.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const id = isPostgres
    ? sql`bigint generated always as identity primary key`
    : sql`integer primary key autoincrement`;
  const tx = isPostgres
    ? sql`bigint not null default (pg_current_xact_id()::text::bigint)`
    : sql`integer not null default 0`;
  await sql`create table live_events (
    id ${id},
    tx ${tx},
    channel text not null,
    kind text not null,
    data text not null,
    at text not null
  )`.execute(db);
  await db.schema.createIndex('live_events_order').on('live_events').columns(['tx', 'id']).execute();
  await db.schema.createIndex('live_events_age').on('live_events').column('at').execute();
}
