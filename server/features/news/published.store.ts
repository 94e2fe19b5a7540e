import { type Selectable, sql } from 'kysely';
import type { Connection } from '../../db/database.ts';
import type { PublishedArticlesTable } from '../../db/tables/content-tables.ts';
import { type ArticleAttachment, attachmentsColumn, readAttachments } from './article.store.ts';
import type { ArticleTerm } from './article-search.rules.ts';
import { newsSearchStore } from './news-search.store.ts';

export type ArticleCover = { photoId: string; width: number; height: number; alt: string };

/** An article as the people have it. */
export type PublishedArticle = {
  id: string;
  version: number;
  unitId: string;
  category: string;
  title: string;
  summary: string;
  cover: ArticleCover | null;
  publishedAt: string;
  correctedAt: string | null;
  correction: string | null;
  urgentUntil: string | null;
  attachments: readonly ArticleAttachment[];
};

/** Where a page begins: after this one. */
export type NewsPlace = { publishedAt: string; id: string };

/** What the people see, and nothing else: drafts are in other tables. Takes the database or a transaction on it. */
export const publishedStore = (connection: Connection) => ({
  /** In place of what was published of it before. `terms`: what it is found by. */
  async put(
    article: PublishedArticle,
    more: { terms: readonly ArticleTerm[]; photoIds: readonly string[] },
  ): Promise<void> {
    await this.remove(article.id);
    await connection.insertInto('published_articles').values(toRow(article)).execute();
    await newsSearchStore(connection).put(article, more.terms);
    for (const { id } of article.attachments) {
      await connection
        .insertInto('published_documents')
        .values({ document_id: id, article_id: article.id })
        .execute();
    }
    for (const photoId of more.photoIds) {
      await connection
        .insertInto('published_photos')
        .values({ photo_id: photoId, article_id: article.id })
        .execute();
    }
  },

  async remove(id: string): Promise<void> {
    await connection.deleteFrom('published_documents').where('article_id', '=', id).execute();
    await connection.deleteFrom('published_articles').where('article_id', '=', id).execute();
    await newsSearchStore(connection).remove(id);
    await connection.deleteFrom('published_photos').where('article_id', '=', id).execute();
  },

  async find(id: string): Promise<PublishedArticle | undefined> {
    const row = await connection
      .selectFrom('published_articles')
      .selectAll()
      .where('article_id', '=', id)
      .executeTakeFirst();
    return row && toPublished(row);
  },

  /** Newest first. */
  async list(options: {
    /** Null: of all units. */
    unitIds: readonly string[] | null;
    category?: string | undefined;
    after?: NewsPlace | undefined;
    count: number;
  }): Promise<PublishedArticle[]> {
    const { unitIds, category, after, count } = options;
    let query = connection
      .selectFrom('published_articles')
      .selectAll()
      .orderBy('published_at', 'desc')
      .orderBy('article_id', 'desc')
      .limit(count);
    if (unitIds) query = query.where('unit_id', 'in', unitIds);
    if (category !== undefined) query = query.where('category', '=', category);
    if (after) {
      query = query.where((row) =>
        row.or([
          row('published_at', '<', after.publishedAt),
          row.and([row('published_at', '=', after.publishedAt), row('article_id', '<', after.id)]),
        ]),
      );
    }
    return (await query.execute()).map(toPublished);
  },

  /** In this order; what was withdrawn meanwhile is left out. */
  async listByIds(ids: readonly string[]): Promise<PublishedArticle[]> {
    if (ids.length === 0) return [];
    const rows = await connection
      .selectFrom('published_articles')
      .selectAll()
      .where('article_id', 'in', ids)
      .execute();
    const found = new Map(rows.map((row) => [row.article_id, toPublished(row)]));
    return ids.flatMap((id) => found.get(id) ?? []);
  },

  /** Urgent and in force then, newest first. */
  async listUrgent(at: Date, count: number): Promise<PublishedArticle[]> {
    const rows = await connection
      .selectFrom('published_articles')
      .selectAll()
      .where('urgent_until', '>', at.toISOString())
      .orderBy('published_at', 'desc')
      .limit(count)
      .execute();
    return rows.map(toPublished);
  },

  /** A document of something published. */
  async findDocument(documentId: string): Promise<ArticleAttachment | undefined> {
    const row = await connection
      .selectFrom('published_documents')
      .innerJoin('published_articles', 'published_articles.article_id', 'published_documents.article_id')
      .select('published_articles.attachments')
      .where('document_id', '=', documentId)
      .executeTakeFirst();
    return readAttachments(row?.attachments ?? null).find(({ id }) => id === documentId);
  },

  async hasPhoto(photoId: string): Promise<boolean> {
    const row = await connection
      .selectFrom('published_photos')
      .select(sql<number>`1`.as('found'))
      .where('photo_id', '=', photoId)
      .executeTakeFirst();
    return row !== undefined;
  },
});

const toPublished = (row: Selectable<PublishedArticlesTable>): PublishedArticle => ({
  id: row.article_id,
  version: row.version,
  unitId: row.unit_id,
  category: row.category,
  title: row.title,
  summary: row.summary,
  cover: row.cover === null ? null : (JSON.parse(row.cover) as ArticleCover),
  publishedAt: row.published_at,
  correctedAt: row.corrected_at,
  correction: row.correction,
  urgentUntil: row.urgent_until,
  attachments: readAttachments(row.attachments),
});

const toRow = (article: PublishedArticle): PublishedArticlesTable => ({
  article_id: article.id,
  version: article.version,
  unit_id: article.unitId,
  category: article.category,
  title: article.title,
  summary: article.summary,
  cover: article.cover && JSON.stringify(article.cover),
  published_at: article.publishedAt,
  corrected_at: article.correctedAt,
  correction: article.correction,
  urgent_until: article.urgentUntil,
  attachments: attachmentsColumn(article.attachments),
});
