import type { Kysely } from 'kysely';

/** When a conversation was given back to the assistant: an officer's message of before, told late, must not take it again. Frozen in time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('chat_conversations').addColumn('given_back_at', 'text').execute();
}
