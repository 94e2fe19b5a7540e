import { Hono } from 'hono';
import type { HttpEnv } from './http-env.ts';

/**
 * One thing the portal needs to do its work. `listTroubles`: what stands in its way, in short codes without secrets; empty when it
 * stands. `listWarnings`: what somebody should look at, and keeps it from nothing.
 */
export type ReadinessCheck = {
  name: string;
  listTroubles(): Promise<readonly string[]>;
  listWarnings?(): Promise<readonly string[]>;
};

const checkTimeoutMs = 2_000;

/** `/healthz`: the process answers. `/readyz`: all it needs stands; names what does not, and nothing else. */
export const createHealthRoutes = (checks: readonly ReadinessCheck[]) =>
  new Hono<HttpEnv>()
    .get('/healthz', (c) => c.json({ status: 'ok' }))
    .get('/readyz', async (c) => {
      const results = await Promise.all(
        checks.map(async (check) => [check.name, await listInTime(check.listTroubles)] as const),
      );
      const warned = await Promise.all(
        checks.map(async ({ name, listWarnings }) =>
          listWarnings ? ([name, await listInTime(listWarnings)] as const) : ([name, []] as const),
        ),
      );
      const warnings = Object.fromEntries(warned.filter(([, found]) => found.length > 0));
      const troubles = Object.fromEntries(results.filter(([, found]) => found.length > 0));
      const isReady = Object.keys(troubles).length === 0;
      c.header('Cache-Control', 'no-store');
      return c.json(
        {
          status: isReady ? 'ready' : 'not ready',
          checks: Object.fromEntries(results.map(([name, found]) => [name, found.length === 0])),
          ...(isReady ? {} : { troubles }),
          ...(Object.keys(warnings).length === 0 ? {} : { warnings }),
        },
        isReady ? 200 : 503,
      );
    });

async function listInTime(list: () => Promise<readonly string[]>): Promise<readonly string[]> {
  let timer: NodeJS.Timeout | undefined;
  const late = new Promise<string[]>((resolve) => {
    timer = setTimeout(() => resolve(['no answer in time']), checkTimeoutMs);
  });
  try {
    return await Promise.race([list(), late]);
  } catch {
    // What throws does not stand; why is in the log of whoever it belongs to.
    return ['failed'];
  } finally {
    clearTimeout(timer);
  }
}
