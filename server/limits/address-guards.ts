import { setTimeout as pause } from 'node:timers/promises';
import type { Guard, GuardGround } from './guard-ground.ts';
import type { AddressLane, Limit } from './limit-table.ts';

/** For any route: past the limit `rate_limited`, or, in a lane that is only slowed, a wait. */
export function createAddressGuard({ clientAddress, count }: GuardGround, lane: AddressLane): Guard {
  const counters = count(lane.name, lane.perAddress, lane.acrossServers);
  return async (c, next) => {
    const { sender } = clientAddress(c);
    if (lane.slowedMs === undefined) {
      await counters.catchUp(sender, lane.perAddress.max);
      counters.assertBelow(sender, lane.perAddress.max);
    } else if (counters.count(sender) >= lane.perAddress.max) await pause(lane.slowedMs);
    counters.add(sender);
    return next();
  };
}

/**
 * For what is never refused: past the limit it waits and is marked (`isOverLimit`). A replay is neither counted nor slowed; without a
 * proper key the route answers 400.
 */
export function createUrgentGuard(
  { clientAddress, isAnswered, count }: GuardGround,
  lane: AddressLane & { slowedMs: number },
): Guard {
  const counters = count(lane.name, lane.perAddress);
  return async (c, next) => {
    const idempotencyKey = c.req.header('idempotency-key')?.trim().toLowerCase();
    if (idempotencyKey === undefined || (await isAnswered(idempotencyKey))) return next();
    const { sender } = clientAddress(c);
    counters.add(sender);
    if (counters.count(sender) > lane.perAddress.max) {
      c.set('isOverLimit', true);
      await pause(lane.slowedMs);
    }
    return next();
  };
}

/** What one Authorization may ask for, wherever it is sent from; without one the route answers 401. Throws `rate_limited`. */
export function createCredentialGuard({ count }: GuardGround, limit: Limit): Guard {
  const counters = count('credential', limit);
  return async (c, next) => {
    const authorization = c.req.header('authorization');
    if (authorization === undefined) return next();
    await counters.catchUp(authorization, limit.max);
    counters.assertBelow(authorization, limit.max);
    counters.add(authorization);
    return next();
  };
}
