import type { Logger } from 'pino';
import type { Database } from '../db/database.ts';
import { type LiveData, liveEventStore, type StoredLiveEvent } from './live-event.store.ts';
import { createLiveHorizon } from './live-horizon.ts';
import { type LivePosition, parsePosition, positionText } from './live-position.rules.ts';

/**
 * What a listener hears. The opening ends with one of the feed's own two: `ready` (from here on nothing is missed; before it came what
 * happened since `after`) or `reset` (what happened in between is no longer kept: load everything anew). All else is an event of a
 * channel. The same event may come twice, never out of order.
 */
export type LiveMessage = {
  /** The place after it, to be sent back as `Last-Event-ID`. */
  readonly id: string;
  readonly kind: string;
  /** Null for `ready` and `reset`. */
  readonly channel: string | null;
  readonly data: LiveData;
  /** When it happened; null for `ready` and `reset`. */
  readonly at: string | null;
};

export type LiveListener = (message: LiveMessage) => void;

export type LiveSubscription = {
  channels: readonly string[];
  /** The `id` of the last message that was heard; what has happened since comes first. Anything else than one of ours: `reset`. */
  after?: string | undefined;
};

export type LiveFeed = ReturnType<typeof createLiveFeed>;

/** How late an event of another server may be heard here; of this one `wake` tells at once. */
const pollEveryMs = 500;
/** Where wakes come without end, the store is not looked at more often than this. */
const looksApartMs = 25;
/** After a wake the store is asked this often while a change still stands behind another one that is being written. */
const eagerEveryMs = 25;
const eagerForMs = 1_000;
const eventsPerReadMax = 500;
/** Who has missed more loads everything anew, which is less work for both sides. */
const replayedMax = 500;
const sweepEveryMs = 10 * 60_000;
/** A desk that was closed longer loads everything anew. */
const keptMs = 24 * 60 * 60_000;
const keptMax = 200_000;
/** Polls may be this late before the feed counts as standing still. */
const pollLateMs = 10_000;

type Subscriber = {
  channels: readonly string[];
  listener: LiveListener;
  /** Null while it is being opened: what comes meanwhile waits. */
  position: LivePosition | null;
  waiting: StoredLiveEvent[];
  /** More came meanwhile than waits. */
  isOverrun: boolean;
};

/**
 * Tells open screens what has happened: one look at the store, however many listen. Events are rows written in the transaction of the
 * change (`recordLive`), so that it does not matter which server made it, nor whether one died after it.
 */
