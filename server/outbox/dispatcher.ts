import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../db/database.ts';
import { type Lane, lanes, retryDelayMs, shouldPark } from './backoff.rules.ts';
import { type ClaimedMessage, outboxStore } from './outbox.store.ts';

/** What became of one attempt. `reason` is a short code for officers and logs, never a person's words. */
export type DeliveryOutcome =
  | { kind: 'sent'; externalId: string | null }
  | { kind: 'retry'; reason: string; afterMs?: number | null }
  | { kind: 'unknown'; reason: string }
  | { kind: 'park'; reason: string };

/** Sends one message. Throwing counts as `unknown`: it may have thrown after the message left. */
export type DeliveryHandler = (message: ClaimedMessage) => Promise<DeliveryOutcome>;

export type Dispatcher = {
  /** Something new was committed: look now, not at the next poll. */
  wake(): void;
  start(): void;
  /** Lets running attempts finish, then stands still. */
  stop(): Promise<void>;
};

/** A server that dies is replaced after this long at the most; living ones extend their claims in time. */
const claimMs = 20_000;
const extendEveryMs = 6_000;
const pollEveryMs = 1_000;
/** SOS has workers of its own, so that no slow answer elsewhere holds it up (design promise 4). */
const workers: readonly { lanes: readonly Lane[]; attemptsAtOnceMax: number }[] = [
  { lanes: [lanes.sos], attemptsAtOnceMax: 16 },
  { lanes: [lanes.tips, lanes.other], attemptsAtOnceMax: 32 },
];

export function createDispatcher(options: {
  database: Database;
  handlers: Readonly<Record<string, DeliveryHandler>>;
  logger: Logger;
  now: () => Date;
}): Dispatcher {
  const server = uuidv7();
  const pumps = workers.map((worker) => createPump({ ...options, ...worker, server }));
  let timers: NodeJS.Timeout[] = [];
  return {
    wake: () => pumps.forEach((pump) => void pump.pump()),
    start() {
      timers = [
        setInterval(() => pumps.forEach((pump) => void pump.pump()), pollEveryMs),
        setInterval(() => pumps.forEach((pump) => void pump.extend()), extendEveryMs),
      ];
      pumps.forEach((pump) => void pump.pump());
    },
    async stop() {
      for (const timer of timers) clearInterval(timer);
      await Promise.all(pumps.map((pump) => pump.stop()));
    },
  };
}

type PumpOptions = Parameters<typeof createDispatcher>[0] & {
  lanes: readonly Lane[];
  attemptsAtOnceMax: number;
  server: string;
};

/** Keeps up to `attemptsAtOnceMax` attempts running; each one that ends makes room for the next. */
function createPump(options: PumpOptions) {
  const store = outboxStore(options.database.kysely);
  const active = new Map<string, Promise<void>>();
  let isStopped = false;
  let isClaiming = false;
  let isWokenMeanwhile = false;

  const claimUntil = () => new Date(options.now().getTime() + claimMs);

  async function pump(): Promise<void> {
    if (isClaiming) {
      isWokenMeanwhile = true;
      return;
    }
    isClaiming = true;
    try {
      do {
        isWokenMeanwhile = false;
        await claimAndBegin();
      } while (isWokenMeanwhile && !isStopped);
    } catch (error) {
      // The store is away: the next poll tries again.
      options.logger.error({ err: error }, 'outbox claim failed');
    } finally {
      isClaiming = false;
    }
  }

  async function claimAndBegin(): Promise<void> {
    const room = options.attemptsAtOnceMax - active.size;
    if (isStopped || room <= 0) return;
    const claimed = await store.claim({
      server: options.server,
      lanes: options.lanes,
      now: options.now(),
      until: claimUntil(),
      limit: room,
    });
    for (const message of claimed) {
      const attempt = deliver(message).finally(() => {
        active.delete(message.id);
        void pump();
      });
      active.set(message.id, attempt);
    }
  }

  async function deliver(message: ClaimedMessage): Promise<void> {
    const outcome = await attempt(message);
    try {
      await settle(message, outcome);
    } catch (error) {
      // The outcome could not be written down: the claim runs out, and the next attempt looks before it sends.
      options.logger.error({ err: error, messageId: message.id }, 'outbox outcome not stored');
    }
  }

  async function attempt(message: ClaimedMessage): Promise<DeliveryOutcome> {
    const handler = options.handlers[message.topic];
    if (!handler) return { kind: 'park', reason: `no handler for ${message.topic}` };
    try {
      return await handler(message);
    } catch (error) {
      options.logger.error({ err: error, messageId: message.id, topic: message.topic }, 'delivery failed');
      return { kind: 'unknown', reason: 'internal' };
    }
  }

  async function settle(message: ClaimedMessage, outcome: DeliveryOutcome): Promise<void> {
    const now = options.now();
    if (outcome.kind === 'sent') return store.markSent(message.id, options.server, outcome.externalId, now);
    options.logger.warn(
      {
        messageId: message.id,
        destination: message.destination,
        attempts: message.attempts,
        outcome: outcome.kind,
        reason: outcome.reason,
      },
      'not delivered',
    );
    if (outcome.kind === 'park' || shouldPark(message.createdAt, now)) {
      return store.park(message.id, options.server, outcome.reason, now);
    }
    const asked = outcome.kind === 'retry' ? (outcome.afterMs ?? 0) : 0;
    const delayMs = Math.max(asked, retryDelayMs(message.attempts, message.lane, Math.random()));
    await store.retryLater(message.id, options.server, {
      reason: outcome.reason,
      notBefore: new Date(now.getTime() + delayMs),
      isOutcomeUnknown: outcome.kind === 'unknown',
    });
  }

  return {
    pump,
    extend: () => store.extendClaims(options.server, [...active.keys()], claimUntil()).catch(() => undefined),
    async stop() {
      isStopped = true;
      await Promise.all(active.values());
    },
  };
}
