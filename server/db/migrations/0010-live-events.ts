import { type Kysely, PostgresAdapter, sql } from 'kysely';

/** What has just happened, for screens that are open. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const id = isPostgres
    ? sql`bigint generated always as identity primary key`
    : sql`integer primary key autoincrement`;
  await sql`create table live_events (
    id ${id},
    channel text not null,
    kind text not null,
    data text not null,
    at text not null
  )`.execute(db);
  await db.schema.createIndex('live_events_age').on('live_events').column('at').execute();
}
