import { setImmediate as nextTurn, setTimeout as sleep } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import type { Schema } from '../db/schema.ts';
import type { SecretKeys } from '../secrets/secret-keys.ts';
import type { EventIntake } from './event-intake.ts';
import { readMiniAppEvent } from './mini-app-event.rules.ts';
import { readOaEnvelope, readOaEvent } from './oa-event.rules.ts';
import { revocationNames } from './webhook.service.ts';
import { type StoredEvent, webhookEventStore } from './webhook-event.store.ts';
import { parseWebhookBody } from './webhook-json.rules.ts';
import type { ZaloEvent, ZaloEventKind, ZaloEventOf } from './zalo-event.ts';

export type EventContext = {
  /** All handlers of an event work in it, and it takes the event with it: done together, or not at all and tried again. */
  transaction: Transaction<Schema>;
  /** Runs once the event has taken effect; lost when the server dies at that moment. */
  afterCommit(work: () => void): void;
};

/**
 * Does something about an event. It reads and writes through `transaction` alone (past it, on SQLite, it would wait for itself for
 * ever), puts what is to be sent into the outbox, and asks nobody over the network: everybody else waits for it. Of one person's events the older usually comes first; where it matters, `event.at` decides. What it throws is logged,
 * and the event comes again.
 */
export type EventHandler<Kind extends ZaloEventKind> = (
  event: ZaloEventOf<Kind>,
  context: EventContext,
) => Promise<void>;

/** Who does what about which events, one after the other. */
export type EventHandlers = { readonly [Kind in ZaloEventKind]?: readonly EventHandler<Kind>[] };

const pollEveryMs = 1_000;
/** Polls may be this late before the worker counts as standing still. */
const pollLateMs = 15_000;
/** Events of a moment are put into order before the first of them is worked on. */
const gatherMs = 150;
const eventsPerBatchMax = 200;
const batchesPerRunMax = 1_000;
/** On SQLite they share a commit, and arrivals wait for all of them. */
const linesAtOnceMax = 8;
/** How often it looks whether the arrivals have let up, and for how long at the most a burst of them keeps it from working. */
const giveWayEveryMs = 10;
const giveWayMsMax = 1_000;
/** Then it is given up, and shows. */
const retryDelaysMs = [1_000, 5_000, 30_000, 2 * 60_000, 10 * 60_000, 30 * 60_000, 60 * 60_000];

/**
 * Works on stored events, each person's in the order in which they happened. Several servers may work on one store: an event is held
 * by the transaction in which its handlers work, so whoever comes second finds it done; a server that dies leaves it as it was.
 */
