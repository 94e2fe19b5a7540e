import { createHash } from 'node:crypto';
import { type Selectable, sql } from 'kysely';
import type { ArticleState } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { ArticlesTable, ArticleVersionsTable } from '../../db/tables/content-tables.ts';

/** Of which OAs it is an article too, once it is published: of none, of its unit's, or also of those of the units below. */
export type ZaloWish = 'no' | 'unit' | 'below';

/** In the order of their numbers in the table. */
const zaloWishes = ['no', 'unit', 'below'] as const satisfies readonly ZaloWish[];

export type Article = {
  id: string;
  unitId: string;
  state: ArticleState;
  version: number;
  publishedVersion: number;
  publishedAt: string | null;
  publishAt: string | null;
  dueAt: string | null;
  toZalo: ZaloWish;
  withdrawnAt: string | null;
  revision: number;
  updatedBy: string;
  updatedAt: string;
  historyHead: string;
  historySequence: number;
};

/** The words of one version, and what belongs to them. */
export type ArticleText = {
  category: string;
  title: string;
  summary: string;
  body: string;
  coverPhotoId: string | null;
  urgentUntil: string | null;
  correction: string | null;
  attachments: readonly ArticleAttachment[];
};

/** A PDF that goes with it. */
export type ArticleAttachment = {
  id: string;
  /** As people read it, without `.pdf`. */
  name: string;
  bytes: number;
  sha256: string;
};

export type ArticleVersion = ArticleText & {
  version: number;
  authors: string[];
  writtenAt: string;
  isFrozen: boolean;
};

/** Articles and their versions. Takes the database or a transaction on it. */
export const articleStore = (connection: Connection) => ({
  async find(id: string): Promise<Article | undefined> {
    const row = await connection.selectFrom('articles').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toArticle(row);
  },

  /** Held until the transaction ends: an update that changes nothing, alike on both engines. */
  async hold(id: string): Promise<Article | undefined> {
    const row = await connection
      .updateTable('articles')
      .set({ revision: sql<number>`revision` })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst();
    return row && toArticle(row);
  },

  async insert(article: Article): Promise<void> {
    await connection.insertInto('articles').values(toRow(article)).execute();
  },

  async update(article: Article): Promise<void> {
    const { id, ...row } = toRow(article);
    await connection.updateTable('articles').set(row).where('id', '=', id).execute();
  },

  /** Newest first; by units, and the id of the last one of the page before. */
  async list(options: {
    unitIds: readonly string[];
    state?: ArticleState | undefined;
    before?: string | undefined;
    count: number;
  }): Promise<(Article & { text: Pick<ArticleText, 'category' | 'title' | 'urgentUntil'> })[]> {
    const { unitIds, state, before, count } = options;
    const rows = await connection
      .selectFrom('articles')
      .innerJoin('article_versions', (join) =>
        join
          .onRef('article_versions.article_id', '=', 'articles.id')
          .onRef('article_versions.version', '=', 'articles.version'),
      )
      .selectAll('articles')
      .select(['article_versions.category', 'article_versions.title', 'article_versions.urgent_until'])
      .where('articles.unit_id', 'in', unitIds)
      .$if(state !== undefined, (query) => query.where('articles.state', '=', state ?? 'draft'))
      .$if(before !== undefined, (query) => query.where('articles.id', '<', before ?? ''))
      .orderBy('articles.id', 'desc')
      .limit(count)
      .execute();
    return rows.map((row) => ({
      ...toArticle(row),
      text: { category: row.category, title: row.title, urgentUntil: row.urgent_until },
    }));
  },

  async version(id: string, version: number): Promise<ArticleVersion | undefined> {
    const row = await connection
      .selectFrom('article_versions')
      .selectAll()
      .where('article_id', '=', id)
      .where('version', '=', version)
      .executeTakeFirst();
    return row && toVersion(row);
  },

  /** Newest first, without their words. */
  async versions(
    id: string,
  ): Promise<Pick<ArticleVersion, 'version' | 'title' | 'writtenAt' | 'isFrozen'>[]> {
    const rows = await connection
      .selectFrom('article_versions')
      .select(['version', 'title', 'written_at', 'frozen'])
      .where('article_id', '=', id)
      .orderBy('version', 'desc')
      .execute();
    return rows.map((row) => ({
      version: row.version,
      title: row.title,
      writtenAt: row.written_at,
      isFrozen: row.frozen === 1,
    }));
  },

  /** Written anew while it is not frozen, else added. */
  async putVersion(id: string, version: ArticleVersion): Promise<void> {
    const row = toVersionRow(id, version);
    await connection
      .insertInto('article_versions')
      .values(row)
      .onConflict((conflict) =>
        conflict.columns(['article_id', 'version']).doUpdateSet(row).where('article_versions.frozen', '=', 0),
      )
      .execute();
  },

  /** Scheduled and due: those that have waited longest first. */
  async listDue(at: Date, count: number): Promise<string[]> {
    const rows = await connection
      .selectFrom('articles')
      .select('id')
      .where('state', '=', 'scheduled' satisfies ArticleState)
      .where('due_at', '<=', at.toISOString())
      .orderBy('due_at')
      .limit(count)
      .execute();
    return rows.map(({ id }) => id);
  },

  async postpone(id: string, until: Date): Promise<void> {
    await connection
      .updateTable('articles')
      .set({ due_at: until.toISOString() })
      .where('id', '=', id)
      .where('state', '=', 'scheduled' satisfies ArticleState)
      .execute();
  },

  /** Ids of what was published once and withdrawn since then, the latest first. */
  async listWithdrawn(since: Date, count: number): Promise<string[]> {
    const rows = await connection
      .selectFrom('articles')
      .select('id')
      .where('withdrawn_at', '>=', since.toISOString())
      .where('published_at', 'is not', null)
      .orderBy('withdrawn_at', 'desc')
      .limit(count)
      .execute();
    return rows.map(({ id }) => id);
  },

  /** All ids, oldest first, from after `after`. */
  async listIds(after: string, count: number): Promise<string[]> {
    const rows = await connection
      .selectFrom('articles')
      .select('id')
      .where('id', '>', after)
      .orderBy('id')
      .limit(count)
      .execute();
    return rows.map(({ id }) => id);
  },
});

