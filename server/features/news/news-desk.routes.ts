import { Hono, type MiddlewareHandler } from 'hono';
import { createMiddleware } from 'hono/factory';
import type * as z from 'zod';
import {
  ArticleChange,
  ArticleMove,
  ArticleVersionQuery,
  NewArticle,
  PublishArticle,
  SendBackArticle,
  StaffArticle,
  StaffNews,
  StaffNewsQuery,
  WithdrawArticle,
} from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import type { ErrorCode } from '#contract/problem.ts';
import { type ArticleAct, photoSizes } from '#contract/vocabulary.ts';
import { requireIfMatch, seenBy } from '../../http/if-match.ts';
import { bodyProblems, staffRoute } from '../../http/openapi.ts';
import { jsonBody, validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { NewsDesk } from './news-desk.service.ts';
import { assertMay, etagOf, type OpenedArticle } from './opened-article.ts';

export type NewsEnv = { Variables: StaffEnv['Variables'] & { opened: OpenedArticle } };

export const ofArticle = ['not_found'] as const satisfies readonly ErrorCode[];

/** Before anything else of the request is looked at: who asks must know of the article. */
export const opensArticle = (desk: NewsDesk) =>
  createMiddleware<NewsEnv>(async (c, next) => {
    c.set('opened', await desk.open(c.get('actor'), c.req.param('id') ?? ''));
    await next();
  });

/** And be the one to do this, before the body is read. */
export const mayDoWithArticle = (act: ArticleAct) =>
  createMiddleware<NewsEnv>(async (c, next) => {
    assertMay(c.get('actor'), c.get('opened'), act);
    await next();
  });

/** `/api/staff/news`, behind `requireStaff`. */
export function createNewsDeskRoutes(desk: NewsDesk): Hono<NewsEnv> {
  const opens = opensArticle(desk);
  /** The ETag is of what was read before anything else: what changes meanwhile makes the next PATCH fail, never overwrite. */
  const answer = async (c: Parameters<MiddlewareHandler<NewsEnv>>[0], id: string, version?: number) => {
    const opened = await desk.open(c.get('actor'), id);
    const view = await desk.view(c.get('actor'), opened, version);
    c.header('ETag', etagOf(opened));
    return view;
  };
  const routes = new Hono<NewsEnv>()
    .use('/*', requireScope('edit'))
    .get(
      '/',
      staffRoute({
        summary: 'Articles of one’s unit and of those below it, newest first',
        answer: { status: 200, description: 'A page of the list.', schema: StaffNews },
        problems: ['invalid_input'],
      }),
      validate('query', StaffNewsQuery),
      async (c) => c.json(await desk.list(c.get('actor'), c.req.valid('query')), 200),
    )
    .post(
      '/',
      staffRoute({
        summary: 'Begin an article',
        description:
          'A draft of one’s unit or of one below it, meant for everybody of that unit and below. Its pictures are ids of `POST /api/photos`.',
        answer: { status: 201, description: 'The draft.', schema: StaffArticle },
        problems: [...bodyProblems, 'unit_unknown', 'photo_expired'],
      }),
      jsonBody(newsLimits.jsonBytesMax),
      validate('json', NewArticle),
      async (c) => c.json(await answer(c, await desk.create(c.get('actor'), c.req.valid('json'))), 201),
    )
    .get(
      '/:id',
      describeArticle('Read an article, with its versions, its history and what became of it at Zalo', [
        'invalid_input',
      ]),
      opens,
      validate('query', ArticleVersionQuery),
      async (c) => c.json(await answer(c, c.get('opened').article.id, c.req.valid('query').version), 200),
    )
    .patch(
      '/:id',
      describeArticle(
        'Change an article',
        [
          ...bodyProblems,
          'precondition_required',
          'content_changed',
          'article_moved',
          'article_full',
          'photo_expired',
        ],
        '`If-Match` names the ETag that was read. Of what is published it begins a correction: the people see it once a second person has approved it and it was published again.',
      ),
      opens,
      mayDoWithArticle('edit'),
      requireIfMatch,
      jsonBody(newsLimits.jsonBytesMax),
      validate('json', ArticleChange),
      async (c) => {
        const { id } = c.get('opened').article;
        await desk.edit(c.get('actor'), id, c.req.valid('json'), seenBy(c.req.header('if-match')));
        return c.json(await answer(c, id), 200);
      },
    )
    .get(
      '/:id/photos/:photo',
      staffRoute({
        summary: 'A picture of an article, published or not',
        answer: { status: 200, description: 'A JPEG without metadata.', mediaType: 'image/jpeg' },
        problems: [...ofArticle, 'photo_not_found', 'photo_unavailable'],
      }),
      opens,
      async (c) => {
        const size = photoSizes.find((each) => each === c.req.query('size')) ?? 'full';
        const picture = await desk.photo(c.get('opened'), c.req.param('photo'), size);
        return c.body(picture, 200, { 'Content-Type': 'image/jpeg' });
      },
    );

  const add = <Schema extends z.ZodType>(
    act: ArticleAct,
    {
      summary,
      description,
      schema,
      problems = [],
    }: { summary: string; description?: string; schema: Schema; problems?: ErrorCode[] },
    work: (actor: StaffActor, id: string, body: z.output<Schema>) => Promise<void>,
  ) =>
    routes.post(
      `/:id/${act}`,
      describeArticle(summary, [...bodyProblems, 'article_moved', ...problems], description),
      opens,
      mayDoWithArticle(act),
      jsonBody(),
      validate('json', schema),
      async (c) => {
        const { id } = c.get('opened').article;
        await work(c.get('actor'), id, c.req.valid('json') as z.output<Schema>);
        return c.json(await answer(c, id), 200);
      },
    );
  add('submit', { summary: 'Put an article before a commander', schema: ArticleMove }, desk.submit);
  add(
    'approve',
    {
      summary: 'Approve an article',
      description:
        'By a commander of its unit or of one above it who wrote nothing of it: exactly the version that was read.',
      schema: ArticleMove,
      problems: ['own_article'],
    },
    desk.approve,
  );
  add(
    'send-back',
    {
      summary: 'Send an article back, with a remark',
      description: 'Also what is approved or scheduled. Whoever wrote it may take it back.',
      schema: SendBackArticle,
    },
    desk.sendBack,
  );
  add(
    'publish',
    {
      summary: 'Publish an approved article, now or at a time',
      description:
        '`toZalo`: as an article of the unit’s OA too; with `toUnitsBelow` also of the OAs of the units below. Of what is scheduled it changes the time.',
      schema: PublishArticle,
    },
    desk.publish,
  );
  add('discard', { summary: 'Drop a correction that is being written', schema: ArticleMove }, desk.discard);
  add(
    'withdraw',
    {
      summary: 'Withdraw an article for good, with a reason',
      description: 'It is gone from lists, search, feeds and pictures at once, and is removed from the OA.',
      schema: WithdrawArticle,
    },
    desk.withdraw,
  );
  return routes;
}

export function describeArticle(
  summary: string,
  problems: readonly ErrorCode[],
  description?: string,
): MiddlewareHandler {
  return staffRoute({
    summary,
    ...(description ? { description } : {}),
    answer: { status: 200, description: 'The article as it stands now.', schema: StaffArticle },
    problems: [...ofArticle, ...problems],
  });
}
