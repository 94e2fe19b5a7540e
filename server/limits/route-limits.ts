import type { Context, MiddlewareHandler } from 'hono';
import type { HttpEnv } from '../http/http-env.ts';
import { addressLanes, proofLanes } from './limit-table.ts';
import type { SenderLimits } from './sender-limits.ts';

/** What stands before which route; no method: before all. In this order. */
export type RouteLimit = { method?: 'GET' | 'POST'; path: string; guard: MiddlewareHandler<HttpEnv> };

/** The limits of the whole API. A new route that somebody without a right may call belongs in here. */
export function routeLimits(limits: SenderLimits): RouteLimit[] {
  const messages = limits.proofGuard(proofLanes.messages);
  return [
    { path: '/api/*', guard: limits.inFlightGuard(undefined, isAboutSos) },
    { path: '/api/staff/*', guard: limits.credentialGuard() },
    { path: '/api/tips/:code/*', guard: limits.receiptGuard() },
    { method: 'POST', path: '/api/tips', guard: limits.proofGuard(proofLanes.tips) },
    { method: 'POST', path: '/api/tips/:code/messages', guard: onlyWithCredential(messages) },
    { method: 'POST', path: '/api/sos', guard: limits.urgentGuard(addressLanes.sos) },
    {
      method: 'POST',
      path: '/api/sos/:id/positions',
      guard: onlyWithCredential(limits.addressGuard(addressLanes.sosPositions)),
    },
    { method: 'POST', path: '/api/photos', guard: limits.addressGuard(addressLanes.photos) },
    { method: 'POST', path: '/api/session', guard: limits.addressGuard(addressLanes.sessions) },
    { method: 'POST', path: '/api/me/staff', guard: limits.bindingCodeGuard() },
    { method: 'POST', path: '/api/staff/pair', guard: limits.pairingCodeGuard() },
    { method: 'POST', path: '/api/pairings', guard: limits.addressGuard(addressLanes.pairings) },
    { method: 'GET', path: '/api/pairings/*', guard: limits.addressGuard(addressLanes.pairingAsks) },
    { method: 'POST', path: '/api/locations', guard: limits.addressGuard(addressLanes.locations) },
    { method: 'POST', path: '/api/forms/*', guard: limits.addressGuard(addressLanes.forms) },
    { method: 'GET', path: '/api/units/locate', guard: limits.addressGuard(addressLanes.locate) },
  ];
}

const isAboutSos = (c: Context<HttpEnv>): boolean => /^\/api\/(staff\/)?sos(\/|$)/.test(c.req.path);

/** Without a credential the route answers 401, before anything else and counted against no limit (design 6). */
function onlyWithCredential(guard: MiddlewareHandler<HttpEnv>): MiddlewareHandler<HttpEnv> {
  return async (c, next) => (c.req.header('authorization') ? guard(c, next) : next());
}
