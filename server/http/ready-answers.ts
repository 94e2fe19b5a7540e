import type { Context } from 'hono';
import { type StoredAnswer, sendStored } from './stored-answer.ts';

/** What happens to the things that answers tell of (live/public-changes.ts). */
export type Changes = {
  /** Grows with every change that is known here. */
  count(): number;
  /** By `performance.now()`: all that was committed before, through whichever server, has been counted. */
  knownUntilMs(): number;
};

/** Where an answer is kept, and what it says. */
export type Asked = {
  /** The route and the question as it was understood: the same for all that are answered alike. */
  key: string;
  /** For what becomes untrue by the clock alone. */
  keptMsMax?: number;
  /** Reads what it tells of when it is called, not before. */
  make(): StoredAnswer | Promise<StoredAnswer>;
};

type Entry = {
  /** At the beginning of its making. */
  count: number;
  askedAtMs: number;
  /** The same by the portal's clock. */
  madeAt: number;
  value: StoredAnswer | Promise<StoredAnswer>;
  bytes: number;
};

/** Should others' changes go unheard, an answer is made anew after so long. */
const staleMsMax = 1_000;
/** And after so long in any case. */
const keptMsMax = 60_000;
const memory = { entriesMax: 2_000, bytesMax: 16 * 1024 * 1024 };
/** Counted for an answer that is still being made, and for the key of one that is there. */
const entryBytes = 500;

/**
 * Public answers, made once and sent until something changes: ready as bytes, with their ETag, compressed when somebody first takes them so.
 * Whoever asks while an answer is made waits for the same. An answer is sent as long as no change has been counted since its making
 * began. Of this server a change is counted as soon as it is committed, of others within a second: as long as it is not known what they have
 * done (the store is away, or busy with what stands before it), each answer is made anew every second. Only what everybody may read
 * belongs in here, and nothing tells who asked for it. In two generations, as the limiters' memory: a new one begins when the young one
 * holds half of what may be kept, or after a minute; what nobody asked for meanwhile goes.
 */
export function createReadyAnswers(parts: { changes: Changes; now: () => Date; limits?: typeof memory }) {
  const { changes, now, limits = memory } = parts;
  let young = new Map<string, Entry>();
  let old = new Map<string, Entry>();
  let [youngBytes, oldBytes] = [0, 0];
  let youngSinceMs = performance.now();

  /** Room for one more of so many bytes. */
  function turn(at: number, bytes: number): void {
    const isFull = young.size >= limits.entriesMax / 2 || youngBytes + bytes > limits.bytesMax / 2;
    if (!isFull && at - youngSinceMs < keptMsMax) return;
    [old, oldBytes] = at - youngSinceMs < 2 * keptMsMax ? [young, youngBytes] : [new Map(), 0];
    [young, youngBytes] = [new Map(), 0];
    youngSinceMs = at;
  }

  function drop(key: string): void {
    youngBytes -= young.get(key)?.bytes ?? 0;
    oldBytes -= old.get(key)?.bytes ?? 0;
    young.delete(key);
    old.delete(key);
  }

  function put(key: string, entry: Entry, at: number): void {
    drop(key);
    if (entry.bytes > limits.bytesMax / 2) return;
    turn(at, entry.bytes);
    young.set(key, entry);
    youngBytes += entry.bytes;
  }

  function find(key: string, at: number): Entry | undefined {
    const entry = young.get(key) ?? old.get(key);
    if (entry && !young.has(key)) put(key, entry, at);
    return entry;
  }

  function begin(asked: Asked, at: number): Promise<StoredAnswer> {
    const value = made();
    const entry: Entry = {
      ...{ count: changes.count(), askedAtMs: at, madeAt: now().getTime() },
      ...{ value, bytes: entryBytes },
    };
    put(asked.key, entry, at);
    return value;

    async function made(): Promise<StoredAnswer> {
      // The question is asked in a turn of its own, after its place was taken.
      await undefined;
      const isThere = () => (young.get(asked.key) ?? old.get(asked.key)) === entry;
      try {
        const answer = await asked.make();
        // As it is, and compressed in two ways to half of it at the most.
        const bytes = entryBytes + 2 * answer.bytes;
        if (isThere()) put(asked.key, { ...entry, value: answer, bytes }, performance.now());
        return answer;
      } catch (error) {
        if (isThere()) drop(asked.key);
        throw error;
      }
    }
  }

  function isGood({ count, askedAtMs, madeAt }: Entry, ownMsMax: number, at: number): boolean {
    if (count !== changes.count() || Math.abs(now().getTime() - madeAt) > ownMsMax) return false;
    return at - Math.max(askedAtMs, changes.knownUntilMs()) <= staleMsMax;
  }

  /** From memory, or made; what making throws is thrown to all who wait for it, and not kept. */
  function answer(asked: Asked): StoredAnswer | Promise<StoredAnswer> {
    const at = performance.now();
    const entry = find(asked.key, at);
    return entry && isGood(entry, asked.keptMsMax ?? keptMsMax, at) ? entry.value : begin(asked, at);
  }

  return {
    answer,

    /** The same, sent to who asks (`sendStored`). */
    send(c: Context, asked: Asked, cacheControl: string): Response | Promise<Response> {
      const found = answer(asked);
      return found instanceof Promise
        ? found.then((stored) => sendStored(c, stored, cacheControl))
        : sendStored(c, found, cacheControl);
    },

    /** How much is kept. */
    size: () => ({ entries: young.size + old.size, bytes: youngBytes + oldBytes }),
  };
}

export type ReadyAnswers = ReturnType<typeof createReadyAnswers>;
