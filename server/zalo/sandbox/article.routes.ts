import type { Context, Hono, MiddlewareHandler } from 'hono';
import * as z from 'zod';
import type { Message } from './message.store.ts';
import type { Oa, Permission } from './oa.store.ts';
import type { OaEnv, SandboxContext } from './sandbox-context.ts';
import { succeed, ZaloError } from './zalo-answer.ts';

/** Exactly these lengths were refused, shorter ones taken (zalo/server.md 4). */
const titleLength = 150;
const descriptionLength = 300;
const authorLengthMax = 50;
const sliceMax = 10;
const coverBytesMax = 1_000_000;
const coverTimeoutMs = 5_000;
const articlesPerBroadcastMax = 5;
const broadcastsApartMs = 30 * 60_000;
/** How often `verify` says that it is still at work. */
const asksWhileProcessing = 1;
const vietnamOffsetMs = 7 * 3_600_000;

const Part = z.union([
  z.object({ type: z.literal('text'), content: z.string().min(1) }),
  z.object({ type: z.literal('image'), url: z.url(), caption: z.string().optional() }),
]);
const Article = z.object({
  type: z.literal('normal'),
  title: z.string().min(1),
  author: z.string().min(1).max(authorLengthMax),
  cover: z.object({
    cover_type: z.literal('photo'),
    photo_url: z.string(),
    status: z.enum(['show', 'hide']),
  }),
  description: z.string().min(1),
  body: z.array(Part).min(1),
  status: z.enum(['show', 'hide']).default('hide'),
  comment: z.enum(['show', 'hide']).optional(),
});
const Broadcast = z.object({
  recipient: z.object({ target: z.record(z.string(), z.string()) }),
  message: z.object({
    attachment: z.object({
      type: z.literal('template'),
      payload: z.object({
        template_type: z.literal('media'),
        elements: z
          .array(z.object({ media_type: z.literal('article'), attachment_id: z.string().min(1) }))
          .min(1),
      }),
    }),
  }),
});

/** Articles of an OA: made, verified, changed, removed, listed. */
export function registerArticles(
  app: Hono<OaEnv>,
  context: SandboxContext,
  readJson: (c: Context) => Promise<unknown>,
  allow: (permission: Permission) => MiddlewareHandler<OaEnv>,
): void {
  const { articles } = context;

  app.post('/v2.0/article/create', allow('article'), async (c) => {
    const content = contentOf(await readJson(c), context.publicOrigin());
    return succeed(c, { token: articles.begin(c.get('oa').oaId, content) });
  });

  app.post('/v2.0/article/update', allow('article'), async (c) => {
    const body = await readJson(c);
    const { id } = parse(z.object({ id: z.string().min(1) }), body);
    if (articles.find(c.get('oa').oaId, id)?.state !== 'ready') throw new ZaloError(-201, 'id');
    return succeed(c, {
      token: articles.begin(c.get('oa').oaId, contentOf(body, context.publicOrigin()), id),
    });
  });

  app.post('/v2.0/article/verify', allow('article'), async (c) => {
    const { token } = parse(z.object({ token: z.string().min(1) }), await readJson(c));
    const begun = articles.ask(c.get('oa').oaId, token);
    if (!begun) throw new ZaloError(-201, 'token');
    if (begun.asksBefore < asksWhileProcessing) throw new ZaloError(-214);
    if (!(await isCoverTaken(begun.content.coverUrl, context.publicOrigin()))) throw new ZaloError(-200);
    articles.finish(begun.articleId, begun.content);
    return succeed(c, { id: begun.articleId });
  });

  app.post('/v2.0/article/remove', allow('article'), async (c) => {
    const { id } = parse(z.object({ id: z.string().min(1) }), await readJson(c));
    if (articles.find(c.get('oa').oaId, id)?.state !== 'ready') throw new ZaloError(-201, 'id');
    articles.remove(id);
    return succeed(c, {});
  });

  app.get('/v2.0/article/getslice', allow('article'), (c) => {
    const Slice = z.object({
      offset: z.coerce.number().int().min(0),
      limit: z.coerce.number().int().min(1).max(sliceMax),
      type: z.literal('normal'),
    });
    const { offset, limit } = parse(Slice, c.req.query());
    const ready = articles.list(c.get('oa').oaId).filter(({ state }) => state === 'ready');
    const medias = ready
      .slice(offset, offset + limit)
      .map(({ articleId, title }) => ({ id: articleId, title }));
    return succeed(c, { medias, total: ready.length });
  });
}

const isBroadcast = z.object({ recipient: z.object({ target: z.unknown() }) });

