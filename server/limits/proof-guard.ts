import { AppError } from '../http/app-error.ts';
import { readIdempotencyKey } from '../http/idempotency-key.ts';
import { createAdmittedKeys } from './admitted-keys.ts';
import type { ClientAddress } from './client-address.ts';
import type { Guard, GuardGround } from './guard-ground.ts';
import { type ProofLane, proofCost, subjectsMax, triesPerKeyMax } from './limit-table.ts';
import { isProof, makeChallenge } from './proof.ts';

/**
 * For a route that takes an Idempotency-Key. Throws `proof_required` with a challenge where the limits by address are passed by
 * somebody without an identity and no solution came along, `rate_limited` where a signed-in person's own limit is, and
 * `idempotency_key_invalid`. `isFlooded`: a unit is under a flood, so that work is dearer.
 */
export function createProofGuard(ground: GuardGround, lane: ProofLane, isFlooded: () => boolean): Guard {
  const { keys, now, key, clientAddress, identityOf, isAnswered } = ground;
  const perIdentity = ground.count(`${lane.name}-identity`, lane.perIdentity, 'asked');
  const nameless = createNamelessCounts(ground, lane);
  const admitted = createAdmittedKeys({ key, keysMax: subjectsMax, triesMax: triesPerKeyMax, now });
  ground.onSweep(admitted.sweep);
  return async (c, next) => {
    const idempotencyKey = readIdempotencyKey(c);
    if (admitted.has(idempotencyKey) || (await isAnswered(idempotencyKey))) return next();
    const identity = await identityOf(c);
    await (identity === null
      ? nameless.catchUp(clientAddress(c))
      : perIdentity.catchUp(identity, lane.perIdentity.max));
    // Its twin may have been quicker; from here to the end nothing waits.
    if (admitted.has(idempotencyKey)) return next();
    if (identity === null) countNameless(clientAddress(c), idempotencyKey, c.req.header('proof'));
    else {
      perIdentity.assertBelow(identity, lane.perIdentity.max);
      perIdentity.add(identity);
    }
    admitted.add(idempotencyKey);
    return next();
  };

  function countNameless(from: ClientAddress, idempotencyKey: string, proof: string | undefined): void {
    if (nameless.isPast(from) && !isProof(keys, idempotencyKey, proof, now())) {
      const zeroBits = zeroBitsAt(nameless.loadOf(from), isFlooded());
      throw new AppError('proof_required', {
        challenge: makeChallenge(keys, idempotencyKey, zeroBits, now()),
      });
    }
    nameless.add(from);
  }
}

/** What senders without an identity do together, at three distances. */
function createNamelessCounts({ count }: GuardGround, lane: ProofLane) {
  const levels = [
    { counters: count(lane.name, lane.perAddress, 'asked'), limit: lane.perAddress, of: bySender },
    { counters: count(`${lane.name}-network`, lane.perNetwork), limit: lane.perNetwork, of: byNetwork },
    { counters: count(`${lane.name}-all`, lane.inAll), limit: lane.inAll, of: () => 'all' },
  ];
  return {
    catchUp: async (from: ClientAddress): Promise<void> => {
      await Promise.all(levels.map(({ counters, limit, of }) => counters.catchUp(of(from), limit.max)));
    },
    isPast: (from: ClientAddress) =>
      levels.some(({ counters, limit, of }) => counters.count(of(from)) >= limit.max),
    add: (from: ClientAddress) => {
      for (const { counters, of } of levels) counters.add(of(from));
    },
    /** How many times the limit that is passed most. */
    loadOf: (from: ClientAddress): number =>
      Math.max(...levels.map(({ counters, limit, of }) => counters.count(of(from)) / limit.max)),
  };
}

/** Each doubling of the load beyond a limit doubles the work, and so does a flood. */
function zeroBitsAt(load: number, isFlooded: boolean): number {
  const bits = proofCost.zeroBitsMin + Math.floor(Math.log2(Math.max(1, load))) + (isFlooded ? 1 : 0);
  return Math.min(bits, proofCost.zeroBitsMax);
}

const bySender = ({ sender }: ClientAddress) => sender;
const byNetwork = ({ network }: ClientAddress) => network;
