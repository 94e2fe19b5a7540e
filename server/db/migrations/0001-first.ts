import type { Kysely } from 'kysely';

/** Frozen in time: imports nothing from the application and is never edited once landed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('meta')
    .addColumn('key', 'text', (column) => column.primaryKey())
    .addColumn('value', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('tips')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('code', 'text', (column) => column.notNull().unique())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('pack_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('anonymous', 'integer', (column) => column.notNull())
    .addColumn('restricted', 'integer', (column) => column.notNull())
    .addColumn('lat', 'double precision')
    .addColumn('lng', 'double precision')
    .addColumn('accuracy_m', 'double precision')
    .addColumn('certainty', 'text', (column) => column.notNull())
    .addColumn('happened_at', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('acknowledge_by', 'text', (column) => column.notNull())
    .addColumn('consent_version', 'text', (column) => column.notNull())
    .addColumn('receipt_digest', 'text', (column) => column.notNull())
    .addColumn('key_version', 'text', (column) => column.notNull())
    .addColumn('history_head', 'text', (column) => column.notNull())
    .addColumn('photo_count', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('tips_unit').on('tips').columns(['unit_id', 'created_at']).execute();

  for (const table of ['tip_words', 'tip_contacts']) {
    await db.schema
      .createTable(table)
      .addColumn('tip_id', 'text', (column) => column.primaryKey().references('tips.id'))
      .addColumn('sealed', 'text', (column) => column.notNull())
      .execute();
  }

  await db.schema
    .createTable('tip_history')
    .addColumn('tip_id', 'text', (column) => column.notNull().references('tips.id'))
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('key_version', 'text', (column) => column.notNull())
    .addColumn('previous_mac', 'text', (column) => column.notNull())
    .addColumn('mac', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('tip_history_pk', ['tip_id', 'sequence'])
    .execute();

  await db.schema
    .createTable('photos')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('tip_id', 'text', (column) => column.references('tips.id'))
    .addColumn('position', 'integer')
    .addColumn('width', 'integer', (column) => column.notNull())
    .addColumn('height', 'integer', (column) => column.notNull())
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('zalo_bytes', 'integer', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('photos_tip').on('photos').columns(['tip_id', 'created_at']).execute();

  await db.schema
    .createTable('idempotent_answers')
    .addColumn('key_digest', 'text', (column) => column.primaryKey())
    .addColumn('operation', 'text', (column) => column.notNull())
    .addColumn('body_digest', 'text', (column) => column.notNull())
    .addColumn('answer', 'text', (column) => column.notNull())
    .addColumn('key_version', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('outbox_messages')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('destination', 'text', (column) => column.notNull())
    .addColumn('stream', 'text', (column) => column.notNull())
    .addColumn('lane', 'integer', (column) => column.notNull())
    .addColumn('topic', 'text', (column) => column.notNull())
    .addColumn('payload', 'text', (column) => column.notNull())
    .addColumn('after_id', 'text')
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('attempts', 'integer', (column) => column.notNull())
    .addColumn('outcome_unknown', 'integer', (column) => column.notNull())
    .addColumn('not_before', 'text', (column) => column.notNull())
    .addColumn('claimed_by', 'text')
    .addColumn('claimed_until', 'text')
    .addColumn('last_failure', 'text')
    .addColumn('external_id', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('finished_at', 'text')
    .execute();
  await db.schema.createIndex('outbox_due').on('outbox_messages').columns(['state', 'lane', 'id']).execute();
  await db.schema
    .createIndex('outbox_stream')
    .on('outbox_messages')
    .columns(['stream', 'state', 'id'])
    .execute();

  await db.schema
    .createTable('oa_connections')
    .addColumn('unit_id', 'text', (column) => column.primaryKey())
    .addColumn('oa_id', 'text', (column) => column.notNull().unique())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('state_reason', 'text')
    .addColumn('profile', 'text', (column) => column.notNull())
    .addColumn('tokens_sealed', 'text', (column) => column.notNull())
    .addColumn('token_expires_at', 'text', (column) => column.notNull())
    .addColumn('refresh_claimed_by', 'text')
    .addColumn('refresh_claimed_until', 'text')
    .addColumn('duty_group_id', 'text')
    .addColumn('sos_group_id', 'text')
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
}
