import { createHash, timingSafeEqual } from 'node:crypto';
import { getConnInfo } from '@hono/node-server/conninfo';
import { type Context, Hono } from 'hono';
import { AppError } from './app-error.ts';
import type { HttpEnv } from './http-env.ts';
import type { Metrics } from './metrics.ts';

export type MetricsAccess = {
  /** Who shows it as `Authorization: Bearer` reads the figures from anywhere; null: there is none. */
  token: string | null;
  /** People come to the portal by an address of this machine: there is no proxy in front whose visitors all look local. */
  isLocal: boolean;
};

/**
 * `GET /metrics`: figures for Prometheus, nothing personal. With a token, who shows it; without one, programs on this machine, as long as
 * the portal is for this machine alone. To everybody else there is no such address.
 */
export const createMetricsRoutes = (metrics: Pick<Metrics, 'write' | 'contentType'>, access: MetricsAccess) =>
  new Hono<HttpEnv>().get('/metrics', async (c) => {
    if (!mayRead(c, access)) throw new AppError('not_found');
    return c.body(await metrics.write(), 200, {
      'Content-Type': metrics.contentType,
      'Cache-Control': 'no-store',
    });
  });

function mayRead(c: Context, { token, isLocal }: MetricsAccess): boolean {
  if (token !== null) return isSame(c.req.header('authorization') ?? '', `Bearer ${token}`);
  if (!isLocal || c.req.header('x-forwarded-for') !== undefined) return false;
  return loopbackAddress.test(getConnInfo(c).remote.address ?? '');
}

const loopbackAddress = /^(::1|(::ffff:)?127\.\d+\.\d+\.\d+)$/;

/** Takes as long for any two texts, of whatever length. */
function isSame(given: string, expected: string): boolean {
  const digest = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(digest(given), digest(expected));
}
