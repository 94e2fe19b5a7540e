import { type Kysely, sql } from 'kysely';

/** Who signed in, what a tip goes through after it arrived, and whose it is. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('citizens')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('zalo_id_digest', 'text', (column) => column.notNull().unique())
    .addColumn('zalo_id_sealed', 'text', (column) => column.notNull())
    .addColumn('key_version', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('citizen_sessions')
    .addColumn('token_digest', 'text', (column) => column.primaryKey())
    .addColumn('citizen_id', 'text', (column) => column.notNull().references('citizens.id'))
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('last_used_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();
  for (const [name, column] of [
    ['citizen_sessions_citizen', 'citizen_id'],
    ['citizen_sessions_expiry', 'expires_at'],
  ] as const) {
    await db.schema.createIndex(name).on('citizen_sessions').column(column).execute();
  }

  await db.schema
    .createTable('tip_owners')
    .addColumn('tip_id', 'text', (column) => column.primaryKey().references('tips.id'))
    .addColumn('citizen_id', 'text', (column) => column.notNull().references('citizens.id'))
    .execute();
  await db.schema
    .createIndex('tip_owners_citizen')
    .on('tip_owners')
    .columns(['citizen_id', 'tip_id'])
    .execute();

  await db.schema
    .createTable('tip_entry_words')
    .addColumn('tip_id', 'text', (column) => column.notNull().references('tips.id'))
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('tip_entry_words_pk', ['tip_id', 'sequence'])
    .execute();

  // Until now every tip had one entry: its arrival.
  await db.schema
    .alterTable('tips')
    .addColumn('history_sequence', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable('tips')
    .addColumn('seen_sequence', 'integer', (column) => column.notNull().defaultTo(1))
    .execute();
  await db.schema
    .alterTable('tips')
    .addColumn('updated_at', 'text', (column) => column.notNull().defaultTo(''))
    .execute();
  await sql`update tips set updated_at = created_at`.execute(db);

  await db.schema.alterTable('tip_contacts').addColumn('erase_at', 'text').execute();
  await db.schema.alterTable('photos').addColumn('entry_sequence', 'integer').execute();
  await sql`update photos set entry_sequence = 1 where tip_id is not null`.execute(db);
}
