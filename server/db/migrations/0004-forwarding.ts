import { type Kysely, sql } from 'kysely';

/** Frozen in time: imports nothing from the application and is never edited once landed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  for (const column of ['last_attempt_at', 'unknown_since', 'folded_into']) {
    await db.schema.alterTable('outbox_messages').addColumn(column, 'text').execute();
  }
  // What must follow a message is stored when that message was sent, not before.
  await db.schema.alterTable('outbox_messages').dropColumn('after_id').execute();
  await db.schema.dropIndex('outbox_due').execute();
  await db.schema.dropIndex('outbox_stream').execute();
  // The heads of the streams are found in here alone, however many messages wait behind them.
  await sql`create index outbox_open on outbox_messages (stream, id) where finished_at is null`.execute(db);
  await sql`create index outbox_folded on outbox_messages (folded_into) where folded_into is not null`.execute(
    db,
  );
  await db.schema
    .createIndex('outbox_stream_created')
    .on('outbox_messages')
    .columns(['stream', 'created_at'])
    .execute();
  await db.schema.createIndex('outbox_state').on('outbox_messages').columns(['state', 'id']).execute();

  await db.schema
    .alterTable('oa_connections')
    .addColumn('chat_profile', 'text', (column) => column.notNull().defaultTo('v3'))
    .execute();

  await db.schema
    .createTable('officer_bindings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('oa_user_digest', 'text', (column) => column.notNull())
    .addColumn('oa_user_sealed', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('state_reason', 'text')
    .addColumn('last_interaction_at', 'text')
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('officer_bindings_user', ['unit_id', 'oa_user_digest'])
    .execute();
}
