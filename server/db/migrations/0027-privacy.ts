import { type Kysely, sql } from 'kysely';

/** What is erased by its period, the record of it, and keys that change while the portal runs. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema.alterTable('tips').addColumn('erased_at', 'text').execute();
  await sql`create index tips_kept on tips (updated_at) where erased_at is null`.execute(db);
  await db.schema.alterTable('staff_members').addColumn('erased_at', 'text').execute();
  await db.schema.createIndex('answers_created').on('idempotent_answers').column('created_at').execute();
  await sql`create index outbox_finished on outbox_messages (finished_at) where finished_at is not null`.execute(
    db,
  );

  await db.schema
    .createTable('deletion_records')
    .addColumn('sequence', 'integer', (column) => column.primaryKey())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('key_version', 'text', (column) => column.notNull())
    .addColumn('previous_mac', 'text', (column) => column.notNull())
    .addColumn('mac', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('retention_rounds')
    .addColumn('kind', 'text', (column) => column.primaryKey())
    .addColumn('looked_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('secret_key_versions')
    .addColumn('version', 'text', (column) => column.primaryKey())
    .addColumn('proof', 'text', (column) => column.notNull())
    .addColumn('known_at', 'text', (column) => column.notNull())
    .addColumn('usable_from', 'text', (column) => column.notNull())
    .addColumn('parts_sealed', 'text')
    .execute();
  await db.schema
    .createTable('reseal_rounds')
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('version', 'text', (column) => column.notNull())
    .addColumn('examined', 'integer', (column) => column.notNull())
    .addColumn('resealed', 'integer', (column) => column.notNull())
    .addColumn('finished_at', 'text')
    .addPrimaryKeyConstraint('reseal_rounds_pk', ['kind', 'version'])
    .execute();
}