export function createEventWorker(dependencies: {
  database: Database;
  keys: SecretKeys;
  handlers: EventHandlers;
  /** Whose OA it is; undefined: nobody's here, and its events have no effect. */
  unitOf(oaId: string): Promise<string | undefined>;
  /** Makes ready, in small steps, what handlers then have at hand: asked before every batch. */
  prepare(): Promise<void>;
  /** Zalo waits two seconds for an answer, and nobody for the work: it gives way. */
  intake: Pick<EventIntake, 'isBusy'>;
  /** Nothing may be worked on now. */
  isHeld(): boolean;
  logger: Logger;
  now: () => Date;
}) {
  const { database, keys, handlers, intake, logger, now } = dependencies;
  let pollTimer: NodeJS.Timeout | undefined;
  let wakeTimer: NodeJS.Timeout | undefined;
  let running: Promise<void> | null = null;
  let isWokenMeanwhile = false;
  let lookedAtMs = performance.now();
  let burstSinceMs: number | null = null;
  let isStopped = false;

  return {
    start(): void {
      if (isStopped) return;
      pollTimer = setInterval(poll, pollEveryMs);
      poll();
    },

    /** Something new was stored. */
    wake(): void {
      if (!isStopped) wakeTimer ??= setTimeout(poll, gatherMs);
    },

    /** The store has been looked through lately. */
    isReady: () => performance.now() - lookedAtMs < pollLateMs,

    /** Works on everything that is due. */
    runOnce,

    /** Lets what is being worked on finish, then stands still. */
    async stop(): Promise<void> {
      isStopped = true;
      clearInterval(pollTimer);
      clearTimeout(wakeTimer);
      await running;
    },
  };

  function poll(): void {
    clearTimeout(wakeTimer);
    wakeTimer = undefined;
    isWokenMeanwhile = true;
    running ??= runWhileWoken()
      .catch((error: unknown) => logger.error({ err: error }, 'webhook events failed'))
      .finally(() => {
        running = null;
      });
  }

  async function runWhileWoken(): Promise<void> {
    while (isWokenMeanwhile && !isStopped) {
      isWokenMeanwhile = false;
      await runOnce();
    }
  }

  async function runOnce(): Promise<void> {
    for (let batch = 0; batch < batchesPerRunMax && !isStopped; batch += 1) {
      if (dependencies.isHeld()) {
        lookedAtMs = performance.now();
        return;
      }
      if (batch > 0) await sleep(gatherMs);
      // Before looking: what arrives meanwhile may have happened before what is here.
      await giveWay();
      const events = await webhookEventStore(database.kysely, keys).listDue(now(), eventsPerBatchMax);
      lookedAtMs = performance.now();
      if (events.length === 0) return;
      await dependencies.prepare();
      const lines = [...Map.groupBy(events, ({ line }) => line).values()];
      await Promise.all(
        Array.from({ length: Math.min(linesAtOnceMax, lines.length) }, async () => {
          for (let line = lines.pop(); line && !isStopped; line = lines.pop()) await workOff(line);
        }),
      );
    }
  }

  async function workOff(line: readonly StoredEvent[]): Promise<void> {
    for (const event of line) {
      if (isStopped) return;
      lookedAtMs = performance.now();
      await giveWay();
      try {
        await workOn(event);
      } catch (error) {
        logger.error({ err: error, eventId: event.id, name: event.name }, 'webhook event failed');
        await putOff(event, error).catch((again: unknown) =>
          logger.error({ err: again, eventId: event.id }, 'webhook event not put off'),
        );
      }
    }
  }

  /** Until the burst is over or has lasted for a second; from then on both go on side by side. */
  async function giveWay(): Promise<void> {
    if (!intake.isBusy()) burstSinceMs = null;
    else burstSinceMs ??= performance.now();
    const isOver = () =>
      isStopped || burstSinceMs === null || performance.now() - burstSinceMs >= giveWayMsMax;
    while (!isOver() && intake.isBusy()) await sleep(giveWayEveryMs);
  }

  async function workOn(stored: StoredEvent): Promise<void> {
    const event = await read(stored);
    const later: (() => void)[] = [];
    const isMine = await database.transact(async (transaction) => {
      const events = webhookEventStore(transaction, keys);
      if (!(await events.finish(stored.id, now()))) return false;
      // SQLite answers without a pause: between two events of a commit others are read and checked.
      await nextTurn();
      // What somebody did before they took back their consent, and what arrives after it.
      const isForgotten =
        event?.kind !== 'revokeConsent' && (await events.isRevokedSince(stored, revocationNames));
      if (event && !isForgotten)
        await handle(event, { transaction, afterCommit: (work) => later.push(work) });
      return true;
    });
    if (isMine) for (const work of later) work();
  }

  async function handle(event: ZaloEvent, context: EventContext): Promise<void> {
    const those = (handlers[event.kind] ?? []) as readonly EventHandler<ZaloEventKind>[];
    for (const handler of those) await handler(event, context);
  }

  /** Null for what has no effect: an OA that is nobody's here, or a body that was erased. */
  async function read(stored: StoredEvent): Promise<ZaloEvent | null> {
    if (stored.body === null) return null;
    const { id, receivedAt } = stored;
    const body = parseWebhookBody(stored.body);
    if (body === null) return null;
    if (stored.source === 'mini_app') {
      const event = readMiniAppEvent(body);
      if (!event || event.revokedBy === null) return null;
      return { kind: 'revokeConsent', id, at: event.at, receivedAt, appUserId: event.revokedBy };
    }
    const envelope = readOaEnvelope(body);
    const event = envelope && readOaEvent(body, envelope);
    const unitId = event && (await dependencies.unitOf(event.oaId));
    return event && unitId ? { ...event, id, receivedAt, unitId } : null;
  }

  async function putOff(event: StoredEvent, error: unknown): Promise<void> {
    const reason = error instanceof Error ? error.name : 'unknown';
    const delayMs = retryDelaysMs[event.attempts];
    const events = webhookEventStore(database.kysely, keys);
    if (delayMs === undefined) await events.giveUp(event.id, reason, now());
    else await events.retryLater(event.id, reason, new Date(now().getTime() + delayMs));
  }
}
