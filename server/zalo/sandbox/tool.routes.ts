import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { createEventService, SandboxEvent } from './event.service.ts';
import { faultModes } from './faults.ts';
import type { StoredMessage } from './message.store.ts';
import { type Oa, permissionNames, type SandboxUnit } from './oa.store.ts';
import { imageUrlOf } from './openapi-reading.routes.ts';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';
import { oaOfUnit, readInput, ToolError } from './tool-input.ts';
import { userTokenKinds } from './user-token.store.ts';

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
const TokenWish = z.object({
  user: z.string().min(1).max(100),
  kind: z.enum(userTokenKinds),
  lat: z.number().min(-90).max(90).optional(),
  lng: z.number().min(-180).max(180).optional(),
  /** Access tokens: the person agreed to show name and picture. */
  userInfo: z.boolean().optional(),
  /** A token made for some other Zalo App. */
  appId: z.string().min(1).optional(),
});
const MiniAppChange = z.object({
  /** Whether this server's address is on the Mini App's allow-list. */
  serverAllowed: z.boolean().optional(),
  user: z.string().min(1).max(100).optional(),
  acceptsNotifications: z.boolean().optional(),
});
const WebhookAction = z.object({
  action: z.enum(['probe', 'switch-on']),
  target: z.enum(['oa', 'miniApp']).default('oa'),
});
const FaultChange = z.object({ mode: z.enum(faultModes), unit: z.string().optional() });

/** `/sandbox/api`: what the page and the tests use to look into the stand-in and to be the people in it. */
export function createToolRoutes(context: SandboxContext): Hono<SandboxEnv> {
  const { oas, people, messages, attachments, faults, tokens } = context;
  const events = createEventService(context);
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
    const oa = oaOfUnit(context, c.req.query('unit'));
    const after = Number(c.req.query('after')) || 0;
    const user = c.req.query('user');
    if (user === undefined) {
      return c.json(messages.listOfGroups(oa.oaId, after).map((message) => toView(context, oa, message)));
    }
    const person = people.findAtOaByKey(oa.oaId, user) ?? people.findAtOa(oa.oaId, user);
    const found = person ? messages.listOfChat(oa.oaId, person.userId, after) : [];
    return c.json(found.map((message) => toView(context, oa, message)));
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
    const change = await readInput(c, OaChange);
    const oa = oaOfUnit(context, change.unit);
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
    const change = await readInput(c, FaultChange);
    const oa = change.unit === undefined ? null : oaOfUnit(context, change.unit);
    faults.set(change.mode, oa?.unitId ?? null);
    if (change.mode === 'token-expired') tokens.expireAccessTokens(oa?.oaId ?? null);
    return c.json(faults.describe());
  });

  app.post('/events', async (c) => c.json(await events.act(await readInput(c, SandboxEvent))));

  app.post('/mini-app-tokens', async (c) => {
    const wish = await readInput(c, TokenWish);
    const { user: key, kind, appId = context.credentials.appId } = wish;
    const value = tokenValue(context, wish);
    return c.json(context.userTokens.make({ key, kind, appId, value }));
  });

  app.post('/mini-app', async (c) => {
    const change = await readInput(c, MiniAppChange);
    if (change.serverAllowed !== undefined) context.notifications.allowServer(change.serverAllowed);
    if (change.user !== undefined && change.acceptsNotifications !== undefined) {
      people.acceptNotifications(change.user, change.acceptsNotifications);
    }
    return c.json({ ok: true });
  });
  app.get('/notifications', (c) => c.json(context.notifications.list(c.req.query('user') ?? '')));

  app.post('/webhooks', async (c) => {
    const { action, target } = await readInput(c, WebhookAction);
    if (action === 'probe') return c.json({ isAccepted: await context.webhooks.probe(target) });
    context.webhooks.switchOn(target);
    return c.json(context.webhooks.describe());
  });

  app.get('/state', (c) => {
    const unit = c.req.query('unit');
    return c.json({
      faults: faults.describe(),
      slowMs: context.slowMs,
      webhook: context.webhooks.describe(),
      units: context.units.map((candidate) => describeUnit(context, candidate)),
      selected: unit === undefined ? null : describeSelected(context, oaOfUnit(context, unit)),
    });
  });

  return app;
}

/** What the Mini App's SDK would have handed over, as graph.zalo.me gives it back: all text. */
function tokenValue(context: SandboxContext, wish: z.infer<typeof TokenWish>): string {
  const person = context.people.ensure(wish.user);
  if (wish.kind === 'access') return wish.userInfo ? 'userInfo' : 'id';
  if (wish.kind === 'phone') return JSON.stringify({ number: person.phone });
  if (wish.lat === undefined || wish.lng === undefined) throw new ToolError(400, 'lat and lng are missing.');
  return JSON.stringify({
    provider: 'gps',
    latitude: String(wish.lat),
    longitude: String(wish.lng),
    timestamp: String(context.now().getTime()),
  });
}

function describeUnit({ oas, messages }: SandboxContext, unit: SandboxUnit): object {
  const oa = oas.findByUnit(unit.id);
  return { ...unit, oaId: oa?.oaId, lastSeq: oa ? messages.lastSeq(oa.oaId) : 0 };
}

function describeSelected({ oas, people }: SandboxContext, oa: Oa): object {
  return {
    unit: oa.unitId,
    oa: {
      id: oa.oaId,
      oaType: oa.oaType,
      package: oa.package,
      groupDisabled: oa.isGroupDisabled,
      groupV3: oa.groupV3,
      groupV2: oa.groupV2,
      permissions: oa.permissions,
    },
    groups: oas.listGroups(oa.oaId).map((group) => ({
      role: group.role,
      id: group.groupId,
      name: group.name,
      members: people.listMembers(group).map(({ key, name, userId }) => ({ user: key, name, userId })),
    })),
    citizens: people.listCitizens(oa.oaId).map(({ key, name, followState, lastInteractionAt }) => ({
      user: key,
      name,
      followState,
      lastInteractionAt,
    })),
  };
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
