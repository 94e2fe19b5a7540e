import { type Kysely, sql } from 'kysely';

/** Frozen in time: imports nothing from the application and is never edited once landed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('sos_alerts')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('pack_id', 'text', (column) => column.notNull())
    .addColumn('status', 'text', (column) => column.notNull())
    .addColumn('open', 'integer', (column) => column.notNull())
    .addColumn('situation', 'text')
    .addColumn('source', 'text', (column) => column.notNull())
    .addColumn('flagged', 'integer', (column) => column.notNull())
    .addColumn('lat', 'double precision')
    .addColumn('lng', 'double precision')
    .addColumn('accuracy_m', 'double precision')
    .addColumn('fix_at', 'text')
    .addColumn('created_at', 'text', (column) => column.notNull())
    .addColumn('acknowledge_by', 'text', (column) => column.notNull())
    .addColumn('forwarded_at', 'text')
    .addColumn('acknowledged_at', 'text')
    .addColumn('acknowledged_unit_id', 'text')
    .addColumn('acknowledged_staff_id', 'text')
    .addColumn('dispatched_at', 'text')
    .addColumn('closed_at', 'text')
    .addColumn('close_reason', 'text')
    .addColumn('cancelled_at', 'text')
    .addColumn('receipt_digest', 'text', (column) => column.notNull())
    .addColumn('key_version', 'text', (column) => column.notNull())
    .addColumn('history_head', 'text', (column) => column.notNull())
    .addColumn('history_sequence', 'integer', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('erased_at', 'text')
    .execute();
  await sql`create index sos_alerts_open on sos_alerts (id) where open = 1`.execute(db);
  await db.schema.createIndex('sos_alerts_created').on('sos_alerts').column('created_at').execute();
  await sql`create index sos_alerts_kept on sos_alerts (updated_at) where open = 0 and erased_at is null`.execute(
    db,
  );

  await db.schema
    .createTable('sos_units')
    .addColumn('sos_id', 'text', (column) => column.notNull().references('sos_alerts.id'))
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('reach', 'text', (column) => column.notNull())
    .addColumn('since', 'text', (column) => column.notNull())
    .addColumn('forwarded_at', 'text')
    .addColumn('told_lat', 'double precision')
    .addColumn('told_lng', 'double precision')
    .addColumn('told_accuracy_m', 'double precision')
    .addColumn('told_sequence', 'integer', (column) => column.notNull())
    .addColumn('news_id', 'text')
    .addColumn('news_count', 'integer', (column) => column.notNull())
    .addColumn('news_at', 'text')
    .addPrimaryKeyConstraint('sos_units_key', ['sos_id', 'unit_id'])
    .execute();
  await db.schema.createIndex('sos_units_unit').on('sos_units').columns(['unit_id', 'sos_id']).execute();

  await db.schema
    .createTable('sos_history')
    .addColumn('sos_id', 'text', (column) => column.notNull().references('sos_alerts.id'))
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('key_version', 'text', (column) => column.notNull())
    .addColumn('previous_mac', 'text', (column) => column.notNull())
    .addColumn('mac', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('sos_history_key', ['sos_id', 'sequence'])
    .execute();

  await db.schema
    .createTable('sos_words')
    .addColumn('sos_id', 'text', (column) => column.notNull().references('sos_alerts.id'))
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('sealed', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('sos_words_key', ['sos_id', 'sequence'])
    .execute();

  await db.schema
    .createTable('sos_positions')
    .addColumn('sos_id', 'text', (column) => column.notNull().references('sos_alerts.id'))
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('lat', 'double precision', (column) => column.notNull())
    .addColumn('lng', 'double precision', (column) => column.notNull())
    .addColumn('accuracy_m', 'double precision')
    .addColumn('received_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('sos_positions_key', ['sos_id', 'at'])
    .execute();

  await db.schema
    .createTable('sos_steps')
    .addColumn('sos_id', 'text', (column) => column.notNull().references('sos_alerts.id'))
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('done_at', 'text')
    .addPrimaryKeyConstraint('sos_steps_key', ['sos_id', 'step'])
    .execute();
  // Only what waits: the cost of looking is that of what is due, however many alerts there ever were.
  await sql`create index sos_steps_due on sos_steps (due_at) where state = 'waiting'`.execute(db);
}
