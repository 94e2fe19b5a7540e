import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * What several servers count together, on PostgreSQL alone: on SQLite there is one. Unlogged: it costs no flush of the disk, stays out of
 * the log and its copies, and is gone after a crash, when counting may begin anew. Frozen in time, as every migration.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`create unlogged table limit_counts (
    digest text not null,
    step integer not null,
    count integer not null,
    expires_at text not null,
    primary key (digest, step)
  )`.execute(db);
  await db.schema.createIndex('limit_counts_age').on('limit_counts').column('expires_at').execute();
  await sql`create unlogged table limit_hours (
    hour integer primary key,
    key_sealed text not null
  )`.execute(db);
}
