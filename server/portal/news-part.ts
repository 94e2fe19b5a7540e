import type { Transaction } from 'kysely';
import type { Schema } from '../db/schema.ts';
import { appLink } from '../features/chatbot/chat-links.rules.ts';
import { articleDeliveryStore, isOnItsWay, ofUnit } from '../features/news/article-delivery.store.ts';
import { createArticleWriter } from '../features/news/article-writer.ts';
import { createDocumentRoutes } from '../features/news/document.routes.ts';
import { createNewsDocuments, type NewsDocuments } from '../features/news/document.service.ts';
import { createFeedRoutes, createNewsRoutes, createNoticeRoutes } from '../features/news/news.routes.ts';
import type { NewsService } from '../features/news/news.service.ts';
import { createNewsService } from '../features/news/news.service.ts';
import { createNewsDeskRoutes } from '../features/news/news-desk.routes.ts';
import { createNewsDesk } from '../features/news/news-desk.service.ts';
import { indexNews } from '../features/news/news-index.ts';
import { createNewsSchedule } from '../features/news/news-schedule.ts';
import { createNewsZaloRoutes } from '../features/news/news-zalo.routes.ts';
import { createNewsZalo } from '../features/news/news-zalo.service.ts';
import { enqueueForZalo, newsHandler, newsTopic, toArticleDelivery } from '../features/news/news-zalo.ts';
import type { PhotoService } from '../features/photos/photo.service.ts';
import type { StaffService } from '../features/staff/staff.service.ts';
import { createDocumentStore } from '../media/document-store.ts';
import { createPdfIntake } from '../media/pdf-intake.ts';
import { openPhotoPlace } from '../media/photo-place.ts';
import { oaConnectionStore } from '../zalo/oa-connection.store.ts';
import { sweepEveryMs } from './background-jobs.ts';
import type { Ground } from './ground.ts';
import { bucketSweepEveryMs } from './photo-part.ts';
import type { PortalPart } from './portal-part.ts';

/** Whose OAs take an article of this unit: its own, connected or not, so that what is asked for waits; below it the connected ones. */
const oaUnitsOf =
  ({ database, keys, tree }: Ground) =>
  async (transaction: Transaction<Schema> | null, unitId: string): Promise<string[]> => {
    const [, ...below] = tree.downwards(unitId);
    if (below.length === 0) return [unitId];
    const connections = await oaConnectionStore(transaction ?? database.kysely, keys).list();
    const connected = new Set(
      connections.filter(({ state }) => state === 'connected').map((each) => each.unitId),
    );
    return [unitId, ...below.filter((id) => connected.has(id))];
  };

/** What Zalo is told when an article is published, corrected or withdrawn: of all OAs at which it stands, and of new ones where that was asked for. */
const tellZaloBy =
  (oaUnits: ReturnType<typeof oaUnitsOf>): Parameters<typeof createArticleWriter>[0]['tellZalo'] =>
  async (transaction, article, { was, staffId, at }) => {
    const found = await articleDeliveryStore(transaction).listOf(article.id);
    const all = [article.unitId, ...found.map(({ unitId }) => unitId)];
    const standing = all.filter((unitId) => isOnItsWay(ofUnit(found, unitId)));
    const wished =
      was === 'withdrawn' || article.toZalo === 'no'
        ? []
        : article.toZalo === 'unit'
          ? [article.unitId]
          : await oaUnits(transaction, article.unitId);
    const articles = [{ id: article.id, version: article.publishedVersion }];
    for (const unitId of new Set([...standing, ...wished])) {
      const kind = was === 'withdrawn' ? 'remove' : standing.includes(unitId) ? 'update' : 'create';
      await enqueueForZalo(transaction, { unitId, kind, articles, staffId, at });
    }
  };

/** What the people read, and what a chat tells of it. */
export const createNews = (
  { database, tree, now }: Ground,
  { photos, documents }: { photos: PhotoService; documents: NewsDocumentSide },
): NewsService =>
  createNewsService({
    database,
    tree,
    now,
    photosOf: (articleId) => photos.listOfArticle(null, articleId),
    readPhoto: async (id, size) => new Uint8Array(await photos.read(id, size)),
    readDocument: documents.read,
  });

