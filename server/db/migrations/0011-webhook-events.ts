import { type Kysely, sql } from 'kysely';

/** What Zalo tells us, whom its OAs know, and how OAs are connected. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('webhook_events')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('event_key', 'text', (column) => column.notNull().unique())
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('name', 'text', (column) => column.notNull())
    .addColumn('oa_id', 'text')
    .addColumn('person_digest', 'text')
    .addColumn('app_person_digest', 'text')
    .addColumn('event_at', 'text', (column) => column.notNull())
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addColumn('sealed', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('not_before', 'text', (column) => column.notNull())
    .addColumn('last_failure', 'text')
    .addColumn('finished_at', 'text')
    .execute();
  await sql`create index webhook_events_open on webhook_events (not_before) where finished_at is null`.execute(
    db,
  );
  await db.schema.createIndex('webhook_events_person').on('webhook_events').column('person_digest').execute();
  await db.schema
    .createIndex('webhook_events_app_person')
    .on('webhook_events')
    .columns(['app_person_digest', 'event_at'])
    .execute();
  await db.schema.createIndex('webhook_events_finished').on('webhook_events').column('finished_at').execute();

  await db.schema
    .createTable('oa_hearings')
    .addColumn('oa_id', 'text', (column) => column.primaryKey())
    .addColumn('heard_at', 'text')
    .addColumn('looked_until', 'text')
    .addColumn('missed_at', 'text')
    .addColumn('look_claimed_until', 'text')
    .execute();

  await db.schema
    .createTable('oa_users')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('oa_id', 'text', (column) => column.notNull())
    .addColumn('user_digest', 'text', (column) => column.notNull())
    .addColumn('user_sealed', 'text', (column) => column.notNull())
    .addColumn('app_user_digest', 'text')
    .addColumn('follow_state', 'text', (column) => column.notNull())
    .addColumn('follow_at', 'text')
    .addColumn('refusal', 'text')
    .addColumn('refused_at', 'text')
    .addColumn('interacted_at', 'text')
    .addColumn('sent_free', 'integer', (column) => column.notNull())
    .addColumn('sent_paid', 'integer', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('oa_users_user', ['oa_id', 'user_digest'])
    .execute();
  await db.schema.createIndex('oa_users_app_user').on('oa_users').column('app_user_digest').execute();
  await db.schema.createIndex('oa_users_updated').on('oa_users').column('updated_at').execute();

  await db.schema
    .createTable('oa_consents')
    .addColumn('state_digest', 'text', (column) => column.primaryKey())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('staff_id', 'text', (column) => column.notNull())
    .addColumn('verifier_sealed', 'text', (column) => column.notNull())
    .addColumn('may_replace', 'integer', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('used_at', 'text')
    .execute();

  await db.schema.alterTable('oa_connections').addColumn('capabilities', 'text').execute();
  await db.schema.alterTable('oa_connections').addColumn('probed_at', 'text').execute();

  // A reply in a group names the message it quotes by Zalo's own id.
  await sql`create index outbox_external on outbox_messages (external_id) where external_id is not null`.execute(
    db,
  );
}
