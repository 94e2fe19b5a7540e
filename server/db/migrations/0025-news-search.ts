import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * What published articles are found by: a row for each word of each. Filled from the articles when the portal starts
 * (`news-index.ts`), since what counts as a word is the program's to say. Frozen in time, as every migration.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  const nr = isPostgres
    ? sql`integer generated always as identity primary key`
    : sql`integer primary key autoincrement`;
  await sql`create table published_search (
    nr ${nr},
    article_id text not null unique,
    unit_id text not null,
    category text not null,
    published_at text not null
  )`.execute(db);
  // By bytes on both engines, so that all words with the same beginning lie beside each other.
  const word = isPostgres ? sql`text collate "C"` : sql`text`;
  const clustered = isPostgres ? sql`` : sql` without rowid`;
  await sql`create table published_terms (
    term ${word} not null,
    nr integer not null,
    weight integer not null,
    forms text not null,
    primary key (term, nr)
  )${clustered}`.execute(db);
}
