import { Hono } from 'hono';
import * as z from 'zod';
import { NewsArticle, NewsList, NewsPhotoQuery, NewsQuery, Notices } from '#contract/news.ts';
import { AppError } from '../../http/app-error.ts';
import type { HttpEnv } from '../../http/http-env.ts';
import { route } from '../../http/openapi.ts';
import type { ReadyAnswers } from '../../http/ready-answers.ts';
import { isKnown, storedAnswer, storedFile } from '../../http/stored-answer.ts';
import { validate } from '../../http/validate.ts';
import { documentHeaders } from './document.routes.ts';
import { type FeedFacts, jsonFeed, rssFeed } from './feed.rules.ts';
import type { NewsService } from './news.service.ts';

/** What is withdrawn is gone at the next contact: nobody on the way answers from a copy without asking; the ETag makes asking cheap. */
const askedAnew = 'public, no-cache';
/** Notices are asked for by every open app every few seconds, and end by the clock. */
const noticesKeptMs = 1_000;
/** A picture never changes under its id; a day, because what was withdrawn is not to live on in caches. */
const pictureCache = 'public, max-age=86400, immutable';
const feedCache = 'public, max-age=300';

const requireId = (id: string): string => {
  if (!z.uuid().safeParse(id).success) throw new AppError('not_found');
  return id.toLowerCase();
};

/** `GET /api/news`, `GET /api/news/{id}` and `GET /api/news/photos/{id}`. */
export const createNewsRoutes = (news: NewsService, answers: ReadyAnswers) =>
  new Hono<HttpEnv>()
    .get(
      '/photos/:id',
      route({
        summary: 'A picture of a published article',
        description:
          'A JPEG without metadata: `size` is `full`, `thumbnail` (320 pixels) or `zalo` (950 kB at the most). Gone once its article was withdrawn.',
        tag: 'news',
        hasEtag: true,
        answer: { status: 200, description: 'The picture.', mediaType: 'image/jpeg' },
        problems: ['invalid_input', 'not_found', 'photo_unavailable'],
      }),
      validate('query', NewsPhotoQuery),
      async (c) => {
        const id = requireId(c.req.param('id'));
        const { size } = c.req.valid('query');
        const picture = await news.photo(id, size);
        const headers = { ETag: `"${id}-${size}"`, 'Cache-Control': pictureCache };
        if (isKnown(c.req.header('if-none-match'), headers.ETag)) return c.body(null, 304, headers);
        return c.body(picture, 200, { ...headers, 'Content-Type': 'image/jpeg' });
      },
    )
    .get(
      '/documents/:document{[0-9a-f-]+\\.pdf}',
      route({
        summary: 'A PDF of a published article',
        description:
          'Saved rather than shown, under the name that its article gives it. Gone once its article was withdrawn. Carries an ETag.',
        tag: 'news',
        hasEtag: true,
        answer: { status: 200, description: 'The file.', mediaType: 'application/pdf' },
        problems: ['not_found'],
      }),
      async (c) => {
        const { etag, fileName, read } = await news.document(
          requireId(c.req.param('document').replace(/\.pdf$/, '')),
        );
        const headers = { ETag: etag, 'Cache-Control': askedAnew };
        if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
        return c.body(await read(), 200, { ...headers, ...documentHeaders(fileName) });
      },
    )
    .get(
      '/',
      route({
        summary: 'News, newest first',
        description:
          '`unit`: that unit’s and those above it. `q`: all its words stand in the article, with or without marks, the last one at least as a beginning; best first, those written with the marks that were asked for before others. `withdrawn` names what a phone has to let go of. Carries an ETag.',
        tag: 'news',
        hasEtag: true,
        answer: { status: 200, description: 'A page of the list.', schema: NewsList },
        problems: ['invalid_input'],
      }),
      validate('query', NewsQuery),
      (c) => {
        const query = c.req.valid('query');
        const key = `news ${JSON.stringify([query.unit, query.category, query.q, query.cursor])}`;
        return answers.send(c, { key, make: async () => storedAnswer(await news.list(query)) }, askedAnew);
      },
    )
    .get(
      '/:id',
      route({
        summary: 'One article',
        description:
          'Its `html` holds headings, paragraphs, lists, quotes, links and our own pictures, nothing else. Carries an ETag.',
        tag: 'news',
        hasEtag: true,
        answer: { status: 200, description: 'The article.', schema: NewsArticle },
        problems: ['not_found'],
      }),
      (c) => {
        const id = requireId(c.req.param('id'));
        const asked = { key: `article ${id}`, make: async () => storedAnswer(await news.read(id)) };
        return answers.send(c, asked, askedAnew);
      },
    );

/** `GET /api/notices`: an open app asks every ten seconds and mostly hears 304. */
export const createNoticeRoutes = (news: NewsService, answers: ReadyAnswers) =>
  new Hono<HttpEnv>().get(
    '/',
    route({
      summary: 'Urgent notices in force, of all units',
      description:
        'An open app asks every ten seconds with its ETag and shows those of its unit and of the ones above it.',
      tag: 'news',
      hasEtag: true,
      answer: { status: 200, description: 'All of them.', schema: Notices },
    }),
    (c) => {
      const make = async () => storedAnswer(await news.notices());
      return answers.send(c, { key: 'notices', keptMsMax: noticesKeptMs, make }, askedAnew);
    },
  );

/** `GET /feeds/{unit}.rss` and `.json`. */
export const createFeedRoutes = (
  news: NewsService,
  answers: ReadyAnswers,
  place: Pick<FeedFacts, 'publicUrl' | 'categoryName'> & { unitName(id: string): string },
) => {
  const factsOf = async (unitId: string): Promise<FeedFacts> => ({
    ...place,
    unit: { id: unitId, name: place.unitName(unitId) },
    items: await news.feed(unitId, place.publicUrl),
  });
  const routes = new Hono<HttpEnv>();
  for (const { format, name, mediaType, write } of feedFormats) {
    // The document of the API shows it as {unit}.rss: see `namesOfFiles` in http/openapi.ts.
    const file = `unit.${format}` as const;
    routes.get(
      `/:${file}{[a-z0-9-]+\\.${format}}` as const,
      route({
        summary: `The newest articles of a unit and those above it, as ${name}`,
        tag: 'news',
        hasEtag: true,
        answer: { status: 200, description: 'The feed.', mediaType },
        problems: ['unit_not_found'],
      }),
      (c) => {
        const unitId = (c.req.param(file) ?? '').slice(0, -format.length - 1);
        const make = async () => storedFile(write(await factsOf(unitId)), `${mediaType}; charset=utf-8`);
        return answers.send(c, { key: `feed ${format} ${unitId}`, make }, feedCache);
      },
    );
  }
  return routes.all('/*', () => {
    throw new AppError('not_found');
  });
};

const feedFormats = [
  { format: 'rss', name: 'RSS', mediaType: 'application/rss+xml', write: rssFeed },
  {
    format: 'json',
    name: 'JSON Feed',
    mediaType: 'application/feed+json',
    write: (facts: FeedFacts) => JSON.stringify(jsonFeed(facts)),
  },
] as const;
