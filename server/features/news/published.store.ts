import { type Selectable, sql } from 'kysely';
import type { Connection } from '../../db/database.ts';
import type { PublishedArticlesTable } from '../../db/schema.ts';

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
};

/** Where a page begins: after this one. */
export type NewsPlace = { publishedAt: string; id: string };

/** What the people see, and nothing else: drafts are in other tables. Takes the database or a transaction on it. */
export const publishedStore = (connection: Connection) => ({
  /** In place of what was published of it before. `words`: folded, with a space before every word. */
  async put(article: PublishedArticle, more: { words: string; photoIds: readonly string[] }): Promise<void> {
    await this.remove(article.id);
    await connection.insertInto('published_articles').values(toRow(article)).execute();
    await connection
      .insertInto('published_words')
      .values({ article_id: article.id, words: more.words })
      .execute();
    for (const photoId of more.photoIds) {
      await connection
        .insertInto('published_photos')
        .values({ photo_id: photoId, article_id: article.id })
        .execute();
    }
  },

  async remove(id: string): Promise<void> {
    await connection.deleteFrom('published_articles').where('article_id', '=', id).execute();
    await connection.deleteFrom('published_words').where('article_id', '=', id).execute();
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

  /** Newest first. `words`: every one begins a word of the article. */
  async list(options: {
    /** Null: of all units. */
    unitIds: readonly string[] | null;
    category?: string | undefined;
    words?: readonly string[];
    after?: NewsPlace | undefined;
    count: number;
  }): Promise<PublishedArticle[]> {
    const { unitIds, category, words = [], after, count } = options;
    let query = connection
      .selectFrom('published_articles')
      .selectAll('published_articles')
      .orderBy('published_at', 'desc')
      .orderBy('published_articles.article_id', 'desc')
      .limit(count);
    if (unitIds) query = query.where('unit_id', 'in', unitIds);
    if (category !== undefined) query = query.where('category', '=', category);
    if (after) {
      query = query.where((row) =>
        row.or([
          row('published_at', '<', after.publishedAt),
          row.and([
            row('published_at', '=', after.publishedAt),
            row('published_articles.article_id', '<', after.id),
          ]),
        ]),
      );
    }
    if (words.length > 0) {
      let found = query.innerJoin(
        'published_words',
        'published_words.article_id',
        'published_articles.article_id',
      );
      for (const word of words) found = found.where('published_words.words', 'like', `% ${word}%`);
      query = found;
    }
    return (await query.execute()).map(toPublished);
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
});
