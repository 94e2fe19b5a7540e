import { loadZaloSdk } from './zalo-call.ts';

/** The SDK is not needed for the first screen; it comes after it, and then stands ready for a call for help. */
const loadAfterMs = 1_500;

type Handler = (path: string) => void;

const handlers = new Set<Handler>();
let isListening = false;

/**
 * Calls `handler` with the path (without `/zapps/<APP_ID>`) of the link by which Zalo re-opened the app. The SDK is asked once
 * and for ever: its `off` does not find what `on` has wrapped, so leaving is ours.
 */
export function listenForReopening(handler: Handler): () => void {
  handlers.add(handler);
  if (!isListening) {
    isListening = true;
    setTimeout(() => void subscribe(), loadAfterMs);
  }
  return () => handlers.delete(handler);
}

async function subscribe(): Promise<void> {
  try {
    const { events, EventName } = await loadZaloSdk();
    events.on(EventName.OpenApp, (data: unknown) => {
      const path = pathOf(data);
      if (path !== null) for (const handler of handlers) handler(path);
    });
  } catch {
    // Offline at the start: the next screen that listens tries again.
    isListening = false;
  }
}

function pathOf(data: unknown): string | null {
  if (typeof data !== 'object' || data === null || !('path' in data)) return null;
  return typeof data.path === 'string' && data.path.startsWith('/') ? data.path : null;
}
