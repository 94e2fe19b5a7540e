import * as z from 'zod';
import type {
  ArticleDelivery,
  StaffArticle,
  StaffNews,
  StaffNewsItem,
  StaffNewsQuery,
} from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import { type ArticleAct, articleActs } from '#contract/vocabulary.ts';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import { type Article, type ArticleText, type ArticleVersion, articleStore } from './article.store.ts';
import { listArticleHistory, readArticleDetails, wordsOfEntry } from './article-history.ts';
import { refusalOf } from './article-moves.rules.ts';
import { articlePage, type KnownPhoto } from './article-view.rules.ts';
import { attachmentFileName } from './attachment-name.rules.ts';
import type { NewsDocuments } from './document.service.ts';
import { type OpenedArticle, openArticle } from './opened-article.ts';

type ZaloDelivery = Omit<ArticleDelivery, 'requestedBy' | 'unit'> & {
  unitId: string;
  requestedBy: string | null;
};

export type NewsDeskReadingParts = {
  database: Database;
  tree: UnitTree;
  /** Also of those who are disabled now; null when there never was one. */
  staffName(staffId: string): Promise<string | null>;
  /** Of an article, outside a transaction. */
  photosOf(transaction: null, articleId: string): Promise<KnownPhoto[]>;
  readPhoto(photoId: string, size: 'full' | 'thumbnail'): Promise<Uint8Array<ArrayBuffer>>;
  documents: Pick<NewsDocuments, 'isOfArticle' | 'read'>;
  /** What became of it at Zalo, newest first. */
  deliveriesOf(articleId: string): Promise<ZaloDelivery[]>;
  /** Which units' OAs take an article of this unit: its own, and the connected ones below it. */
  oaUnits(transaction: null, unitId: string): Promise<string[]>;
};

