import type { HttpBindings } from '@hono/node-server';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { createMiddleware } from 'hono/factory';
import { broadcastOf, registerArticles } from './article.routes.ts';
import { sniffDocument, sniffImage } from './attachment.store.ts';
import { underFault } from './faults.ts';
import type { Permission } from './oa.store.ts';
import { registerReading } from './openapi-reading.routes.ts';
import { createRates } from './rates.ts';
import type { OaEnv, SandboxContext } from './sandbox-context.ts';
import { parseOutgoing } from './sending.rules.ts';
import { createSendingService, type SendingService, startOfMonth } from './sending.service.ts';
import { succeed, ZaloError } from './zalo-answer.ts';

/** "1 MB", read strictly. */
const imageBytesMax = 1_000_000;
/** The same of documents. */
const documentBytesMax = 5_000_000;
/** A part's frame; more is not read at all. */
const frameBytesMax = 10_000;
const jsonBytesMax = 64_000;
const articleBytesMax = 500_000;
const uploadsPerMonthMax = 5_000;
const imageName = /\.(jpe?g|png)$/i;
const documentName = /\.(pdf|docx?)$/i;

/** `https://openapi.zalo.me`: every refusal is HTTP 200 with a number in the body. */
export function createOpenapiRoutes(context: SandboxContext): Hono<OaEnv> {
  const sending = createSendingService(context);
  const app = new Hono<OaEnv>();
  app.onError((error, c) => {
    if (!(error instanceof ZaloError)) throw error;
    return c.json({ data: {}, error: error.error, message: error.message });
  });
  app.use('*', authenticate(context));

  app.post('/v3.0/oa/message/cs', allow('message'), limitBody(jsonBytesMax), async (c) => {
    const oa = c.get('oa');
    if (oa.oaType === 4) throw new ZaloError(-235);
    return succeed(c, sending.sendToUser(oa, parseOutgoing(await readJson(c))));
  });
  app.post('/v3.0/oa/group/message', allow('group'), limitBody(jsonBytesMax), async (c) => {
    const oa = c.get('oa');
    if (oa.groupV3 === '-235') throw new ZaloError(-235);
    return succeed(c, sending.sendToGroup(oa, parseOutgoing(await readJson(c))));
  });
  app.post('/v2.0/oa/message', allow('message'), limitBody(jsonBytesMax), async (c) => {
    const body = await readJson(c);
    const broadcast = broadcastOf(body, c.get('oa'), context);
    return succeed(c, broadcast ?? sendByV2(c, sending, parseOutgoing(body)));
  });
  app.post('/v2.0/oa/upload/image', allow('message'), limitBody(imageBytesMax + frameBytesMax), async (c) =>
    succeed(c, await keepUpload(c, context, keepPicture)),
  );
  app.post('/v2.0/oa/upload/file', allow('message'), limitBody(documentBytesMax + frameBytesMax), async (c) =>
    succeed(c, await keepUpload(c, context, keepDocument)),
  );
  app.use('/v2.0/article/*', limitBody(articleBytesMax));
  registerArticles(app, context, readJson, allow);
  registerReading(app, context, sending, allow);

  app.all('*', () => {
    throw new ZaloError(-209);
  });
  return app;
}

/** Business OAs answer -240 to 1-1 messages here; with `group_id` it depends on the OA. */
function sendByV2(
  c: Context<OaEnv>,
  sending: SendingService,
  outgoing: ReturnType<typeof parseOutgoing>,
): object {
  const oa = c.get('oa');
  if (outgoing.groupId !== undefined && outgoing.userId !== undefined) throw new ZaloError(-201, 'recipient');
  if (outgoing.groupId === undefined) {
    if (oa.oaType === 2) throw new ZaloError(-240);
    return sending.sendToUser(oa, outgoing);
  }
  if (oa.groupV2 === '-240') throw new ZaloError(-240);
  if (!oa.permissions.includes('group')) throw new ZaloError(-223);
  return sending.sendToGroup(oa, outgoing);
}

