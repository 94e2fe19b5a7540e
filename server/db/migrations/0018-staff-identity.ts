import type { Kysely } from 'kysely';

/** By what, besides a key, somebody is known as staff: their Zalo identity, and browsers that they opened. Frozen in time. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff_bindings')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('staff_id', 'text', (column) => column.notNull().unique())
    .addColumn('zalo_id_digest', 'text', (column) => column.notNull().unique())
    .addColumn('zalo_id_sealed', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('staff_binding_codes')
    .addColumn('digest', 'text', (column) => column.primaryKey())
    .addColumn('staff_id', 'text', (column) => column.notNull().unique())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema
    .createTable('staff_oa_users')
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('oa_user_digest', 'text', (column) => column.notNull())
    .addColumn('oa_user_sealed', 'text', (column) => column.notNull())
    .addColumn('staff_id', 'text', (column) => column.notNull())
    .addColumn('seen_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('staff_oa_users_pk', ['unit_id', 'oa_user_digest'])
    .execute();
  await db.schema.createIndex('staff_oa_users_staff').on('staff_oa_users').column('staff_id').execute();

  await db.schema
    .createTable('staff_sessions')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('secret_digest', 'text', (column) => column.notNull().unique())
    .addColumn('code_digest', 'text', (column) => column.unique())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('code_expires_at', 'text', (column) => column.notNull())
    .addColumn('staff_id', 'text')
    .addColumn('confirmed_at', 'text')
    .addColumn('expires_at', 'text')
    .addColumn('last_used_on', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
  await db.schema
    .createIndex('staff_sessions_staff')
    .on('staff_sessions')
    .columns(['staff_id', 'id'])
    .execute();
}
