import { createMiddleware } from 'hono/factory';
import { AppError } from './app-error.ts';
import type { HttpEnv } from './http-env.ts';

/** Less than a server takes to learn of a key. */
const retryAfterS = 3;
/** Nothing of these is looked up by what was stored before: an alert is never refused, a photo is anew. */
const ownWays = ['/api/sos', '/api/photos'];

/**
 * While other servers use a key that this one has not learnt yet, whatever is looked up by a digest could seem not to be there: it is asked to
 * come again (503) instead of hearing that, or of being stored twice.
 */
export const keyGate = (isBehind: () => boolean) =>
  createMiddleware<HttpEnv>((c, next) => {
    if (!isBehind()) return next();
    const { method, path } = c.req;
    const needsNothing =
      (method === 'GET' && c.req.header('authorization') === undefined) ||
      method === 'OPTIONS' ||
      (method === 'POST' && ownWays.includes(path));
    if (!needsNothing) throw new AppError('busy', { retryAfterS });
    return next();
  });
