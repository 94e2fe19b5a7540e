import type { Logger } from 'pino';
import { uuidv7 } from 'uuidv7';
import type { Database } from '../db/database.ts';
import { type Lane, lanes, retryDelayMs, shouldPark } from './backoff.rules.ts';
import { createGivingWay, type GivingWay } from './giving-way.ts';
import type { NewMessage } from './outbox.store.ts';
import { type ClaimedMessage, outboxClaims } from './outbox-claims.store.ts';

/**
 * What became of one attempt. `reason` is a short code for officers and logs, never a person's words. `payload` takes the place of
 * the message's own, to remember how far it got.
 */
export type DeliveryOutcome =
  | { kind: 'sent'; externalId: string | null; followUps?: readonly NewMessage[] }
  | { kind: 'retry'; reason: string; afterMs?: number | null; payload?: Record<string, unknown> }
  | { kind: 'unknown'; reason: string; payload?: Record<string, unknown> }
  /** Not here: `next` goes on in its place, or stands parked where nobody is left to try. */
  | { kind: 'pass'; reason: string; next: NewMessage; as: 'waiting' | 'parked' }
  /** Not by itself: in this digest, or in the fresh one if that has begun to be sent. */
  | { kind: 'fold'; openId: string | null; fresh: NewMessage }
  | { kind: 'park'; reason: string };

/** Sends one message. Throwing counts as `unknown`: it may have thrown after the message left. */
export type DeliveryHandler = (message: ClaimedMessage) => Promise<DeliveryOutcome>;

export type Dispatcher = {
  /** Something new was committed: look now, not at the next poll. */
  wake(): void;
  start(): void;
  /** The store has let messages be claimed lately. */
  isReady(): boolean;
  /** Lets running attempts finish, then stands still. */
  stop(): Promise<void>;
};

/** A server that dies is replaced after this long at the most; living ones extend their claims in time. */
const claimMs = 20_000;
const extendEveryMs = 6_000;
const pollEveryMs = 1_000;
/** Wakes that come together, as tips that share a commit do, look once. */
const wakeGatherMs = 2;
/** Where they come without end, not more often than this, and while it gives way, than that. */
const looksApartMs = 25;
const givingWayLooksApartMs = 100;
/** Polls may be this late before the outbox counts as standing still. */
const pollLateMs = 15_000;
/** One stream keeps a worker for this many messages, then others get their turn. */
const runMax = 20;
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
  /** Hears also of what else is taken in. */
  givingWay?: GivingWay;
}): Dispatcher {
  const server = uuidv7();
  const { givingWay = createGivingWay() } = options;
  const pumps = workers.map((worker) => createPump({ ...options, ...worker, server, givingWay }));
  let timers: NodeJS.Timeout[] = [];
  let wakeTimer: NodeJS.Timeout | undefined;
  let lookedAtMs = Number.NEGATIVE_INFINITY;
  const pumpAll = () => {
    wakeTimer = undefined;
    lookedAtMs = performance.now();
    for (const pump of pumps) void pump.pump();
  };
  return {
    wake() {
      givingWay.noteStored();
      const apartMs = givingWay.isBusy() ? givingWayLooksApartMs : looksApartMs;
      wakeTimer ??= setTimeout(pumpAll, Math.max(wakeGatherMs, lookedAtMs + apartMs - performance.now()));
    },
    start() {
      timers = [
        setInterval(pumpAll, pollEveryMs),
        setInterval(() => pumps.forEach((pump) => void pump.extend()), extendEveryMs),
      ];
      pumpAll();
    },
    isReady: () => pumps.every((pump) => pump.isReady()),
    async stop() {
      for (const timer of timers) clearInterval(timer);
      clearTimeout(wakeTimer);
      await Promise.all(pumps.map((pump) => pump.stop()));
    },
  };
}

type PumpOptions = Parameters<typeof createDispatcher>[0] & {
  lanes: readonly Lane[];
  attemptsAtOnceMax: number;
  server: string;
  givingWay: GivingWay;
};

