import { type Kysely, sql } from 'kysely';

/** How many are parked is asked every few seconds by whoever watches: without an index that reads everything ever sent. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await sql`create index outbox_parked on outbox_messages (lane) where state = 'parked'`.execute(db);
}