export type NewsDocumentSide = NewsDocuments & { close(): Promise<void> };

/** PDF files of articles: looked through in threads of their own, kept sealed where photos are. */
export async function createDocuments({ config, database, keys, now }: Ground): Promise<NewsDocumentSide> {
  const intake = createPdfIntake();
  const files = createDocumentStore({ keys, place: await openPhotoPlace(config) });
  return {
    ...createNewsDocuments({ database, now, files, checkPdf: intake.check }),
    close: intake.close,
  };
}

/** News: read by everybody, written at the desk by two people, told at Zalo. */
export function createNewsPart(
  ground: Ground,
  side: { news: NewsService; photos: PhotoService; staff: StaffService; documents: NewsDocumentSide },
): PortalPart {
  const { news, photos, staff, documents } = side;
  const { pack, publicUrl, unitName, database, logger, now, answers, publicChanges } = ground;
  const told = {
    wakeOutbox() {
      publicChanges.committed();
      ground.wakeOutbox();
    },
  };
  const { articles } = ground.zaloSide.oaClient;
  const deliveries = articleDeliveryStore(database.kysely);
  const miniAppId = ground.isSandbox ? null : ground.zalo.credentials.miniAppId;
  const categories = new Map(pack.newsCategories.map(({ id, name }) => [id, name]));
  const oaUnits = oaUnitsOf(ground);
  const writer = createArticleWriter({
    ...ground,
    photosOf: (transaction, articleId) => photos.listOfArticle(transaction, articleId),
    tellZalo: tellZaloBy(oaUnits),
  });
  const desk = createNewsDesk({
    ...ground,
    writer,
    hasCategory: (id) => categories.has(id),
    staffName: staff.nameOf,
    attachPhotos: photos.attachToArticle,
    documents,
    photosOf: photos.listOfArticle,
    readPhoto: async (id, size) => new Uint8Array(await photos.read(id, size)),
    deliveriesOf: async (articleId) => (await deliveries.listOf(articleId)).map(toArticleDelivery),
    oaUnits,
    ...told,
  });
  let indexing = Promise.resolve();
  let isStopping = false;
  const schedule = createNewsSchedule({ ...ground, ...told, writer });
  const zalo = createNewsZalo({ ...ground, desk, writer, oaUnits, countFollowers: articles.countFollowers });
  return {
    mount(app) {
      app
        .route('/api/news', createNewsRoutes(news, answers))
        .route('/api/notices', createNoticeRoutes(news, answers))
        .route(
          '/feeds',
          createFeedRoutes(news, answers, {
            publicUrl,
            unitName,
            categoryName: (id) => categories.get(id) ?? id,
          }),
        );
    },
    mountStaff(routes) {
      routes.route(
        '/news',
        createNewsDeskRoutes(desk)
          .route('/', createDocumentRoutes(desk, documents))
          .route('/', createNewsZaloRoutes(desk, zalo)),
      );
    },
    handlers: {
      [newsTopic]: newsHandler({
        ...ground,
        sender: articles,
        photosOf: (articleId) => photos.listOfArticle(null, articleId),
        linkTo: ({ id, unitId }) =>
          appLink({ screen: 'article', id }, { miniAppId, publicUrl, unitId, wordsId: null }),
      }),
    },
    jobs: [
      {
        name: 'document sweep',
        everyMs: ground.config.photoBucket ? bucketSweepEveryMs : sweepEveryMs,
        work: () => documents.sweep(now(), { hourly: ground.config.photoBucket !== null }),
      },
    ],
    checks: [
      { name: 'news', listTroubles: async () => (schedule.isReady() ? [] : ['schedule not looked through']) },
    ],
    start() {
      schedule.start();
      indexing = indexNews(database, () => isStopping).then(
        (added) => {
          publicChanges.committed();
          if (added > 0) logger.info({ added }, 'news can be searched');
        },
        (error: unknown) => logger.error({ err: error }, 'news could not be made searchable'),
      );
    },
    async stop() {
      isStopping = true;
      await indexing;
      await documents.close();
      await schedule.stop();
    },
  };
}
