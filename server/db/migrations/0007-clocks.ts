import { type Kysely, sql } from 'kysely';

/** Frozen in time: imports nothing from the application and is never edited once landed. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('clock_steps')
    .addColumn('tip_id', 'text', (column) => column.notNull().references('tips.id'))
    .addColumn('round', 'integer', (column) => column.notNull())
    .addColumn('step', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('started_at', 'text', (column) => column.notNull())
    .addColumn('due_at', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('done_at', 'text')
    .addColumn('notice_id', 'text')
    .addPrimaryKeyConstraint('clock_steps_key', ['tip_id', 'round', 'step'])
    .execute();
  // Only what waits: the cost of looking is that of what is due, however many tips there ever were.
  await sql`create index clock_steps_due on clock_steps (due_at) where state = 'waiting'`.execute(db);
  await sql`create index clock_steps_notice on clock_steps (notice_id) where notice_id is not null`.execute(
    db,
  );
  await sql`create index clock_steps_newest on clock_steps (unit_id, step, notice_id) where notice_id is not null`.execute(
    db,
  );
}
