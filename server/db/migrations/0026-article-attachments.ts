import type { Kysely } from 'kysely';

/** PDF files that articles carry: the files, which version names which, and which of them anybody may fetch. Frozen in time, as every migration. */
export async function up(db: Kysely<unknown>): Promise<void> {
  await db.schema
    .createTable('documents')
    .addColumn('id', 'text', (column) => column.primaryKey())
    .addColumn('article_id', 'text')
    .addColumn('bytes', 'integer', (column) => column.notNull())
    .addColumn('sha256', 'text', (column) => column.notNull())
    .addColumn('created_at', 'text', (column) => column.notNull())
    .execute();
  await db.schema.createIndex('documents_of_article').on('documents').columns(['article_id']).execute();
  await db.schema.alterTable('article_versions').addColumn('attachments', 'text').execute();
  await db.schema.alterTable('published_articles').addColumn('attachments', 'text').execute();
  await db.schema
    .createTable('published_documents')
    .addColumn('document_id', 'text', (column) => column.primaryKey())
    .addColumn('article_id', 'text', (column) => column.notNull())
    .execute();
  await db.schema
    .createIndex('published_documents_of_article')
    .on('published_documents')
    .columns(['article_id'])
    .execute();
}
