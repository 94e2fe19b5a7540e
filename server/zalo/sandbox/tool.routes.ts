import { type Context, Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { faultModes } from './faults.ts';
import type { StoredMessage } from './message.store.ts';
import { type Oa, permissionNames } from './oa.store.ts';
import { imageUrlOf } from './openapi-reading.routes.ts';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';

const bodyBytesMax = 2_000_000;

const OaChange = z.object({
  unit: z.string(),
  oaType: z.union([z.literal(2), z.literal(4)]).optional(),
  package: z.enum(['none', 'growth']).optional(),
  groupDisabled: z.boolean().optional(),
  groupV3: z.enum(['ok', '-235']).optional(),
  groupV2: z.enum(['ok', '-240']).optional(),
  permissions: z.array(z.enum(permissionNames)).optional(),
});
const FaultChange = z.object({ mode: z.enum(faultModes), unit: z.string().optional() });

class ToolError extends Error {
  override name = 'ToolError';
  readonly status: 400 | 404;

  constructor(status: 400 | 404, message: string) {
    super(message);
    this.status = status;
  }
}

/** `/sandbox/api`: what the page and the tests use to look into the stand-in and to be the people in it. */
export function createToolRoutes(context: SandboxContext): Hono<SandboxEnv> {
  const { oas, people, messages, attachments, faults, tokens } = context;
  const app = new Hono<SandboxEnv>();
  app.onError((error, c) => {
    if (!(error instanceof ToolError)) throw error;
    return c.json({ error: error.message }, error.status);
  });
  app.use(
    '*',
    bodyLimit({ maxSize: bodyBytesMax, onError: (c) => c.json({ error: 'The body is too large.' }, 413) }),
  );

  app.get('/messages', (c) => {
    const oa = oaOf(context, c.req.query('unit'));
    const after = Number(c.req.query('after') ?? 0);
    const user = c.req.query('user');
    if (user === undefined) {
      return c.json(messages.listOfGroups(oa.oaId, after).map((message) => toView(context, oa, message)));
    }
    const person = people.ensureAtOa(oa.oaId, user);
    return c.json(
      messages.listOfChat(oa.oaId, person.userId, after).map((message) => toView(context, oa, message)),
    );
  });

  app.get('/images/:id', async (c) => {
    const attachment = attachments.find(c.req.param('id'));
    if (!attachment) throw new ToolError(404, 'No such picture.');
    const bytes = await attachments.readBytes(attachment);
    return c.body(new Uint8Array(bytes), 200, {
      'content-type': attachment.contentType,
      'x-content-type-options': 'nosniff',
    });
  });

  app.post('/oas', async (c) => {
    const change = await read(c, OaChange);
    const oa = oaOf(context, change.unit);
    oas.configure(oa.oaId, {
      oaType: change.oaType ?? oa.oaType,
      package: change.package ?? oa.package,
      isGroupDisabled: change.groupDisabled ?? oa.isGroupDisabled,
      groupV3: change.groupV3 ?? oa.groupV3,
      groupV2: change.groupV2 ?? oa.groupV2,
      permissions: change.permissions ?? oa.permissions,
    });
    return c.json({ ok: true });
  });

  app.post('/faults', async (c) => {
    const change = await read(c, FaultChange);
    const oa = change.unit === undefined ? null : oaOf(context, change.unit);
    faults.set(change.mode, oa?.unitId ?? null);
    if (change.mode === 'token-expired') tokens.expireAccessTokens(oa?.oaId ?? null);
    return c.json(faults.describe());
  });

  return app;
}

function oaOf(context: SandboxContext, unitId: string | undefined): Oa {
  const oa = unitId === undefined ? undefined : context.oas.findByUnit(unitId);
  if (!oa) throw new ToolError(404, 'No such unit in the sandbox.');
  return oa;
}

/** JSON only: a form on some web page cannot send that to a loopback address without asking first. */
async function read<Schema extends z.ZodType>(c: Context, schema: Schema): Promise<z.output<Schema>> {
  if (!/^application\/json\b/i.test(c.req.header('content-type') ?? '')) {
    throw new ToolError(400, 'Content-Type must be application/json.');
  }
  const text = await c.req.text();
  let body: unknown;
  try {
    body = JSON.parse(text);
  } catch {
    throw new ToolError(400, 'The body is not JSON.');
  }
  const parsed = schema.safeParse(body);
  if (!parsed.success) throw new ToolError(400, z.prettifyError(parsed.error));
  return parsed.data;
}

function toView(context: SandboxContext, oa: Oa, message: StoredMessage): object {
  const group = message.groupId ? context.oas.findGroup(message.groupId) : undefined;
  const person = message.userId ? context.people.findAtOa(oa.oaId, message.userId) : undefined;
  return {
    id: message.messageId,
    seq: message.seq,
    at: message.at,
    unit: oa.unitId,
    group: group?.role ?? null,
    from: message.sender,
    user: person?.key ?? null,
    userName: person?.name ?? null,
    kind: message.kind,
    text: message.text,
    imageUrl: imageUrlOf(context, message),
    lat: message.latitude === null ? null : Number(message.latitude),
    lng: message.longitude === null ? null : Number(message.longitude),
    quoteMessageId: message.quoteId,
    mentions: message.mentions,
  };
}
