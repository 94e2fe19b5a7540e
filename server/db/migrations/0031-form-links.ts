import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * Filled forms behind one-time links where several servers answer, on PostgreSQL alone: locked under the link itself, which nobody here
 * keeps. Unlogged: no copy of it gets into the log of the database. Frozen in time, as every migration.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  if (!(db.getExecutor().adapter instanceof PostgresAdapter)) return;
  await sql`create unlogged table form_links (
    token_digest text primary key,
    file_locked text not null,
    expires_at text not null
  )`.execute(db);
  await db.schema.createIndex('form_links_age').on('form_links').column('expires_at').execute();
}
