import type { MiddlewareHandler } from 'hono';
import { AppError } from './app-error.ts';

/** `428` for a change that does not say which state it was made from: somebody else's change would be lost unseen. */
export const requireIfMatch: MiddlewareHandler = async (c, next) => {
  if (seenBy(c.req.header('if-match')) === '') throw new AppError('precondition_required');
  await next();
};

/**
 * The one ETag that an `If-Match` names, without the `W/` that a proxy puts before it when it compresses the answer. Empty
 * where it names none, and for `*`, which would name nothing that was read.
 */
export function seenBy(ifMatch: string | undefined): string {
  const tag = (ifMatch ?? '').trim().replace(/^W\//, '');
  return /^"[^"]{1,80}"$/.test(tag) ? tag : '';
}
