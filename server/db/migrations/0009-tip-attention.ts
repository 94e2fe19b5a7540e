import { type Kysely, sql } from 'kysely';

/** What waits for a commander is found among all tips. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index tips_attention on tips (attention) where attention is not null`.execute(db);
}
