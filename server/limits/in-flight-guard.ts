import type { Context } from 'hono';
import { AppError } from '../http/app-error.ts';
import type { HttpEnv } from '../http/http-env.ts';
import type { Guard } from './guard-ground.ts';
import { busyRetryAfterS, urgentRequestsInFlightMax } from './limit-table.ts';

/** Throws `busy` when too many requests are being answered at once; what is urgent has room of its own. */
export function createInFlightGuard(requestsMax: number, isUrgent: (c: Context<HttpEnv>) => boolean): Guard {
  const requests = { urgent: 0, other: 0 };
  const most = { urgent: urgentRequestsInFlightMax, other: requestsMax };
  return async (c, next) => {
    const kind = isUrgent(c) ? 'urgent' : 'other';
    if (requests[kind] >= most[kind]) throw new AppError('busy', { retryAfterS: busyRetryAfterS });
    requests[kind] += 1;
    try {
      await next();
    } finally {
      requests[kind] -= 1;
    }
  };
}
