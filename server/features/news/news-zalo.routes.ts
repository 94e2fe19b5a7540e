import { Hono } from 'hono';
import { Broadcast, BroadcastPlan, BroadcastQuery, PostToOa } from '#contract/news.ts';
import { bodyProblems, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import {
  describeArticle,
  mayDoWithArticle,
  type NewsEnv,
  ofArticle,
  opensArticle,
} from './news-desk.routes.ts';
import type { NewsDesk } from './news-desk.service.ts';
import type { NewsZalo } from './news-zalo.service.ts';

/** `/api/staff/news/{id}/oa-article` and `…/broadcast`, behind the scope of `createNewsDeskRoutes`. */
export function createNewsZaloRoutes(desk: NewsDesk, zalo: NewsZalo): Hono<NewsEnv> {
  const opens = opensArticle(desk);
  return new Hono<NewsEnv>()
    .post(
      '/:id/oa-article',
      describeArticle(
        'Make a published article one of the unit’s OA too',
        [...bodyProblems, 'article_moved'],
        '`toUnitsBelow`: and of the OAs of all units below that are connected. Each has a delivery of its own.',
      ),
      opens,
      mayDoWithArticle('oa-article'),
      jsonBody(),
      validate('json', PostToOa),
      async (c) => {
        const { id } = c.get('opened').article;
        await zalo.postToOa(c.get('actor'), id, c.req.valid('json'));
        return c.json(await desk.view(c.get('actor'), await desk.open(c.get('actor'), id)), 200);
      },
    )
    .get(
      '/:id/broadcast',
      staffRoute({
        summary: 'What a broadcast of an article would be',
        description:
          'How many followers of the OA it reaches, what it costs of the quota and from when on it may go. Its `confirmation` is what `POST …/broadcast` takes.',
        answer: { status: 200, description: 'The plan.', schema: BroadcastPlan },
        problems: [
          ...ofArticle,
          'invalid_input',
          'article_moved',
          'article_not_at_oa',
          'broadcast_done',
          'zalo_unavailable',
        ],
      }),
      opens,
      mayDoWithArticle('broadcast'),
      validate('query', BroadcastQuery),
      async (c) => c.json(await zalo.plan(c.get('actor'), c.get('opened'), c.req.valid('query').with), 200),
    )
    .post(
      '/:id/broadcast',
      describeArticle(
        'Broadcast articles to all followers of the unit’s OA, once',
        [
          ...bodyProblems,
          'article_moved',
          'article_not_at_oa',
          'broadcast_done',
          'broadcast_not_now',
          'broadcast_unconfirmed',
        ],
        'By a commander, within ten minutes of reading `GET …/broadcast`. Never from 22:00 to 06:00, and thirty minutes apart. Zalo looks at it for about half an hour before it is delivered.',
      ),
      opens,
      mayDoWithArticle('broadcast'),
      jsonBody(),
      validate('json', Broadcast),
      async (c) => {
        const opened = c.get('opened');
        await zalo.broadcast(c.get('actor'), opened, c.req.valid('json').confirmation);
        const next = await desk.open(c.get('actor'), opened.article.id);
        return c.json(await desk.view(c.get('actor'), next), 200);
      },
    );
}