/** A message to a target instead of a person is a broadcast. Null: it is none. */
export function broadcastOf(body: unknown, oa: Oa, context: SandboxContext): object | null {
  const recipient = isBroadcast.safeParse(body);
  if (!recipient.success || recipient.data.recipient.target === undefined) return null;
  const { articles, people, messages, now } = context;
  const parsed = Broadcast.safeParse(body);
  if (!parsed.success) throw new ZaloError(-201, parsed.error.issues[0]?.path.join('.'));
  const ids = parsed.data.message.attachment.payload.elements.map((element) => element.attachment_id);
  if (ids.length > articlesPerBroadcastMax) throw new ZaloError(-201, 'elements');
  const found = ids.map((id) => articles.find(oa.oaId, id));
  if (found.some((article) => article?.state !== 'ready')) throw new ZaloError(-201, 'attachment_id');
  const hour = new Date(now().getTime() + vietnamOffsetMs).getUTCHours();
  if (hour >= 22 || hour < 6) throw new ZaloError(-234);
  const last = articles.listBroadcasts(oa.oaId).at(-1);
  if (last && now().getTime() - Date.parse(last.at) < broadcastsApartMs)
    throw new ZaloError(-32, 'broadcast');
  return context.database.transaction(() => {
    const broadcast = articles.recordBroadcast(oa.oaId, ids);
    for (const { userId, followState } of people.listCitizens(oa.oaId)) {
      if (followState !== 'follows') continue;
      for (const article of found) {
        if (article) messages.append(cardFor(oa, userId, broadcast, article));
      }
    }
    return { message_id: broadcast.messageId };
  })();
}

/** How a follower sees it: its title, and what opens it. */
function cardFor(
  oa: Oa,
  userId: string,
  { at, messageId }: { at: string; messageId: string },
  article: {
    articleId: string;
    title: string;
    description: string;
    body: readonly { content?: string | undefined }[];
  },
): Message {
  return {
    messageId: `${messageId}${article.articleId}${userId}`,
    at,
    oaId: oa.oaId,
    groupId: null,
    userId,
    sender: 'oa',
    kind: 'text',
    text: `📰 ${article.title}\n${article.description}`,
    attachmentId: null,
    imageUrl: null,
    latitude: null,
    longitude: null,
    quoteId: null,
    mentions: [],
    quota: null,
    buttons: linkIn(article.body).map((url) => ({ title: 'Xem bài', type: 'oa.open.url', payload: { url } })),
    fileName: null,
    adminName: null,
  };
}

/** The last link of its text. */
function linkIn(body: readonly { content?: string | undefined }[]): string[] {
  const links = body.flatMap(({ content = '' }) => [...content.matchAll(/href="(https?:[^"]+)"/g)]);
  const last = links.at(-1)?.[1]?.replaceAll('&amp;', '&');
  return last === undefined ? [] : [last];
}

function contentOf(body: unknown, ownOrigin: string) {
  const article = parse(Article, body);
  if (article.title.length >= titleLength) throw new ZaloError(-210, 'title');
  if (article.description.length >= descriptionLength) throw new ZaloError(-210, 'description');
  const urls = [
    article.cover.photo_url,
    ...article.body.flatMap((part) => (part.type === 'image' ? [part.url] : [])),
  ];
  for (const url of urls)
    if (!isTakenAddress(url, ownOrigin)) throw new ZaloError(-201, `photo_url ${url} is invalid`);
  return {
    title: article.title,
    author: article.author,
    description: article.description,
    coverUrl: article.cover.photo_url,
    body: article.body,
  };
}

/** HTTPS and percent-encoded; the portal beside the sandbox has no certificate. */
function isTakenAddress(address: string, ownOrigin: string): boolean {
  if (!URL.canParse(address) || new URL(address).href !== address) return false;
  const { protocol, origin } = new URL(address);
  return protocol === 'https:' || origin === new URL(ownOrigin).origin;
}

/** Fetched where it can be: the portal's own; what lies elsewhere counts as taken. */
async function isCoverTaken(address: string, ownOrigin: string): Promise<boolean> {
  if (new URL(address).origin !== new URL(ownOrigin).origin) return true;
  try {
    const answer = await fetch(address, { signal: AbortSignal.timeout(coverTimeoutMs) });
    const isPicture = /^image\/(jpeg|png)$/.test(answer.headers.get('content-type') ?? '');
    const { byteLength } = await answer.arrayBuffer();
    return answer.ok && isPicture && byteLength <= coverBytesMax;
  } catch {
    // Whatever went wrong, Zalo has no picture.
    return false;
  }
}

function parse<Schema extends z.ZodType>(schema: Schema, value: unknown): z.output<Schema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw new ZaloError(-201, parsed.error.issues[0]?.path.join('.'));
  return parsed.data;
}
