import type { Kysely } from 'kysely';

/** Which chat a tip's sender wants the answers in, and the codes by which they show that both ends are theirs. Frozen in time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sender_chats')
    .addColumn('tip_id', 'text', (column) => column.primaryKey().references('tips.id'))
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('oa_id', 'text', (column) => column.notNull())
    .addColumn('user_digest', 'text', (column) => column.notNull())
    .addColumn('user_sealed', 'text', (column) => column.notNull())
    .addColumn('linked_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('sender_chats_user').on('sender_chats').column('user_digest').execute();
  await db.schema
    .createTable('sender_chat_codes')
    .addColumn('digest', 'text', (column) => column.primaryKey())
    .addColumn('tip_id', 'text', (column) => column.notNull().unique().references('tips.id'))
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
}
