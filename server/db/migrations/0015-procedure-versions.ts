import type { Kysely } from 'kysely';

/** What editors propose and publish about procedures, with who and when. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('procedure_tracks')
    .addColumn('procedure_id', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('change', 'integer', (column) => column.notNull())
    .addColumn('latest_version', 'integer', (column) => column.notNull())
    .addColumn('published_version', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('procedure_tracks_pk', ['procedure_id', 'unit_id'])
    .execute();

  await db.schema
    .createTable('procedure_versions')
    .addColumn('procedure_id', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('content', 'text', (column) => column.notNull())
    .addColumn('pack_digest', 'text', (column) => column.notNull())
    .addColumn('remark', 'text')
    .addColumn('proposed_by', 'text', (column) => column.notNull())
    .addColumn('proposed_at', 'text', (column) => column.notNull())
    .addColumn('decided_by', 'text')
    .addColumn('decided_at', 'text')
    .addColumn('decision_remark', 'text')
    .addPrimaryKeyConstraint('procedure_versions_pk', ['procedure_id', 'unit_id', 'version'])
    .execute();
  await db.schema
    .createIndex('procedure_versions_state')
    .on('procedure_versions')
    .columns(['state', 'procedure_id', 'unit_id'])
    .execute();
}