/** Keeps up to `attemptsAtOnceMax` attempts running; each one that ends makes room for the next. */
function createPump(options: PumpOptions) {
  const store = outboxClaims(options.database.kysely);
  const isUrgent = options.lanes.includes(lanes.sos);
  /** What each worker is at, and its end. */
  const active = new Map<symbol, { messageId: string; end: Promise<void> }>();
  let claimedAtMs = performance.now();
  let isStopped = false;
  let isClaiming = false;
  let claiming: Promise<void> = Promise.resolve();
  let isWokenMeanwhile = false;

  const claimUntil = () => new Date(options.now().getTime() + claimMs);
  const messagesAtWork = () => [...active.values()].map((work) => work.messageId);

  async function pump(): Promise<void> {
    if (isClaiming) {
      isWokenMeanwhile = true;
      return;
    }
    isClaiming = true;
    claiming = claimWhileWoken();
    await claiming;
  }

  async function claimWhileWoken(): Promise<void> {
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
      atWork: messagesAtWork(),
    });
    claimedAtMs = performance.now();
    for (const message of claimed) {
      const worker = Symbol(message.stream);
      const end = workOff(worker, message).finally(() => {
        active.delete(worker);
        void pump();
      });
      active.set(worker, { messageId: message.id, end });
    }
  }

  /** Sends a message and those behind it in its stream, one after the other. */
  async function workOff(worker: symbol, first: ClaimedMessage): Promise<void> {
    let message: ClaimedMessage | null = first;
    for (let count = 1; message !== null; count += 1) {
      const { id } = message;
      const work = active.get(worker);
      if (work) work.messageId = id;
      if (!isUrgent && !isStopped) await options.givingWay.turn();
      const outcome = await attempt(message);
      try {
        message = await settle(message, outcome, count < runMax && !isStopped);
      } catch (error) {
        // The outcome could not be written down: the claim runs out, and the next attempt looks before it sends.
        options.logger.error({ err: error, messageId: id }, 'outbox outcome not stored');
        return;
      }
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

  /** Writes down what became of it and, in the same commit, claims the next one of its stream. */
  async function settle(
    message: ClaimedMessage,
    outcome: DeliveryOutcome,
    mayGoOn: boolean,
  ): Promise<ClaimedMessage | null> {
    if (outcome.kind !== 'sent' && outcome.kind !== 'fold') {
      const { id: messageId, destination, attempts } = message;
      const { kind, reason } = outcome;
      options.logger.warn({ messageId, destination, attempts, outcome: kind, reason }, 'not delivered');
    }
    return await options.database.transact(
      async (transaction) => {
        const now = options.now();
        const isFinished = await writeDown(outboxClaims(transaction), message, outcome, now);
        if (!isFinished || !mayGoOn) return null;
        return await outboxClaims(transaction).claimNext(message.stream, {
          server: options.server,
          now,
          until: claimUntil(),
        });
      },
      { urgent: isUrgent, patient: !isUrgent },
    );
  }

  /** True when the message is finished and the next one of its stream may go. */
  async function writeDown(
    outbox: ReturnType<typeof outboxClaims>,
    message: ClaimedMessage,
    outcome: DeliveryOutcome,
    now: Date,
  ): Promise<boolean> {
    const { id } = message;
    switch (outcome.kind) {
      case 'sent':
        return await outbox.markSent(id, options.server, outcome, now);
      case 'pass':
        return await outbox.passOn(id, options.server, outcome, now);
      case 'fold':
        return await outbox.fold(id, options.server, outcome, now);
      case 'park':
        return await outbox.park(id, options.server, outcome.reason, now);
      case 'retry':
      case 'unknown': {
        if (shouldPark(message.createdAt, message.attempts, now))
          return await outbox.park(id, options.server, outcome.reason, now);
        const asked = outcome.kind === 'retry' ? (outcome.afterMs ?? 0) : 0;
        const delayMs = Math.max(asked, retryDelayMs(message.attempts, message.lane, Math.random()));
        await outbox.retryLater(id, options.server, {
          reason: outcome.reason,
          notBefore: new Date(now.getTime() + delayMs),
          isOutcomeUnknown: outcome.kind === 'unknown',
          ...(outcome.payload ? { payload: outcome.payload } : {}),
        });
        return false;
      }
    }
  }

  return {
    pump,
    isReady: () => performance.now() - claimedAtMs < pollLateMs || active.size >= options.attemptsAtOnceMax,
    extend: () => store.extendClaims(options.server, messagesAtWork(), claimUntil()).catch(() => undefined),
    async stop() {
      isStopped = true;
      // What is being claimed now is still worked on: a claim left behind would have to run out first.
      await claiming;
      await Promise.all([...active.values()].map((work) => work.end));
    },
  };
}
