import { type Kysely, sql } from 'kysely';

/** Who works for the units, and which unit sees which tip. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('staff_members')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('name_sealed', 'text', (column) => column.notNull())
    .addColumn('role', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('staff_members_unit').on('staff_members').columns(['unit_id', 'id']).execute();

  await db.schema
    .createTable('staff_keys')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('staff_id', 'text', (column) => column.notNull().references('staff_members.id'))
    .addColumn('digest', 'text', (column) => column.notNull().unique())
    .addColumn('label', 'text', (column) => column.notNull())
    .addColumn('scopes', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('expires_at', 'text', (column) => column.notNull())
    .addColumn('last_used_on', 'text')
    .addColumn('revoked_at', 'text')
    .execute();
  await db.schema.createIndex('staff_keys_staff').on('staff_keys').columns(['staff_id', 'id']).execute();

  await db.schema
    .createTable('tip_access')
    .addColumn('tip_id', 'text', (column) => column.notNull().references('tips.id'))
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('why', 'text', (column) => column.notNull())
    .addColumn('works', 'integer', (column) => column.notNull())
    .addColumn('desk_order', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('tip_access_pk', ['tip_id', 'unit_id'])
    .execute();
  await db.schema
    .createIndex('tip_access_desk')
    .on('tip_access')
    .columns(['unit_id', 'desk_order', 'tip_id'])
    .execute();

  await db.schema
    .createTable('tip_people')
    .addColumn('tip_id', 'text', (column) => column.notNull().references('tips.id'))
    .addColumn('staff_id', 'text', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('tip_people_pk', ['tip_id', 'staff_id'])
    .execute();

  await db.schema.alterTable('tips').addColumn('attention', 'text').execute();

  // The units above a tip's own are added when a portal starts: only the content pack knows them. The order is mended there too.
  await sql`insert into tip_access (tip_id, unit_id, since, why, works, desk_order)
    select id, unit_id, created_at, 'received', 1, '' from tips`.execute(db);
}
