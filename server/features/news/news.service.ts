import type { NewsArticle, NewsItem, NewsList, NewsQuery, Notices } from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { articleStore } from './article.store.ts';
import { articlePage, type KnownPhoto, photoAddress } from './article-view.rules.ts';
import { type PublishedArticle, publishedStore } from './published.store.ts';

export type NewsService = ReturnType<typeof createNewsService>;

export type PhotoSize = 'full' | 'thumbnail' | 'zalo';

export type NewsParts = {
  database: Database;
  tree: UnitTree;
  now: () => Date;
  photosOf(articleId: string): Promise<KnownPhoto[]>;
  readPhoto(photoId: string, size: PhotoSize): Promise<Uint8Array<ArrayBuffer>>;
};

/** Words of a question that are looked for; more narrow nothing. */
const wordsMax = 8;
/** Notices are asked for by every open app every ten seconds: the store, once a second. */
const noticesKeptMs = 1_000;
const dayMs = 24 * 3_600_000;

/** What the people read. */
export function createNewsService({ database, tree, now, photosOf, readPhoto }: NewsParts) {
  const published = publishedStore(database.kysely);
  const articles = articleStore(database.kysely);
  let notices: { at: number; value: Promise<Notices> } | null = null;

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

  async function readNotices(): Promise<Notices> {
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
  }

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
      const words = foldVietnamese(q ?? '')
        .split(' ')
        .filter(Boolean)
        .slice(0, wordsMax);
      const hasQuestion = (q ?? '') !== '';
      const isNonsense = hasQuestion && words.length === 0;
      const [publishedAt, id] = cursor?.split('~') ?? [];
      const { found, nextCursor } = isNonsense
        ? { found: [], nextCursor: null }
        : await listPublished({
            unitIds: heardBy(unit),
            category,
            words,
            after: publishedAt && id ? { publishedAt, id } : undefined,
            count: newsLimits.pageMax,
          });
      const isFirst = cursor === undefined && !hasQuestion;
      const since = new Date(now().getTime() - newsLimits.withdrawnToldDays * dayMs);
      return {
        items: found.map(toItem),
        nextCursor,
        withdrawn: isFirst ? await articles.listWithdrawn(since, newsLimits.withdrawnToldMax) : [],
      };
    },

    /** Throws `not_found`, also for a draft and for what was withdrawn. */
    async read(id: string): Promise<NewsArticle> {
      const article = await requirePublished(id);
      return { ...toItem(article), html: await htmlOf(article), correction: article.correction };
    },

    /** At most a second old. */
    async notices(): Promise<Notices> {
      const at = now().getTime();
      if (!notices || Math.abs(at - notices.at) >= noticesKeptMs) {
        const value = readNotices();
        notices = { at, value };
        // A store that was away for a moment is asked again.
        value.catch(() => {
          notices = null;
        });
      }
      return await notices.value;
    },

    /** A picture of something published. Throws `not_found`. */
    async photo(photoId: string, size: PhotoSize): Promise<Uint8Array<ArrayBuffer>> {
      if (!(await published.hasPhoto(photoId))) throw new AppError('not_found');
      return await readPhoto(photoId, size);
    },

    /** The newest of a unit and those above it, in full, for feeds. Throws `unit_not_found`. */
    async feed(unitId: string, root: string): Promise<(NewsItem & { html: string })[]> {
      if (!tree.has(unitId)) throw new AppError('unit_not_found');
      const { found } = await listPublished({ unitIds: heardBy(unitId), count: newsLimits.feedItemsMax });
      const items: (NewsItem & { html: string })[] = [];
      for (const article of found) items.push({ ...toItem(article), html: await htmlOf(article, root) });
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
