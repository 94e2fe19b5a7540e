import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import { underFault } from './faults.ts';
import { oaIdOfUnit } from './oa.store.ts';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';
import { appSecretProof } from './signatures.ts';
import type { UserToken } from './user-token.store.ts';

/** Refusals of graph.zalo.me: positive numbers, which mean nothing on the other hosts. */
const meanings = {
  [-1401]: 'User authentication is required',
  [-242]: 'Invalid appsecret_proof',
  114: 'code is missing',
  115: 'code is invalid',
  116: 'secret_key is missing',
  117: 'secret_key is invalid',
  118: 'code belongs to another app',
  119: 'code has been used',
  452: 'session key invalid or expired',
} as const;

function refuse(c: Context, error: keyof typeof meanings): Response {
  return c.json({ error, message: meanings[error] });
}

/** `https://graph.zalo.me`: who a Mini App user is, and what a location or phone code stands for. */
export function createGraphRoutes(context: SandboxContext): Hono<SandboxEnv> {
  const { credentials, userTokens, faults, slowMs } = context;
  const app = new Hono<SandboxEnv>();
  const findAccess = (token: string): UserToken | undefined => {
    const found = userTokens.find(token);
    const isGood = found?.kind === 'access' && found.appId === credentials.appId && !found.isExpired;
    return isGood ? found : undefined;
  };

  app.use(
    '*',
    createMiddleware<SandboxEnv>(async (c, next) => {
      const spendsCode = c.req.path.endsWith('/me/info');
      await underFault(faults.modeFor(null), c, { slowMs, isLosable: spendsCode }, next);
    }),
  );

  app.get('/v2.0/me', (c) => {
    const token = c.req.header('access_token') ?? '';
    if (c.req.header('appsecret_proof') !== appSecretProof(credentials.appSecret, token))
      return refuse(c, -242);
    const access = findAccess(token);
    if (!access) return refuse(c, 452);
    const fields = (c.req.query('fields') ?? 'id').split(',').map((field) => field.trim());
    return c.json({ error: 0, message: 'Success', ...describeUser(context, access, fields) });
  });

  app.get('/v2.0/me/info', (c) => {
    const secretKey = c.req.header('secret_key');
    if (!secretKey) return refuse(c, 116);
    if (secretKey !== credentials.appSecret) return refuse(c, 117);
    const access = findAccess(c.req.header('access_token') ?? '');
    if (!access) return refuse(c, -1401);
    const code = c.req.header('code');
    if (!code) return refuse(c, 114);
    const found = userTokens.find(code);
    if (!found || found.kind === 'access') return refuse(c, 115);
    if (found.appId !== credentials.appId) return refuse(c, 118);
    if (found.isUsed) return refuse(c, 119);
    if (found.isExpired || found.key !== access.key) return refuse(c, 115);
    userTokens.use(code);
    return c.json({ data: JSON.parse(found.value), error: 0, message: 'Success' });
  });

  return app;
}

/** Flat, never under `data`. Name and picture only after the person agreed; the OA's id only for followers of the linked OA. */
function describeUser(context: SandboxContext, access: UserToken, fields: readonly string[]): object {
  const person = context.people.ensure(access.key);
  const user: Record<string, unknown> = { id: person.appUserId };
  const asked = (field: string): boolean => fields.includes(field);
  if (access.value === 'userInfo') {
    if (asked('name')) user.name = person.name;
    if (asked('picture')) user.picture = { data: { url: 'https://s160-ava-talk.zadn.vn/default' } };
  }
  if (asked('is_sensitive')) user.is_sensitive = false;
  const linkedOaId = linkedOa(context);
  const atOa = linkedOaId ? context.people.findAtOaByKey(linkedOaId, access.key) : undefined;
  if (asked('user_id_by_oa') && atOa?.followState === 'follows') {
    user.user_id_by_oa = atOa.userId;
    user.is_follower = true;
  }
  return user;
}

/** The Mini App is linked to one OA: that of the highest unit. */
function linkedOa({ units }: SandboxContext): string | undefined {
  const unit = units.find(({ type }) => type === 'city') ?? units.find(({ type }) => type === 'district');
  return unit && oaIdOfUnit(unit.id);
}
