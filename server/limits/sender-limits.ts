import type { Context } from 'hono';
import type { HttpEnv } from '../http/http-env.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import { createAddressGuard, createCredentialGuard, createUrgentGuard } from './address-guards.ts';
import type { Guard, GuardGround, SenderIdentity } from './guard-ground.ts';
import { createHourlyKey } from './hourly-key.ts';
import { createInFlightGuard } from './in-flight-guard.ts';
import {
  type AddressLane,
  type Limit,
  type ProofLane,
  requestsInFlightMax,
  staffKeyLimit,
  subjectsMax,
  unitFlood,
  wrongBindingCodes,
  wrongPairingCodes,
  wrongReceipts,
} from './limit-table.ts';
import { createProofGuard } from './proof-guard.ts';
import type { SharedCounts } from './shared-counts.ts';
import { createWindowCounters } from './window-counters.ts';
import { createBindingCodeGuard, createPairingCodeGuard, createReceiptGuard } from './wrong-tries-guards.ts';

export type SenderLimits = ReturnType<typeof createSenderLimits>;

export type SenderLimitsDependencies = SenderIdentity & {
  keys: SecretKeys;
  now: () => Date;
  /** Counts together with other servers on the same store; null: there are none. */
  shared?: SharedCounts | null;
};

/**
 * The limits of limit-table.ts as middlewares that decide before a body is read; what each does is said where it is made. All counts are
 * in memory, under digests of an hourly key (with several servers also in their store, shared-counts.ts), and nothing of them is logged.
 */
export function createSenderLimits(dependencies: SenderLimitsDependencies) {
  const { now, shared = null } = dependencies;
  const key = createHourlyKey(now, shared?.hourKey);
  const sweepers: (() => void)[] = [key.turn];
  const ground: GuardGround = {
    ...dependencies,
    key,
    count(name, { windowMs }, acrossServers = 'told') {
      const counters = createWindowCounters({ name, windowMs, subjectsMax, key, now, shared, acrossServers });
      sweepers.push(counters.sweep);
      return counters;
    },
    onSweep: (sweep) => sweepers.push(sweep),
  };
  const units = ground.count('unit', unitFlood);
  let floodEndsAtMs = 0;
  const isFlooded = () => now().getTime() < floodEndsAtMs;
  return {
    proofGuard: (lane: ProofLane): Guard => createProofGuard(ground, lane, isFlooded),
    urgentGuard: (lane: AddressLane & { slowedMs: number }): Guard => createUrgentGuard(ground, lane),
    addressGuard: (lane: AddressLane): Guard => createAddressGuard(ground, lane),
    receiptGuard: (limit: Limit = wrongReceipts): Guard => createReceiptGuard(ground, limit),
    bindingCodeGuard: (limit: Limit = wrongBindingCodes): Guard => createBindingCodeGuard(ground, limit),
    pairingCodeGuard: (limit: Limit = wrongPairingCodes): Guard => createPairingCodeGuard(ground, limit),
    credentialGuard: (limit: Limit = staffKeyLimit): Guard => createCredentialGuard(ground, limit),
    inFlightGuard: (
      requestsMax: number = requestsInFlightMax,
      isUrgent: (c: Context<HttpEnv>) => boolean = () => false,
    ): Guard => createInFlightGuard(requestsMax, isUrgent),
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
}
