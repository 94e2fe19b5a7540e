import { createArticleWriter } from '../features/news/article-writer.ts';
import { createFeedRoutes, createNewsRoutes, createNoticeRoutes } from '../features/news/news.routes.ts';
import type { NewsService } from '../features/news/news.service.ts';
import { createNewsService } from '../features/news/news.service.ts';
import { createNewsDeskRoutes } from '../features/news/news-desk.routes.ts';
import { createNewsDesk } from '../features/news/news-desk.service.ts';
import { createNewsSchedule } from '../features/news/news-schedule.ts';
import type { PhotoService } from '../features/photos/photo.service.ts';
import type { StaffService } from '../features/staff/staff.service.ts';
import type { Ground } from './ground.ts';
import type { PortalPart } from './portal-part.ts';

/** What the people read, and what a chat tells of it. */
export const createNews = ({ database, tree, now }: Ground, photos: PhotoService): NewsService =>
  createNewsService({
    database,
    tree,
    now,
    photosOf: (articleId) => photos.listOfArticle(null, articleId),
    readPhoto: async (id, size) => new Uint8Array(await photos.read(id, size)),
  });

/** News: read by everybody, written at the desk by two people, told at Zalo. */
export function createNewsPart(
  ground: Ground,
  { news, photos, staff }: { news: NewsService; photos: PhotoService; staff: StaffService },
): PortalPart {
  const { pack, publicUrl, unitName, wakeOutbox } = ground;
  const categories = new Map(pack.newsCategories.map(({ id, name }) => [id, name]));
  const writer = createArticleWriter({
    ...ground,
    photosOf: (transaction, articleId) => photos.listOfArticle(transaction, articleId),
    tellZalo: async () => undefined,
  });
  const desk = createNewsDesk({
    ...ground,
    writer,
    hasCategory: (id) => categories.has(id),
    staffName: staff.nameOf,
    attachPhotos: photos.attachToArticle,
    photosOf: photos.listOfArticle,
    readPhoto: async (id, size) => new Uint8Array(await photos.read(id, size)),
    deliveriesOf: async () => [],
    wakeOutbox,
  });
  const schedule = createNewsSchedule({ ...ground, writer });
  return {
    mount(app) {
      app
        .route('/api/news', createNewsRoutes(news))
        .route('/api/notices', createNoticeRoutes(news))
        .route(
          '/feeds',
          createFeedRoutes(news, { publicUrl, unitName, categoryName: (id) => categories.get(id) ?? id }),
        );
    },
    mountStaff(routes) {
      routes.route('/news', createNewsDeskRoutes(desk));
    },
    checks: [
      { name: 'news', listTroubles: async () => (schedule.isReady() ? [] : ['schedule not looked through']) },
    ],
    start: () => schedule.start(),
    stop: () => schedule.stop(),
  };
}
