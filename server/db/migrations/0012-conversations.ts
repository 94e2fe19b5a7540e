import type { Kysely } from 'kysely';

/** Conversations in the chats of OAs, and what the assistant says there until it is sent. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('chat_conversations')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('oa_id', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('user_digest', 'text', (column) => column.notNull())
    .addColumn('user_sealed', 'text', (column) => column.notNull())
    .addColumn('state_sealed', 'text')
    .addColumn('state_expires_at', 'text')
    .addColumn('said_at', 'text')
    .addColumn('burst_from', 'text')
    .addColumn('burst_count', 'integer', (column) => column.notNull())
    .addColumn('handed_over_at', 'text')
    .addColumn('handed_over_why', 'text')
    .addColumn('silent_until', 'text')
    .addColumn('waiting_since', 'text')
    .addColumn('answered_at', 'text')
    .addColumn('sos_id', 'text')
    .addColumn('sos_at', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addUniqueConstraint('chat_conversations_user', ['oa_id', 'user_digest'])
    .execute();
  await db.schema
    .createIndex('chat_conversations_waiting')
    .on('chat_conversations')
    .columns(['handed_over_at', 'id'])
    .execute();
  await db.schema
    .createIndex('chat_conversations_updated')
    .on('chat_conversations')
    .column('updated_at')
    .execute();

  await db.schema
    .createTable('chat_answers')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('answer_sealed', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('chat_answers_conversation')
    .on('chat_answers')
    .column('conversation_id')
    .execute();
  await db.schema.createIndex('chat_answers_created').on('chat_answers').column('created_at').execute();

  await db.schema
    .createTable('chat_words')
    .addColumn('digest', 'text', (column) => column.primaryKey())
    .addColumn('conversation_id', 'text', (column) => column.notNull())
    .addColumn('words_sealed', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('chat_words_conversation').on('chat_words').column('conversation_id').execute();
  await db.schema.createIndex('chat_words_expires').on('chat_words').column('expires_at').execute();
}
