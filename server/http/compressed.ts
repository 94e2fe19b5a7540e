import type { MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';

/**
 * Compresses answers for whoever takes that. For all others Hono's would copy each answer through a stream to name one header.
 */
export function compressed(): MiddlewareHandler {
  const compressing = compress();
  return async (c, next) => {
    if (/gzip|deflate|\*/i.test(c.req.header('accept-encoding') ?? '')) return await compressing(c, next);
    await next();
    const { headers } = c.res;
    if (!/accept-encoding/i.test(headers.get('Vary') ?? '')) headers.append('Vary', 'Accept-Encoding');
  };
}
