import type { MiddlewareHandler } from 'hono';
import { TrieRouter } from 'hono/router/trie-router';
import type { RouterRoute } from 'hono/types';
import { AppError } from './app-error.ts';

const methods = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/**
 * Behind all routes: an address that takes other methods only answers 405 and names them (RFC 9110, 15.5.6), so that a program sees a
 * slip of the method and not a missing page. Addresses of nothing go on. `routes` is asked at the first such request, when all are there.
 */
export function refuseOtherMethods(routes: () => readonly RouterRoute[]): MiddlewareHandler {
  let known: TrieRouter<true> | null = null;
  return async (c, next) => {
    known ??= ownAddresses(routes());
    const addresses = known;
    const allowed = methods.filter((method) => addresses.match(method, c.req.path)[0].length > 0);
    if (allowed.length === 0) return next();
    c.header('Allow', allowed.flatMap((method) => (method === 'GET' ? [method, 'HEAD'] : method)).join(', '));
    throw new AppError('method_not_allowed');
  };
}

/** Without what stands before many of them: a guard is no answer. */
function ownAddresses(routes: readonly RouterRoute[]): TrieRouter<true> {
  const addresses = new TrieRouter<true>();
  for (const { method, path } of routes) {
    if (method !== 'ALL' && !path.includes('*')) addresses.add(method, path, true);
  }
  return addresses;
}