/** Of everything that a version says: what was approved is what is published. */
export function articleTextDigest(text: ArticleText): string {
  const { category, title, summary, body, coverPhotoId, urgentUntil, correction, attachments } = text;
  const files = attachments.map(({ id, name, sha256 }) => [id, name, sha256]);
  const said = [category, title, summary, body, coverPhotoId, urgentUntil, correction];
  return createHash('sha256')
    .update(JSON.stringify(files.length === 0 ? said : [...said, files]))
    .digest('base64url');
}

/** As a column holds them; null: none. */
export const attachmentsColumn = (attachments: readonly ArticleAttachment[]): string | null =>
  attachments.length === 0 ? null : JSON.stringify(attachments);

export const readAttachments = (column: string | null): ArticleAttachment[] =>
  column === null ? [] : (JSON.parse(column) as ArticleAttachment[]);

const toArticle = (row: Selectable<ArticlesTable>): Article => ({
  id: row.id,
  unitId: row.unit_id,
  state: row.state as ArticleState,
  version: row.version,
  publishedVersion: row.published_version,
  publishedAt: row.published_at,
  publishAt: row.publish_at,
  dueAt: row.due_at,
  toZalo: zaloWishes[row.to_zalo] ?? 'no',
  withdrawnAt: row.withdrawn_at,
  revision: row.revision,
  updatedBy: row.updated_by,
  updatedAt: row.updated_at,
  historyHead: row.history_head,
  historySequence: row.history_sequence,
});

const toRow = (article: Article): ArticlesTable => ({
  id: article.id,
  unit_id: article.unitId,
  state: article.state,
  version: article.version,
  published_version: article.publishedVersion,
  published_at: article.publishedAt,
  publish_at: article.publishAt,
  due_at: article.dueAt,
  to_zalo: zaloWishes.indexOf(article.toZalo),
  withdrawn_at: article.withdrawnAt,
  revision: article.revision,
  updated_by: article.updatedBy,
  updated_at: article.updatedAt,
  history_head: article.historyHead,
  history_sequence: article.historySequence,
});

const toVersion = (row: Selectable<ArticleVersionsTable>): ArticleVersion => ({
  version: row.version,
  category: row.category,
  title: row.title,
  summary: row.summary,
  body: row.body,
  coverPhotoId: row.cover_photo_id,
  urgentUntil: row.urgent_until,
  correction: row.correction,
  attachments: readAttachments(row.attachments),
  authors: JSON.parse(row.authors) as string[],
  writtenAt: row.written_at,
  isFrozen: row.frozen === 1,
});

const toVersionRow = (id: string, version: ArticleVersion): ArticleVersionsTable => ({
  article_id: id,
  version: version.version,
  category: version.category,
  title: version.title,
  summary: version.summary,
  body: version.body,
  cover_photo_id: version.coverPhotoId,
  urgent_until: version.urgentUntil,
  correction: version.correction,
  attachments: attachmentsColumn(version.attachments),
  authors: JSON.stringify(version.authors),
  written_at: version.writtenAt,
  frozen: version.isFrozen ? 1 : 0,
});
