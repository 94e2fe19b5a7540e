import type { Kysely } from 'kysely';

/** Articles, their versions and histories, what of them is published, and what goes to Zalo. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('articles')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('state', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('published_version', 'integer', (column) => column.notNull())
    .addColumn('published_at', 'text')
    .addColumn('publish_at', 'text')
    .addColumn('due_at', 'text')
    .addColumn('to_zalo', 'integer', (column) => column.notNull())
    .addColumn('withdrawn_at', 'text')
    .addColumn('revision', 'integer', (column) => column.notNull())
    .addColumn('updated_by', 'text', (column) => column.notNull())
    .addColumn('updated_at', 'text', (column) => column.notNull())
    .addColumn('history_head', 'text', (column) => column.notNull())
    .addColumn('history_sequence', 'integer', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('articles_due').on('articles').columns(['state', 'due_at']).execute();
  await db.schema.createIndex('articles_of_unit').on('articles').columns(['unit_id', 'id']).execute();
  await db.schema.createIndex('articles_withdrawn').on('articles').columns(['withdrawn_at']).execute();

  await db.schema
    .createTable('article_versions')
    .addColumn('article_id', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('body', 'text', (column) => column.notNull())
    .addColumn('cover_photo_id', 'text')
    .addColumn('urgent_until', 'text')
    .addColumn('correction', 'text')
    .addColumn('authors', 'text', (column) => column.notNull())
    .addColumn('written_at', 'text', (column) => column.notNull())
    .addColumn('frozen', 'integer', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_versions_pk', ['article_id', 'version'])
    .execute();

  await db.schema
    .createTable('article_history')
    .addColumn('article_id', 'text', (column) => column.notNull())
    .addColumn('sequence', 'integer', (column) => column.notNull())
    .addColumn('at', 'text', (column) => column.notNull())
    .addColumn('event', 'text', (column) => column.notNull())
    .addColumn('actor', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text')
    .addColumn('details', 'text', (column) => column.notNull())
    .addColumn('key_version', 'text', (column) => column.notNull())
    .addColumn('previous_mac', 'text', (column) => column.notNull())
    .addColumn('mac', 'text', (column) => column.notNull())
    .addColumn('words', 'text')
    .addPrimaryKeyConstraint('article_history_pk', ['article_id', 'sequence'])
    .execute();

  await db.schema
    .createTable('published_articles')
    .addColumn('article_id', 'text', (column) => column.primaryKey())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('category', 'text', (column) => column.notNull())
    .addColumn('title', 'text', (column) => column.notNull())
    .addColumn('summary', 'text', (column) => column.notNull())
    .addColumn('cover', 'text')
    .addColumn('published_at', 'text', (column) => column.notNull())
    .addColumn('corrected_at', 'text')
    .addColumn('correction', 'text')
    .addColumn('urgent_until', 'text')
    .execute();
  await db.schema
    .createIndex('published_articles_newest')
    .on('published_articles')
    .columns(['published_at', 'article_id'])
    .execute();
  await db.schema
    .createIndex('published_articles_of_unit')
    .on('published_articles')
    .columns(['unit_id', 'published_at', 'article_id'])
    .execute();
  await db.schema
    .createIndex('published_articles_urgent')
    .on('published_articles')
    .columns(['urgent_until'])
    .execute();
  // Apart, so that the list's rows stay small.
  await db.schema
    .createTable('published_words')
    .addColumn('article_id', 'text', (column) => column.primaryKey())
    .addColumn('words', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createTable('published_photos')
    .addColumn('photo_id', 'text', (column) => column.primaryKey())
    .addColumn('article_id', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('published_photos_of_article')
    .on('published_photos')
    .columns(['article_id'])
    .execute();

  await db.schema
    .createTable('article_deliveries')
    .addColumn('message_id', 'text', (column) => column.notNull())
    .addColumn('article_id', 'text', (column) => column.notNull())
    .addColumn('unit_id', 'text', (column) => column.notNull())
    .addColumn('kind', 'text', (column) => column.notNull())
    .addColumn('version', 'integer', (column) => column.notNull())
    .addColumn('requested_by', 'text')
    .addColumn('requested_at', 'text', (column) => column.notNull())
    .addPrimaryKeyConstraint('article_deliveries_pk', ['message_id', 'article_id'])
    .execute();
  await db.schema
    .createIndex('article_deliveries_of_article')
    .on('article_deliveries')
    .columns(['article_id', 'kind'])
    .execute();
  await db.schema
    .createIndex('article_deliveries_of_unit')
    .on('article_deliveries')
    .columns(['unit_id', 'kind', 'requested_at'])
    .execute();
  await db.schema
    .createTable('oa_broadcasts')
    .addColumn('unit_id', 'text', (column) => column.primaryKey())
    .addColumn('last_at', 'text', (column) => column.notNull())
    .execute();

  await db.schema.alterTable('photos').addColumn('article_id', 'text').execute();
  await db.schema.createIndex('photos_of_article').on('photos').columns(['article_id']).execute();
}
