import type { Context } from 'hono';
import type { Logger } from 'pino';
import { AppError } from './app-error.ts';

/** One message of a stream; `data` becomes one line of JSON. */
export type StreamMessage = { readonly id: string; readonly kind: string; readonly data: object };

export type NewEventStream = {
  /** Whose it is, as text that is the same for all streams of one person or one receipt. Not logged. */
  holder: string;
  /** Called once; sends until the returned function is called, which it is when the stream ends, whoever ends it. */
  listen(stream: OpenEventStream): () => void;
  /** Whether the credential that opened it still does. */
  isStillGood(): Promise<boolean>;
};

export type OpenEventStream = {
  send(message: StreamMessage): void;
  /** Asks at once whether it is still good, instead of at the next round. */
  recheck(): void;
};

export type EventStreams = ReturnType<typeof createEventStreams>;

export type EventStreamLimits = {
  readonly streamsMax: number;
  readonly streamsPerHolderMax: number;
  readonly heartbeatMs: number;
  readonly recheckMs: number;
  readonly streamMsMax: number;
  readonly pendingBytesMax: number;
};

export const eventStreamLimits: EventStreamLimits = {
  /** Of one process: about 60 kB each with its connection. */
  streamsMax: 5_000,
  /** Somebody's phones and windows; one more closes the oldest, which is most likely a line that is long dead. */
  streamsPerHolderMax: 8,
  /** Below the 30 seconds after which mobile networks and proxies drop a silent line. */
  heartbeatMs: 20_000,
  recheckMs: 15_000,
  /** Then it is ended and opened anew where it was: on another server, perhaps. */
  streamMsMax: 60 * 60_000,
  /**
   * What a slow reader may leave unread before it is cut off; it comes back and loads what it missed. More than what is told in one
   * moment: the events of 700 overdue tips are 300 kB.
   */
  pendingBytesMax: 512 * 1024,
};

/** How soon a screen comes back after its stream ended: not all at once after a restart. */
const comeBackMs = { min: 1_000, max: 4_000 };
const busyRetryAfterS = 5;
const tickMs = 1_000;

type Stream = {
  readonly holder: string;
  readonly controller: ReadableStreamDefaultController<Uint8Array>;
  readonly isStillGood: () => Promise<boolean>;
  stopListening: () => void;
  endsAtMs: number;
  beatsAtMs: number;
  checksAtMs: number;
};

/**
 * Answers that do not end: server-sent events, read with `fetch` and a header. All that are open have one timer; each ends when its
 * reader is too slow or gone, its credential is no longer good, its hour is over or the server stops.
 */
export function createEventStreams(options: { logger: Logger; limits?: EventStreamLimits }) {
  const { logger, limits = eventStreamLimits } = options;
  const streams = new Set<Stream>();
  const encoder = new TextEncoder();
  /** The same message to a thousand screens is written once. */
  const encoded = new WeakMap<StreamMessage, Uint8Array>();
  const timer = setInterval(
    () => void tick(),
    Math.min(tickMs, limits.heartbeatMs, limits.recheckMs),
  ).unref();
  let isTicking = false;
  let isStopped = false;

  return {
    /** Throws `busy` when too many are open. */
    answer(c: Context, { holder, listen, isStillGood }: NewEventStream): Response {
      if (isStopped || streams.size >= limits.streamsMax)
        throw new AppError('busy', { retryAfterS: busyRetryAfterS });
      makeRoomFor(holder);
      let stream: Stream | undefined;
      const body = new ReadableStream<Uint8Array>(
        {
          start(controller) {
            stream = newStream({ holder, controller, isStillGood });
            streams.add(stream);
            write(stream, encoder.encode(`retry: ${comeBackInMs()}\n\n`));
            begin(stream, listen);
          },
          cancel() {
            if (stream) forget(stream);
          },
        },
        new ByteLengthQueuingStrategy({ highWaterMark: limits.pendingBytesMax }),
      );
      return c.body(body, 200, {
        'Content-Type': 'text/event-stream; charset=utf-8',
        'Cache-Control': 'no-store',
        // A proxy that gathers what it passes on would keep it back.
        'X-Accel-Buffering': 'no',
      });
    },

    count: () => streams.size,

    /** Ends all of them, and opens no more. */
    stop(): void {
      isStopped = true;
      clearInterval(timer);
      for (const stream of streams) end(stream);
    },
  };

  function newStream(parts: Pick<Stream, 'holder' | 'controller' | 'isStillGood'>): Stream {
    const nowMs = performance.now();
    return {
      ...parts,
      stopListening: () => undefined,
      endsAtMs: nowMs + limits.streamMsMax,
      beatsAtMs: nowMs + limits.heartbeatMs,
      checksAtMs: nowMs + limits.recheckMs,
    };
  }

  function begin(stream: Stream, listen: NewEventStream['listen']): void {
    const stopListening = listen({
      send: (message) => write(stream, encode(message)),
      recheck: () => void check(stream),
    });
    if (streams.has(stream)) stream.stopListening = stopListening;
    else stopListening();
  }

  function makeRoomFor(holder: string): void {
    const own = [...streams].filter((stream) => stream.holder === holder);
    for (const stream of own.slice(0, Math.max(0, own.length - limits.streamsPerHolderMax + 1))) end(stream);
  }

  function write(stream: Stream, bytes: Uint8Array): void {
    if (!streams.has(stream)) return;
    stream.controller.enqueue(bytes);
    stream.beatsAtMs = performance.now() + limits.heartbeatMs;
    if ((stream.controller.desiredSize ?? 0) <= 0) end(stream);
  }

  function encode(message: StreamMessage): Uint8Array {
    const known = encoded.get(message);
    if (known) return known;
    const { id, kind, data } = message;
    const bytes = encoder.encode(`id: ${id}\nevent: ${kind}\ndata: ${JSON.stringify(data)}\n\n`);
    encoded.set(message, bytes);
    return bytes;
  }

  async function tick(): Promise<void> {
    if (isTicking) return;
    isTicking = true;
    try {
      const nowMs = performance.now();
      for (const stream of streams) {
        if (nowMs >= stream.endsAtMs) end(stream);
        else if (nowMs >= stream.beatsAtMs) write(stream, heartbeat);
      }
      // One after the other: a thousand questions at once would hold up everybody else.
      for (const stream of streams) if (nowMs >= stream.checksAtMs) await check(stream);
    } finally {
      isTicking = false;
    }
  }

  /** A store that cannot be asked right now ends nothing; the next round asks again. */
  async function check(stream: Stream): Promise<void> {
    stream.checksAtMs = performance.now() + limits.recheckMs;
    try {
      if (!(await stream.isStillGood())) end(stream);
    } catch (error) {
      logger.error({ err: error }, 'the credential of an event stream was not checked');
    }
  }

  function end(stream: Stream): void {
    if (!forget(stream)) return;
    try {
      stream.controller.close();
    } catch (error) {
      // The reader went away in this moment.
      logger.debug({ err: error }, 'an event stream was closed already');
    }
  }

  function forget(stream: Stream): boolean {
    stream.stopListening();
    return streams.delete(stream);
  }
}

const heartbeat = new TextEncoder().encode(': \n\n');

const comeBackInMs = (): number =>
  Math.round(comeBackMs.min + Math.random() * (comeBackMs.max - comeBackMs.min));
