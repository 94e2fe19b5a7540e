import type { MiddlewareHandler } from 'hono';
import { uuidv7 } from 'uuidv7';

/** What every handler can read from the context. */
export type HttpEnv = {
  Variables: {
    requestId: string;
    /** Its sender asks more often than one person would, and was let through because this is never refused. */
    isOverLimit?: true;
  };
};

/** Every request gets an id of ours; a sender's own id is not taken, it could carry anything into the log. */
export const withRequestId: MiddlewareHandler<HttpEnv> = async (c, next) => {
  const requestId = uuidv7();
  c.set('requestId', requestId);
  await next();
  c.res.headers.set('X-Request-Id', requestId);
};

/** Everything about a tip, an SOS or staff: kept by nobody on the way (design 6). */
export const noStore: MiddlewareHandler = async (c, next) => {
  await next();
  c.res.headers.set('Cache-Control', 'no-store');
};