/** News as the desk sees it: drafts and what was withdrawn too, who wrote and approved, what became of it. */
export function createNewsDeskReading(parts: NewsDeskReadingParts) {
  const { database, tree } = parts;
  const reader = articleStore(database.kysely);

  async function personOf(id: string) {
    return { id, name: (await parts.staffName(id)) ?? id };
  }

  async function toItem(
    article: Article,
    text: Pick<ArticleText, 'category' | 'title' | 'urgentUntil'>,
  ): Promise<StaffNewsItem> {
    return {
      id: article.id,
      unit: { id: article.unitId, name: tree.nameOf(article.unitId) },
      category: text.category,
      title: text.title,
      state: article.state,
      version: article.version,
      publishedVersion: article.publishedVersion,
      publishedAt: article.publishedAt,
      publishAt: article.publishAt,
      urgentUntil: text.urgentUntil,
      updatedAt: article.updatedAt,
      updatedBy: await personOf(article.updatedBy),
    };
  }

  const addressOf = ({ id }: Article, what: 'photos' | 'documents', itemId: string): string =>
    `/api/staff/news/${id}/${what}/${itemId}`;

  async function toText(article: Article, text: ArticleVersion): Promise<StaffArticle['text']> {
    const { version, category, title, summary, body, coverPhotoId, urgentUntil, correction, writtenAt } =
      text;
    return {
      version,
      category,
      title,
      summary,
      body,
      coverPhotoId,
      urgentUntil,
      correction,
      attachments: text.attachments.map(({ id, name, bytes }) => ({
        id,
        name,
        bytes,
        address: addressOf(article, 'documents', id),
      })),
      authors: await Promise.all(text.authors.map(personOf)),
      writtenAt,
    };
  }

  async function historyOf(article: Article): Promise<StaffArticle['history']> {
    const rows = await listArticleHistory(database.kysely, article.id);
    return await Promise.all(
      rows.slice(-newsLimits.historyShownMax).map(async (row) => {
        const { staffId, version } = readArticleDetails(row);
        return {
          sequence: row.sequence,
          at: row.at,
          event: row.event as StaffArticle['history'][number]['event'],
          by: staffId === undefined ? null : await personOf(staffId),
          version,
          words: wordsOfEntry(row),
        };
      }),
    );
  }

  async function toDelivery({ requestedBy, unitId, ...delivery }: ZaloDelivery): Promise<ArticleDelivery> {
    return {
      ...delivery,
      unit: { id: unitId, name: tree.nameOf(unitId) },
      requestedBy: requestedBy === null ? null : await personOf(requestedBy),
    };
  }

  return {
    /** Throws `not_found`: there is none, or it is not this person's to see. */
    async open(actor: StaffActor, id: string): Promise<OpenedArticle> {
      const isId = z.uuid().safeParse(id).success;
      return await openArticle(reader, tree, actor, isId ? await reader.find(id.toLowerCase()) : undefined);
    },

    /** Of the actor's unit and those below it, newest first. */
    async list(actor: StaffActor, { state, unit, cursor }: StaffNewsQuery): Promise<StaffNews> {
      const reach = tree.downwards(actor.unitId);
      const unitIds = unit === undefined ? reach : reach.filter((id) => id === unit);
      if (unitIds.length === 0) return { items: [], nextCursor: null };
      const count = newsLimits.deskPageMax;
      const rows = await reader.list({ unitIds, state, before: cursor, count: count + 1 });
      const shown = rows.slice(0, count);
      return {
        items: await Promise.all(shown.map(({ text, ...article }) => toItem(article, text))),
        nextCursor: rows.length > count ? (shown.at(-1)?.id ?? null) : null,
      };
    },

    /** The whole of it; `asked`: an older version's text in place of the newest. Throws `not_found`. */
    async view(actor: StaffActor, opened: OpenedArticle, asked?: number): Promise<StaffArticle> {
      const { article, guarded } = opened;
      const text = asked === undefined ? opened.text : await reader.version(article.id, asked);
      if (!text) throw new AppError('not_found');
      const photos = await parts.photosOf(null, article.id);
      const history = await historyOf(article);
      const deliveries = await parts.deliveriesOf(article.id);
      const oaUnits = await parts.oaUnits(null, article.unitId);
      return {
        ...(await toItem(article, opened.text)),
        text: await toText(article, text),
        html: articlePage(text.body, photos),
        photos: photos.map((photo) => ({ ...photo, address: addressOf(article, 'photos', photo.id) })),
        versions: await reader.versions(article.id),
        history,
        deliveries: await Promise.all(deliveries.map(toDelivery)),
        can: articleActs.filter(
          (act) =>
            refusalOf(act, actor, guarded) === null &&
            mayAtZalo(act, article.unitId, { deliveries, oaUnits }),
        ),
      };
    },

    /** Throws `photo_not_found`. */
    async photo({ article }: OpenedArticle, photoId: string, size: 'full' | 'thumbnail') {
      const photos = await parts.photosOf(null, article.id);
      if (!photos.some(({ id }) => id === photoId)) throw new AppError('photo_not_found');
      return await parts.readPhoto(photoId, size);
    },

    /** A file that this article or a version of it carries. Throws `not_found`. */
    async document({ article, text }: OpenedArticle, documentId: string) {
      if (!(await parts.documents.isOfArticle(documentId, article.id))) throw new AppError('not_found');
      const named = text.attachments.find(({ id }) => id === documentId);
      return {
        file: await parts.documents.read(documentId),
        fileName: attachmentFileName(named?.name ?? 'tai-lieu'),
      };
    },
  };
}

/** What was asked of Zalo once is not asked again: what waits for a person there is put back among the deliveries. */
function mayAtZalo(
  act: ArticleAct,
  ownUnitId: string,
  { deliveries, oaUnits }: { deliveries: readonly ZaloDelivery[]; oaUnits: readonly string[] },
): boolean {
  const creates = (at: string) => deliveries.filter(({ kind, unitId }) => kind === 'create' && unitId === at);
  switch (act) {
    case 'oa-article':
      return oaUnits.some((unitId) => creates(unitId).every(({ state }) => state === 'parked'));
    case 'broadcast':
      return (
        creates(ownUnitId).some(({ state }) => state === 'sent') &&
        !deliveries.some(({ kind }) => kind === 'broadcast')
      );
    default:
      return true;
  }
}
