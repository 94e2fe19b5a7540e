import { type Kysely, sql } from 'kysely';

/**
 * The index of articles' photos has those alone. Every tip's photo stood in it too, as one of no article: photos that wait for their tip were
 * looked for there, among all that were ever kept. Frozen in time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.dropIndex('photos_of_article').execute();
  await sql`create index photos_of_article on photos (article_id) where article_id is not null`.execute(db);
}
