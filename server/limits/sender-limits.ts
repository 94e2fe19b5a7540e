import type { Context, MiddlewareHandler } from 'hono';
import type { ErrorCode } from '#contract/problem.ts';
import { AppError } from '../http/app-error.ts';
import type { HttpEnv } from '../http/http-env.ts';
import { readIdempotencyKey } from '../http/idempotency-key.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { createAdmittedKeys } from './admitted-keys.ts';
import type { ClientAddress } from './client-address.ts';
import { createHourlyKey } from './hourly-key.ts';
import {
  type AddressLane,
  busyRetryAfterS,
  type Limit,
  type ProofLane,
  proofCost,
  requestsInFlightMax,
  staffKeyLimit,
  subjectsMax,
  triesPerKeyMax,
  unitFlood,
  urgentRequestsInFlightMax,
  wrongBindingCodes,
  wrongPairingCodes,
  wrongReceipts,
} from './limit-table.ts';
import { isProof, makeChallenge } from './proof.ts';
import type { SharedCounts } from './shared-counts.ts';
import { type AcrossServers, createWindowCounters, type WindowCounters } from './window-counters.ts';
import { createWrongTries } from './wrong-tries.ts';

export type SenderLimits = ReturnType<typeof createSenderLimits>;
type Guard = MiddlewareHandler<HttpEnv>;

export type SenderLimitsDependencies = {
  keys: SecretKeys;
  now: () => Date;
  clientAddress(c: Context): ClientAddress;
  /** Who is signed in, as an id that is the same at every request; null: nobody. */
  identityOf(c: Context): Promise<string | null>;
  /** Whether an answer is stored under this Idempotency-Key: then the request is a replay and is not counted. */
  isAnswered(idempotencyKey: string): Promise<boolean>;
  /** Counts together with other servers on the same store; null: there are none. */
  shared?: SharedCounts | null;
};

/**
 * The limits of limit-table.ts as middlewares that decide before a body is read. All counts are in memory, under digests of an
 * hourly key (with several servers also in their store, shared-counts.ts), and nothing of them is logged.
 */
