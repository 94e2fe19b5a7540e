import type { MiddlewareHandler } from 'hono';
import { cors } from 'hono/cors';

/** Mini Apps call from Zalo's own origins (zalo/client.md 6); tokens travel in headers, never in cookies. */
const zaloOrigins = ['https://h5.zdn.vn', 'zbrowser://h5.zdn.vn'];
const exposed = 'Content-Disposition,ETag,Retry-After,X-Request-Id';

/**
 * Who may call from another origin. A preflight is Hono's; on all other answers the headers are set once the answer is there: set before
 * it, as Hono's do, they make the server copy each answer through a stream.
 */
export function apiCors(publicUrl: string): MiddlewareHandler {
  const allowed = [...zaloOrigins, new URL(publicUrl).origin];
  const preflight = cors({
    origin: (origin) => (allowed.includes(origin) ? origin : null),
    allowMethods: ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'],
    allowHeaders: [
      'Authorization',
      'Content-Type',
      'Idempotency-Key',
      'If-Match',
      'If-None-Match',
      'Last-Event-ID',
      'Proof',
    ],
    exposeHeaders: exposed.split(','),
    maxAge: 7_200,
  });
  return async (c, next) => {
    if (c.req.method === 'OPTIONS') return await preflight(c, next);
    const origin = c.req.header('origin');
    await next();
    const { headers } = c.res;
    if (origin !== undefined && allowed.includes(origin)) headers.set('Access-Control-Allow-Origin', origin);
    headers.set('Access-Control-Expose-Headers', exposed);
    headers.append('Vary', 'Origin');
  };
}