/** The token in the header, whose it is, faults of that OA, and the rate. A token in the query counts for nothing. */
function authenticate(context: SandboxContext): MiddlewareHandler<OaEnv> {
  const rates = createRates(context.now);
  return createMiddleware<OaEnv>(async (c, next) => {
    const token = context.tokens.readAccessToken(c.req.header('access_token') ?? '');
    const oa = token.kind === 'live' ? context.oas.findById(token.oaId) : undefined;
    const mode = context.faults.modeFor(oa?.unitId ?? null);
    const isLosable = c.req.method === 'POST';
    await underFault<OaEnv>(mode, c, { slowMs: context.slowMs, isLosable }, async () => {
      if (token.kind === 'expired') throw new ZaloError(-220);
      if (!oa) throw new ZaloError(-216);
      c.set('oa', oa);
      const rate = context.hasRateLimits ? rates.take(oa.oaId) : undefined;
      const isLimited = mode === 'limit' || rate?.isExceeded === true;
      if (rate) {
        c.header('X-RateLimit-Limit', String(rate.limit));
        c.header('X-RateLimit-Remain', String(isLimited ? 0 : rate.remain));
      }
      if (isLimited) throw new ZaloError(-32);
      await next();
    });
  });
}

function allow(permission: Permission): MiddlewareHandler<OaEnv> {
  return createMiddleware<OaEnv>(async (c, next) => {
    if (!c.get('oa').permissions.includes(permission)) throw new ZaloError(-223);
    await next();
  });
}

function limitBody(bytesMax: number): MiddlewareHandler<{ Bindings: HttpBindings }> {
  return bodyLimit({
    maxSize: bytesMax,
    onError: () => {
      throw new ZaloError(-210, 'body');
    },
  });
}

async function readJson(c: Context): Promise<unknown> {
  if (!isContentType(c, 'application/json')) throw new ZaloError(-201, 'Content-Type');
  const text = await c.req.text();
  try {
    return JSON.parse(text);
  } catch {
    throw new ZaloError(-201, 'body is not JSON');
  }
}

function isContentType(c: Context, type: string): boolean {
  return c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase() === type;
}

type Keep = (context: SandboxContext, oaId: string, name: string, bytes: Uint8Array) => Promise<object>;

/** In a part `file`; a name without an extension gets success with nothing in it. */
async function keepUpload(c: Context<OaEnv>, context: SandboxContext, keep: Keep): Promise<object> {
  if (!isContentType(c, 'multipart/form-data')) throw new ZaloError(-201, 'Content-Type');
  const form = await c.req.formData().catch((cause: unknown) => {
    throw cause instanceof ZaloError ? cause : new ZaloError(-201, 'body is not multipart');
  });
  const file = form.get('file');
  if (file === null) throw new ZaloError(-201, 'file');
  if (typeof file === 'string' || !/\.[^.]+$/.test(file.name)) return {};
  const bytes = new Uint8Array(await file.arrayBuffer());
  return await keep(context, c.get('oa').oaId, file.name, bytes);
}

/** jpg or png by content. */
const keepPicture: Keep = async (context, oaId, name, bytes) => {
  if (bytes.byteLength > imageBytesMax) throw new ZaloError(-210, 'file is larger than 1 MB');
  const contentType = sniffImage(bytes);
  if (!contentType || !imageName.test(name)) throw new ZaloError(-201, 'file must be jpg or png');
  takeUpload(context, oaId);
  return { attachment_id: (await context.attachments.keep(oaId, bytes, contentType)).attachmentId };
};

/** pdf or docx by content. */
const keepDocument: Keep = async (context, oaId, name, bytes) => {
  if (bytes.byteLength > documentBytesMax) throw new ZaloError(-210, 'file is larger than 5 MB');
  const contentType = sniffDocument(bytes);
  if (!contentType || !documentName.test(name)) throw new ZaloError(-201, 'file must be pdf or docx');
  takeUpload(context, oaId);
  return { token: (await context.attachments.keep(oaId, bytes, contentType, name)).attachmentId };
};

/** Pictures and documents count together. */
function takeUpload({ attachments, hasRateLimits, now }: SandboxContext, oaId: string): void {
  if (hasRateLimits && attachments.countSince(oaId, startOfMonth(now())) >= uploadsPerMonthMax)
    throw new ZaloError(-211);
}