export function createSenderLimits(dependencies: SenderLimitsDependencies) {
  const { keys, now, clientAddress, shared = null } = dependencies;
  const key = createHourlyKey(now, shared?.hourKey);
  const sweepers: (() => void)[] = [key.turn];
  const count = (
    name: string,
    { windowMs }: Limit,
    acrossServers: AcrossServers = 'told',
  ): WindowCounters => {
    const counters = createWindowCounters({ name, windowMs, subjectsMax, key, now, shared, acrossServers });
    sweepers.push(counters.sweep);
    return counters;
  };
  const units = count('unit', unitFlood);
  let floodEndsAtMs = 0;

  return {
    /**
     * For a route that takes an Idempotency-Key. Throws `proof_required` with a challenge where the limits by address are passed by
     * somebody without an identity and no solution came along, `rate_limited` where a signed-in person's own limit is, and
     * `idempotency_key_invalid`.
     */
    proofGuard(lane: ProofLane): Guard {
      const perIdentity = count(`${lane.name}-identity`, lane.perIdentity, 'asked');
      const admitted = createAdmittedKeys({ key, keysMax: subjectsMax, triesMax: triesPerKeyMax, now });
      sweepers.push(admitted.sweep);
      const nameless = namelessCounts(lane);
      return async (c, next) => {
        const idempotencyKey = readIdempotencyKey(c);
        if (admitted.has(idempotencyKey) || (await dependencies.isAnswered(idempotencyKey))) return next();
        const identity = await dependencies.identityOf(c);
        await (identity === null
          ? nameless.catchUp(clientAddress(c))
          : perIdentity.catchUp(identity, lane.perIdentity.max));
        // Its twin may have been quicker; from here to the end nothing waits.
        if (admitted.has(idempotencyKey)) return next();
        if (identity === null) {
          const from = clientAddress(c);
          if (nameless.isPast(from) && !isProof(keys, idempotencyKey, c.req.header('proof'), now())) {
            const zeroBits = nameless.zeroBits(from);
            throw new AppError('proof_required', {
              challenge: makeChallenge(keys, idempotencyKey, zeroBits, now()),
            });
          }
          nameless.add(from);
        } else {
          perIdentity.assertBelow(identity, lane.perIdentity.max);
          perIdentity.add(identity);
        }
        admitted.add(idempotencyKey);
        return next();
      };
    },

    /**
     * For what is never refused: past the limit it waits and is marked (`isOverLimit`). A replay is neither counted nor slowed; without a
     * proper key the route answers 400.
     */
    urgentGuard(lane: AddressLane & { slowedMs: number }): Guard {
      const counters = count(lane.name, lane.perAddress);
      return async (c, next) => {
        const key = c.req.header('idempotency-key')?.trim().toLowerCase();
        if (key === undefined || (await dependencies.isAnswered(key))) return next();
        const { sender } = clientAddress(c);
        counters.add(sender);
        if (counters.count(sender) > lane.perAddress.max) {
          c.set('isOverLimit', true);
          await pause(lane.slowedMs);
        }
        return next();
      };
    },

    /** For any other route: past the limit `rate_limited`, or, in a lane that is only slowed, a wait. */
    addressGuard(lane: AddressLane): Guard {
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
    },

    /**
     * Counts wrong receipts (`tip_not_found`), and after too many answers right and wrong ones alike with `rate_limited`. Requests
     * without a receipt pass: they are a 401, which counts against no limit.
     */
    receiptGuard(limit: Limit = wrongReceipts): Guard {
      const wrong = wrongTriesGuard('wrong-receipt', limit, 'tip_not_found', (c) => clientAddress(c).sender);
      return async (c, next) =>
        /^Receipt\s/i.test(c.req.header('authorization') ?? '') ? wrong(c, next) : next();
    },

    /** The same for codes by which a signed-in person becomes a member of the staff, counted per person. */
    bindingCodeGuard(limit: Limit = wrongBindingCodes): Guard {
      const who = async (c: Context<HttpEnv>) =>
        (await dependencies.identityOf(c)) ?? clientAddress(c).sender;
      return wrongTriesGuard('wrong-binding-code', limit, 'binding_code_unknown', who);
    },

    /** The same for codes on a browser's screen, counted per credential. */
    pairingCodeGuard: (limit: Limit = wrongPairingCodes): Guard =>
      wrongTriesGuard(
        'wrong-pairing-code',
        limit,
        'pairing_code_unknown',
        (c) => c.req.header('authorization') ?? '',
      ),

    /** What one Authorization may ask for, wherever it is sent from; without one the route answers 401. Throws `rate_limited`. */
    credentialGuard(limit: Limit = staffKeyLimit): Guard {
      const counters = count('credential', limit);
      return async (c, next) => {
        const authorization = c.req.header('authorization');
        if (authorization === undefined) return next();
        await counters.catchUp(authorization, limit.max);
        counters.assertBelow(authorization, limit.max);
        counters.add(authorization);
        return next();
      };
    },

    /** Throws `busy` when too many requests are being answered at once; what is urgent has room of its own. */
    inFlightGuard(
      requestsMax: number = requestsInFlightMax,
      isUrgent: (c: Context<HttpEnv>) => boolean = () => false,
    ): Guard {
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
    },

    /** A tip for this unit was stored. */
    noteTipFor(unitId: string): void {
      if (units.add(unitId) > unitFlood.max) floodEndsAtMs = now().getTime() + unitFlood.windowMs;
    },

    /** Forgets what no window holds any more, and the key of an hour that has passed. */
    async sweep(): Promise<void> {
      for (const sweep of sweepers) sweep();
      await shared?.sweep();
    },

    /** Tells other servers what they have not heard yet. */
    stop: async (): Promise<void> => await shared?.stop(),
  };

  /** Past the limit of tries that ended with this problem, right and wrong ones alike get `rate_limited`. Without a credential: 401. */
  function wrongTriesGuard(
    name: string,
    limit: Limit,
    problem: ErrorCode,
    whoTries: (c: Context<HttpEnv>) => string | Promise<string>,
  ): Guard {
    const tries = createWrongTries({ limit, wrong: count(name, limit, 'asked'), key });
    return async (c, next) => {
      if (!c.req.header('authorization')) return next();
      const end = await tries.begin(await whoTries(c));
      try {
        await next();
      } finally {
        await end(c.error instanceof AppError && c.error.code === problem);
      }
    };
  }

  /** What senders without an identity do together, at three distances. */
  function namelessCounts(lane: ProofLane) {
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
      /** Each doubling of the load beyond a limit doubles the work, and so does a unit under a flood. */
      zeroBits(from: ClientAddress): number {
        const load = Math.max(
          ...levels.map(({ counters, limit, of }) => counters.count(of(from)) / limit.max),
        );
        const flood = now().getTime() < floodEndsAtMs ? 1 : 0;
        const bits = proofCost.zeroBitsMin + Math.floor(Math.log2(Math.max(1, load))) + flood;
        return Math.min(bits, proofCost.zeroBitsMax);
      },
    };
  }
}

const bySender = ({ sender }: ClientAddress) => sender;
const byNetwork = ({ network }: ClientAddress) => network;

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
