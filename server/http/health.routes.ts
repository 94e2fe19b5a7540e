import { Hono } from 'hono';
import type { HttpEnv } from './http-env.ts';

/** One thing the portal needs to do its work; true when it stands. */
export type ReadinessCheck = { name: string; isReady(): Promise<boolean> };

const checkTimeoutMs = 2_000;

/** `/healthz`: the process answers. `/readyz`: all it needs stands; names what does not, and nothing else. */
export const createHealthRoutes = (checks: readonly ReadinessCheck[]) =>
  new Hono<HttpEnv>()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const results = await Promise.all(
        checks.map(async (check) => [check.name, await standsInTime(check)] as const),
      );
      const isReady = results.every(([, stands]) => stands);
      c.header('Cache-Control', 'no-store');
      return c.json(
        { status: isReady ? 'ready' : 'not ready', checks: Object.fromEntries(results) },
        isReady ? 200 : 503,
      );
    });

async function standsInTime(check: ReadinessCheck): Promise<boolean> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<boolean>((resolve) => {
    timer = setTimeout(() => resolve(false), checkTimeoutMs);
  });
  try {
    return await Promise.race([check.isReady(), late]);
  } catch {
    // What throws does not stand; why is in the log of whoever it belongs to.
    return false;
  } finally {
    clearTimeout(timer);
  }
}
