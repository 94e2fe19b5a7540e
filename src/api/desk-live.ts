import { onLineChange } from '../lib/online.ts';
import { createSseReader, type ServerEvent } from '../lib/sse.ts';
import type { DeskApi } from './desk.ts';

/**
 * How the desk hears of what happens: `live` over the open stream; `polling` where there is none, by asking again; `lost` while neither
 * gets through.
 */
export type DeskLink = { state: 'connecting' | 'live' | 'polling' | 'lost'; lostSince: number | null };

/**
 * What has happened, as far as the screen needs to know: it reads the rest itself. `kind` is that of the event (staff-events.ts), or
 * `poll` where there is no stream; `code` null: anything may have happened.
 */
export type DeskNews = { kind: string; code: string | null };

const isOfOneOf = (kind: string, subjects: readonly string[]): boolean =>
  subjects.some((subject) => kind.startsWith(`${subject}.`));

/** Whether it may concern the lists of tips, those of calls for help, or the chats; what is of none alone concerns them all. */
export const isOfTips = (kind: string): boolean => !isOfOneOf(kind, ['sos', 'chat']);
export const isOfSos = (kind: string): boolean => !isOfOneOf(kind, ['tip', 'chat']);
export const isOfChats = (kind: string): boolean => !isOfOneOf(kind, ['tip', 'sos']);

/** Answers whether the server could be reached; undefined where it did not ask. */
export type DeskListener = (news: DeskNews) => Promise<boolean | undefined>;

export type DeskLive = ReturnType<typeof createDeskLive>;

/** The server says something every 20 seconds (server/http/event-stream.ts). */
const silenceMsMax = 45_000;
const pollMs = 15_000;
const waitMsMin = 1_000;
const waitMsMax = 15_000;

/** Follows the desk's events over `fetch`, because a stream's own object cannot send the header. */
export function createDeskLive(desk: Pick<DeskApi, 'openEvents' | 'onRefused'>) {
  const listeners = new Set<DeskListener>();
  const watchers = new Set<() => void>();
  let link: DeskLink = { state: 'connecting', lostSince: null };
  let lastEventId: string | null = null;
  let wishedWaitMs = waitMsMin;

  const setLink = (state: DeskLink['state']) => {
    const lostSince = state === 'lost' ? (link.lostSince ?? Date.now()) : null;
    if (state === link.state && lostSince === link.lostSince) return;
    link = { state, lostSince };
    for (const watcher of watchers) watcher();
  };

  /** Whether somebody who asked the server got an answer; null: nobody asked. */
  const tell = async (news: DeskNews): Promise<boolean | null> => {
    const answers = await Promise.all([...listeners].map((listener) => listener(news)));
    const told = answers.filter((answer) => typeof answer === 'boolean');
    return told.length === 0 ? null : told.some(Boolean);
  };

  const readStream = async (signal: AbortSignal): Promise<'ended' | 'none' | 'refused'> => {
    const silence = new AbortController();
    let timer = setTimeout(() => silence.abort(), silenceMsMax);
    const stillThere = () => {
      clearTimeout(timer);
      timer = setTimeout(() => silence.abort(), silenceMsMax);
    };
    const stop = () => silence.abort();
    signal.addEventListener('abort', stop);
    // An open stream does not notice that the line is gone.
    const stopListening = onLineChange(() => {
      if (!navigator.onLine) stop();
    });
    try {
      const response = await desk.openEvents(lastEventId, silence.signal);
      if (response.status === 401) return 'refused';
      if (response.status === 404 || response.status === 403 || !response.body) return 'none';
      if (!response.ok) return 'ended';
      setLink('live');
      const reader = createSseReader({
        onEvent: (event) => {
          lastEventId = event.id ?? lastEventId;
          void tell(newsOf(event));
        },
        onRetry: (ms) => {
          wishedWaitMs = Math.min(Math.max(ms, waitMsMin), waitMsMax);
        },
      });
      const decoder = new TextDecoder();
      const body = response.body.getReader();
      for (let part = await body.read(); !part.done; part = await body.read()) {
        stillThere();
        reader.push(decoder.decode(part.value, { stream: true }));
      }
      return 'ended';
    } catch {
      return 'ended';
    } finally {
      clearTimeout(timer);
      stopListening();
      signal.removeEventListener('abort', stop);
    }
  };

  const run = async (signal: AbortSignal) => {
    let failures = 0;
    while (!signal.aborted) {
      const outcome = await readStream(signal);
      if (signal.aborted) return;
      if (outcome === 'refused') {
        desk.onRefused();
        return;
      }
      failures = link.state === 'live' ? 0 : failures + 1;
      const answered = await tell({ kind: 'poll', code: null });
      setLink(answered ? 'polling' : 'lost');
      const backoffMs = Math.min(waitMsMax, wishedWaitMs * 2 ** Math.min(failures, 5));
      await pause(outcome === 'none' ? pollMs : backoffMs * (0.75 + Math.random() / 2), signal);
    }
  };

  return {
    /** Begins to follow; the answer stops it. */
    start(): () => void {
      const abort = new AbortController();
      void run(abort.signal);
      return () => abort.abort();
    },
    /** Calls back with all that happens, and to ask anew where nothing tells. */
    listen(listener: DeskListener): () => void {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    link: () => link,
    watchLink(watcher: () => void): () => void {
      watchers.add(watcher);
      return () => watchers.delete(watcher);
    },
  };
}

/** Ends early when the line returns. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      stopListening();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = setTimeout(end, ms);
    const stopListening = onLineChange(() => {
      if (navigator.onLine) end();
    });
    signal.addEventListener('abort', end);
  });
}

function newsOf({ kind, data }: ServerEvent): DeskNews {
  try {
    const value: unknown = JSON.parse(data);
    const code = typeof value === 'object' && value !== null && 'code' in value ? value.code : null;
    return { kind, code: typeof code === 'string' ? code : null };
  } catch {
    return { kind, code: null };
  }
}
