import { createHash } from 'node:crypto';
import type { NewsArticle, NewsAttachment, NewsItem, NewsList, NewsQuery, Notices } from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { articleStore } from './article.store.ts';
import { type AskedWord, askedWords } from './article-search.rules.ts';
import { articlePage, documentAddress, type KnownPhoto, photoAddress } from './article-view.rules.ts';
import { attachmentFileName } from './attachment-name.rules.ts';
import type { FeedItem } from './feed.rules.ts';
import { type FoundPlace, newsSearchStore } from './news-search.store.ts';
import { type PublishedArticle, publishedStore } from './published.store.ts';

export type NewsService = ReturnType<typeof createNewsService>;

export type PhotoSize = 'full' | 'thumbnail' | 'zalo';

export type NewsParts = {
  database: Database;
  tree: UnitTree;
  now: () => Date;
  photosOf(articleId: string): Promise<KnownPhoto[]>;
  readPhoto(photoId: string, size: PhotoSize): Promise<Uint8Array<ArrayBuffer>>;
  readDocument(documentId: string): Promise<Uint8Array<ArrayBuffer>>;
};

const dayMs = 24 * 3_600_000;

/** What the people read. */
export function createNewsService({ database, tree, now, photosOf, readPhoto, readDocument }: NewsParts) {
  const published = publishedStore(database.kysely);
  const searched = newsSearchStore(database.kysely);
  const articles = articleStore(database.kysely);

  /** That unit and those above it; a former unit, and one that nobody knows, has no news of its own. */
  const heardBy = (unitId: string | undefined) => (unitId === undefined ? null : tree.upwards(unitId));

  async function listPublished(
    options: Parameters<typeof published.list>[0],
  ): Promise<{ found: PublishedArticle[]; nextCursor: string | null }> {
    const rows = await published.list({ ...options, count: options.count + 1 });
    const found = rows.slice(0, options.count);
    const last = found.at(-1);
    return {
      found,
      nextCursor: rows.length > options.count && last ? `${last.publishedAt}~${last.id}` : null,
    };
  }

  /** Best first; a question without a word that could be looked for finds nothing. */
  async function search(
    words: readonly AskedWord[],
    options: Pick<Parameters<typeof searched.find>[0], 'unitIds' | 'category' | 'after'>,
  ): Promise<{ items: PublishedArticle[]; nextCursor: string | null }> {
    if (words.length === 0) return { items: [], nextCursor: null };
    const places = await searched.find({ ...options, words, count: newsLimits.pageMax + 1 });
    const shown = places.slice(0, newsLimits.pageMax);
    const last = shown.at(-1);
    const isMore = places.length > newsLimits.pageMax && last !== undefined;
    return {
      items: await published.listByIds(shown.map(({ id }) => id)),
      nextCursor: isMore ? `${last.score}~${last.publishedAt}~${last.id}` : null,
    };
  }

  const toItem = (article: PublishedArticle): NewsItem => ({
    id: article.id,
    title: article.title,
    summary: article.summary,
    category: article.category,
    unit: { id: article.unitId, name: tree.nameOf(article.unitId) },
    publishedAt: article.publishedAt,
    correctedAt: article.correctedAt,
    urgentUntil: article.urgentUntil,
    cover: article.cover && {
      url: photoAddress(article.cover.photoId),
      width: article.cover.width,
      height: article.cover.height,
      alt: article.cover.alt,
    },
  });

  async function requirePublished(id: string): Promise<PublishedArticle> {
    const article = await published.find(id);
    if (!article) throw new AppError('not_found');
    return article;
  }

  /** The words of what is published, as HTML. */
  async function htmlOf({ id, version }: PublishedArticle, root = ''): Promise<string> {
    const text = await articles.version(id, version);
    if (!text) throw new AppError('not_found');
    return articlePage(text.body, await photosOf(id), root);
  }

  return {
    async list({ unit, category, q, cursor }: NewsQuery): Promise<NewsList> {
      const place = readCursor(cursor);
      const unitIds = heardBy(unit);
      if (q) {
        const words = askedWords(q);
        const found = await search(words, { unitIds, category, after: place });
        return { ...found, items: found.items.map(toItem), withdrawn: [] };
      }
      const { found, nextCursor } = await listPublished({
        unitIds,
        category,
        after: place,
        count: newsLimits.pageMax,
      });
      const since = new Date(now().getTime() - newsLimits.withdrawnToldDays * dayMs);
      const withdrawn = place ? [] : await articles.listWithdrawn(since, newsLimits.withdrawnToldMax);
      return { items: found.map(toItem), nextCursor, withdrawn };
    },

    /** Throws `not_found`, also for a draft and for what was withdrawn. */
    async read(id: string): Promise<NewsArticle> {
      const article = await requirePublished(id);
      return {
        ...toItem(article),
        html: await htmlOf(article),
        correction: article.correction,
        attachments: toAttachments(article),
      };
    },

    /** In force at this moment. */
    async notices(): Promise<Notices> {
      const found = await published.listUrgent(now(), newsLimits.noticesMax);
      return {
        items: found.map((article) => ({
          id: article.id,
          title: article.title,
          summary: article.summary,
          unit: { id: article.unitId, name: tree.nameOf(article.unitId) },
          publishedAt: article.publishedAt,
          until: article.urgentUntil ?? article.publishedAt,
        })),
      };
    },

    /** A picture of something published. Throws `not_found`. */
    async photo(photoId: string, size: PhotoSize): Promise<Uint8Array<ArrayBuffer>> {
      if (!(await published.hasPhoto(photoId))) throw new AppError('not_found');
      return await readPhoto(photoId, size);
    },

    /** A PDF of something published; `etag` also tells whether its name is another. Throws `not_found`. */
    async document(documentId: string) {
      const found = await published.findDocument(documentId);
      if (!found) throw new AppError('not_found');
      const fileName = attachmentFileName(found.name);
      const etag = `"${createHash('sha256').update(`${found.sha256}\n${fileName}`).digest('base64url')}"`;
      return { etag, fileName, read: () => readDocument(documentId) };
    },

    /** The newest of a unit and those above it, in full, for feeds. Throws `unit_not_found`. */
    async feed(unitId: string, root: string): Promise<FeedItem[]> {
      if (!tree.has(unitId)) throw new AppError('unit_not_found');
      const { found } = await listPublished({ unitIds: heardBy(unitId), count: newsLimits.feedItemsMax });
      const items: FeedItem[] = [];
      for (const article of found)
        items.push({
          ...toItem(article),
          html: await htmlOf(article, root),
          attachments: toAttachments(article).map((file) => ({ ...file, url: `${root}${file.url}` })),
        });
      return items;
    },

    /** For a chat: what is new. */
    async latest(
      unitId: string,
      count: number,
    ): Promise<{ id: string; title: string; publishedAt: string }[]> {
      return (await listPublished({ unitIds: heardBy(unitId), count })).found;
    },
  };
}

const toAttachments = ({ attachments }: PublishedArticle): NewsAttachment[] =>
  attachments.map(({ id, name, bytes }) => ({
    url: documentAddress(id),
    name: attachmentFileName(name),
    bytes,
  }));

/** Where a page ended. Of a search it begins with how good the last one was; a list has no use for that. */
function readCursor(cursor: string | undefined): FoundPlace | undefined {
  const [id, publishedAt, score = '0'] = (cursor ?? '').split('~').toReversed();
  return id && publishedAt ? { id, publishedAt, score: Number(score) } : undefined;
}
