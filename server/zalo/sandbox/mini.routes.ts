import { type Context, Hono } from 'hono';
import { createMiddleware } from 'hono/factory';
import * as z from 'zod';
import { underFault } from './faults.ts';
import type { SandboxContext, SandboxEnv } from './sandbox-context.ts';

/** Refusals of openapi.mini.zalo.me; a table of its own. */
const meanings = {
  [-101]: 'Invalid parameter',
  [-102]: 'Invalid API key',
  [-110]: 'Invalid user id',
  [-111]: 'Cannot notify this user',
  [-113]: 'IP is not allowed',
  [-114]: 'Invalid mini app id',
} as const;

const Notification = z.object({
  templateId: z.string().min(1),
  templateData: z.record(z.string(), z.string()),
});

function refuse(c: Context, error: keyof typeof meanings): Response {
  return c.json({ error, message: meanings[error] });
}

/** `https://openapi.mini.zalo.me`: notifications to people who said yes to them. */
export function createMiniRoutes(context: SandboxContext): Hono<SandboxEnv> {
  const { credentials, people, faults, notifications, slowMs } = context;
  const app = new Hono<SandboxEnv>();

  app.use(
    '*',
    createMiddleware<SandboxEnv>((c, next) =>
      underFault(faults.modeFor(null), c, { slowMs, isLosable: true }, next),
    ),
  );

  app.post('/notification/template', async (c) => {
    if (c.req.header('X-Api-Key') !== `Bearer ${credentials.miniAppKey}`) return refuse(c, -102);
    if (!notifications.isServerAllowed()) return refuse(c, -113);
    if (c.req.header('X-MiniApp-Id') !== credentials.miniAppId) return refuse(c, -114);
    const person = people.findByAppUserId(c.req.header('X-User-Id') ?? '');
    if (!person) return refuse(c, -110);
    if (!person.acceptsNotifications) return refuse(c, -111);
    const parsed = Notification.safeParse(await c.req.json().catch(() => undefined));
    if (!parsed.success) return refuse(c, -101);
    notifications.append({ key: person.key, at: context.now().toISOString(), ...parsed.data });
    return c.json({ error: 0, message: 'Success', data: {} });
  });

  return app;
}
