import { type Kysely, PostgresAdapter, sql } from 'kysely';

/**
 * What keeps a store with a million tips as quick as one with a thousand: what the desk narrows its lists by stands beside the order of the
 * list, a tip's times for the reports stand together, and what is looked for among everything has an index of its own. Frozen in time.
 */
export async function up(db: Kysely<unknown>): Promise<void> {
  await narrowListsByIndex(db);
  await putTimesTogether(db);
  await db.schema.createIndex('tip_people_staff').on('tip_people').columns(['staff_id', 'tip_id']).execute();
  await sql`create index tip_contacts_due on tip_contacts (erase_at) where erase_at is not null`.execute(db);
  await sql`create index tip_access_unordered on tip_access (tip_id) where desk_order = ''`.execute(db);
  await sql`create index chat_conversations_state on chat_conversations (state_expires_at)
    where state_expires_at is not null`.execute(db);
  await db.schema.dropIndex('published_articles_urgent').execute();
  await sql`create index published_articles_urgent on published_articles (published_at, urgent_until)
    where urgent_until is not null`.execute(db);
  await sql`create index outbox_troubled on outbox_messages (created_at)
    where attempts > 1 or state in ('waiting', 'claimed', 'passed', 'parked')`.execute(db);
}

async function narrowListsByIndex(db: Kysely<unknown>): Promise<void> {
  for (const column of ['status', 'category'])
    await db.schema
      .alterTable('tip_access')
      .addColumn(column, 'text', (added) => added.notNull().defaultTo(''))
      .execute();
  await db.schema.alterTable('tip_access').addColumn('attention', 'text').execute();
  await sql`update tip_access set
    status = (select status from tips where tips.id = tip_access.tip_id),
    category = (select category from tips where tips.id = tip_access.tip_id),
    attention = (select attention from tips where tips.id = tip_access.tip_id)`.execute(db);
  for (const column of ['status', 'category'])
    await db.schema
      .createIndex(`tip_access_${column}`)
      .on('tip_access')
      .columns(['unit_id', column, 'desk_order', 'tip_id'])
      .execute();
  await sql`create index tip_access_attention on tip_access (unit_id, attention, desk_order, tip_id)
    where attention is not null`.execute(db);
  await db.schema.dropIndex('tips_attention').execute();
}

async function putTimesTogether(db: Kysely<unknown>): Promise<void> {
  const isPostgres = db.getExecutor().adapter instanceof PostgresAdapter;
  // Found in the order of time, so that a period is one stretch.
  await sql`create table tip_times (
    received_at text not null,
    tip_id text not null references tips (id),
    unit_id text not null,
    category text not null,
    acknowledged_at text,
    answered_at text,
    transferred_at text,
    reopened_at text,
    declined_at text,
    rated_at text,
    stars integer,
    reclassified_at text,
    primary key (received_at, tip_id)
  )`.execute(db);
  const stars = isPostgres
    ? sql`cast(cast(rated.details as json) ->> 'stars' as integer)`
    : sql`json_extract(rated.details, '$.stars')`;
  const ofLastRating = (value: typeof stars) => sql`(select ${value} from tip_history as rated
    where rated.tip_id = tips.id and rated.event = 'rated' order by rated.sequence desc limit 1)`;
  const first = (...events: string[]) =>
    sql`min(case when entry.event in (${sql.join(events.map((event) => sql.lit(event)))}) then entry.at end)`;
  await sql`
    insert into tip_times (received_at, tip_id, unit_id, category, acknowledged_at, answered_at, transferred_at, reopened_at,
      declined_at, rated_at, stars, reclassified_at)
    select tips.created_at, tips.id, max(case when entry.sequence = 1 then entry.unit_id end), tips.category,
      ${first('acknowledged', 'assigned', 'asked', 'message_unit', 'answered', 'closed', 'declined')},
      ${first('answered')}, ${first('transferred')}, ${first('reopened')}, ${first('declined')},
      ${ofLastRating(sql`rated.at`)}, ${ofLastRating(stars)},
      max(case when entry.event = 'reclassified' then entry.at end)
    from tips join tip_history as entry on entry.tip_id = tips.id
    group by tips.id, tips.created_at, tips.category`.execute(db);
}
