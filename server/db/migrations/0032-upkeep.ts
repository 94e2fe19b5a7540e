import { type Kysely, sql } from 'kysely';

/**
 * What the portal's own rounds look for stands in indexes of exactly that, so that a round costs what there is to do, however much has been
 * kept, and however much lies there that will never be over. Frozen in time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  // Nothing asks for tips by the unit that has them any more: lists begin at tip_access.
  await db.schema.dropIndex('tips_unit').execute();
  await db.schema.dropIndex('tips_kept').execute();
  await sql`create index tips_resting on tips (updated_at)
    where erased_at is null and status in ('closed', 'declined', 'answered')`.execute(db);
  await db.schema.dropIndex('outbox_finished').execute();
  await sql`create index outbox_erasable on outbox_messages (finished_at)
    where finished_at is not null and (external_id is not null
      or (attempts <= 1 and state not in ('waiting', 'claimed', 'passed', 'parked')))`.execute(db);
  await sql`create index webhook_events_failed on webhook_events (id) where state = 'failed'`.execute(db);
  await db.schema
    .createIndex('webhook_events_named')
    .on('webhook_events')
    .columns(['name', 'finished_at'])
    .execute();
}