export function createLiveFeed(dependencies: { database: Database; logger: Logger; now: () => Date }) {
  const { database, logger, now } = dependencies;
  const store = liveEventStore(database.engine, database.kysely);
  const horizon = createLiveHorizon(store);
  const subscribers = new Set<Subscriber>();
  const listening = new Map<string, Set<Subscriber>>();
  /** Up to where everything was told; null before the first look. */
  let position: LivePosition | null = null;
  const started = Promise.withResolvers<LivePosition>();
  let timer: NodeJS.Timeout | null = null;
  let sweeper: NodeJS.Timeout | null = null;
  let running: Promise<void> | null = null;
  let sweeping: Promise<void> = Promise.resolve();
  let eagerUntilMs = 0;
  let isWoken = false;
  let isStopped = false;
  let ranAtMs = performance.now();
  let toldUntilMs = Number.NEGATIVE_INFINITY;

  return {
    /**
     * Calls the listener with what happens on these channels until the returned function is called. The listener must not throw, and
     * returns at once. Whoever reads a state and then listens may miss what lies between: listen first, read after `ready`.
     */
    subscribe({ channels, after }: LiveSubscription, listener: LiveListener): () => void {
      const subscriber: Subscriber = {
        channels: [...new Set(channels)],
        listener,
        position: null,
        waiting: [],
        isOverrun: false,
      };
      subscribers.add(subscriber);
      for (const channel of subscriber.channels) {
        const all = listening.get(channel) ?? new Set();
        listening.set(channel, all.add(subscriber));
      }
      openUntilItIs(subscriber, after);
      return () => leave(subscriber);
    },

    /** Something was committed on this server: tell of it now. */
    wake(): void {
      eagerUntilMs = performance.now() + eagerForMs;
      if (isWoken) return;
      isWoken = true;
      schedule(Math.max(0, looksApartMs + ranAtMs - performance.now()));
    },

    start(): void {
      if (isStopped || timer) return;
      schedule(0);
      sweeper = setInterval(() => {
        sweeping = sweep().catch((error: unknown) => logger.error({ err: error }, 'live sweep failed'));
      }, sweepEveryMs);
    },

    /** The store has been looked at lately. */
    isReady: () => performance.now() - ranAtMs < pollLateMs,

    /** By `performance.now()`: whoever listens has been told of all that was committed before, through whichever server. */
    toldUntilMs: () => toldUntilMs,

    /** Forgets what is too old to be sent again. */
    sweep,

    /** Nobody hears anything any more. */
    async stop(): Promise<void> {
      isStopped = true;
      if (timer) clearTimeout(timer);
      if (sweeper) clearInterval(sweeper);
      subscribers.clear();
      listening.clear();
      await Promise.all([running, sweeping]);
    },
  };

  function schedule(inMs: number): void {
    if (isStopped) return;
    if (timer) clearTimeout(timer);
    timer = setTimeout(() => {
      // While one look is under way the next is planned at its end.
      running ??= look()
        .catch((error: unknown) => logger.error({ err: error }, 'the live feed was not read'))
        .finally(() => {
          running = null;
          schedule(isWoken ? looksApartMs : isEager() ? eagerEveryMs : pollEveryMs);
        });
    }, inMs);
  }

  /** Another transaction writes events right now, before which what was woken for cannot be told. */
  function isEager(): boolean {
    return horizon.isWaiting() && performance.now() < eagerUntilMs;
  }

  /** Tells everything that nothing can come before any more. What fails is read again at the next look: nothing is passed over. */
  async function look(): Promise<void> {
    isWoken = false;
    const upTo = await horizon.advance();
    ranAtMs = performance.now();
    if (upTo === null) return;
    if (position === null) {
      position = upTo;
      started.resolve(upTo);
    }
    while (position < upTo && !isStopped) {
      const events: StoredLiveEvent[] = await store.read({ after: position, upTo, count: eventsPerReadMax });
      for (const event of events) tell(event);
      position = (events.length === eventsPerReadMax ? events.at(-1)?.position : undefined) ?? upTo;
    }
    toldUntilMs = horizon.asOfMs();
  }

  function tell(event: StoredLiveEvent): void {
    const all = listening.get(event.channel);
    if (!all) return;
    const message = toMessage(event);
    for (const subscriber of all) {
      if (subscriber.position !== null) hear(subscriber, event.position, message);
      else if (subscriber.waiting.length < replayedMax) subscriber.waiting.push(event);
      else subscriber.isOverrun = true;
    }
  }

  /** Somebody who comes from another server may have heard it there already. */
  function hear(subscriber: Subscriber, at: LivePosition, message: LiveMessage): void {
    if (subscriber.position === null || at <= subscriber.position) return;
    subscriber.position = at;
    subscriber.listener(message);
  }

  function openUntilItIs(subscriber: Subscriber, after: string | undefined): void {
    void open(subscriber, after).catch((error: unknown) => {
      logger.error({ err: error }, 'a live subscription was not opened');
      if (subscribers.has(subscriber))
        setTimeout(() => openUntilItIs(subscriber, after), pollEveryMs).unref();
    });
  }

  /** From now on what `tell` has is for this subscriber too; what it told before is read again where it is asked for. */
  async function open(subscriber: Subscriber, after: string | undefined): Promise<void> {
    const told = position ?? (await started.promise);
    const from = after === undefined ? told : parsePosition(after);
    const missed = after === undefined ? [] : from === null ? null : await readMissed(subscriber, from, told);
    if (!subscribers.has(subscriber)) return;
    if (from === null || !missed || subscriber.isOverrun) return begin(subscriber, 'reset', position ?? told);
    for (const event of missed) subscriber.listener(toMessage(event));
    begin(subscriber, 'ready', Math.max(from, told));
  }

  /** Null when it is not all there any more, or too much, or the place is none of this store’s. */
  async function readMissed(
    { channels }: Subscriber,
    from: LivePosition,
    upTo: LivePosition,
  ): Promise<StoredLiveEvent[] | null> {
    const events = await store.read({ after: from, upTo, channels, count: replayedMax + 1 });
    // Asked afterwards: what was swept while it was read shows.
    const swept = await store.swept();
    const isSwept = swept !== null && from < swept;
    const isOfAnotherStore = from > (await store.lastNumber());
    return isOfAnotherStore || isSwept || events.length > replayedMax ? null : events;
  }

  function begin(subscriber: Subscriber, kind: 'ready' | 'reset', at: LivePosition): void {
    subscriber.position = at;
    subscriber.listener({ id: positionText(at), kind, channel: null, data: {}, at: null });
    for (const event of subscriber.waiting.splice(0)) hear(subscriber, event.position, toMessage(event));
  }

  function leave(subscriber: Subscriber): void {
    subscribers.delete(subscriber);
    for (const channel of subscriber.channels) {
      const all = listening.get(channel);
      all?.delete(subscriber);
      if (all?.size === 0) listening.delete(channel);
    }
  }

  async function sweep(): Promise<void> {
    const before = new Date(now().getTime() - keptMs).toISOString();
    while (!isStopped) {
      const swept = await database.transact((transaction) =>
        liveEventStore(database.engine, transaction).sweep(before, keptMax),
      );
      if (swept === 0) return;
    }
  }
}

const toMessage = ({ position, kind, channel, data, at }: StoredLiveEvent): LiveMessage => ({
  id: positionText(position),
  kind,
  channel,
  data,
  at,
});
