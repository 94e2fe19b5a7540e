import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import * as z from 'zod';
import { createEventService, SandboxEvent } from './event.service.ts';
import { faultModes } from './faults.ts';
import { permissionNames } from './oa.store.ts';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';
import { oaOfUnit, readInput, ToolError } from './tool-input.ts';
import { registerToolReading } from './tool-reading.routes.ts';
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
  const { oas, people, faults, tokens } = context;
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
  app.post('/webhooks', async (c) => {
    const { action, target } = await readInput(c, WebhookAction);
    if (action === 'probe') return c.json({ isAccepted: await context.webhooks.probe(target) });
    context.webhooks.switchOn(target);
    return c.json(context.webhooks.describe());
  });

  registerToolReading(app, context);
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
