import { createSseReader, type ServerEvent } from '../lib/sse.ts';
import { apiUrl } from './client.ts';

/** The server says something every 20 seconds, if only that it is there (server/http/event-stream.ts). */
const silenceMsMax = 45_000;

/**
 * Reads an event stream of our server until it ends, is stopped or falls silent, or at once when there is none. With `fetch` and the
 * header, because the browser's own EventSource would have to carry the secret in the address.
 */
export async function readEvents(
  path: string,
  headers: Record<string, string>,
  onEvent: (event: ServerEvent) => void,
  signal: AbortSignal,
): Promise<void> {
  const silence = new AbortController();
  const stop = () => silence.abort();
  signal.addEventListener('abort', stop, { once: true });
  let timer = setTimeout(stop, silenceMsMax);
  try {
    const response = await fetch(apiUrl(path), {
      credentials: 'omit',
      headers: { ...headers, Accept: 'text/event-stream' },
      signal: silence.signal,
    });
    if (!response.ok || !response.body) return;
    const reader = response.body.getReader();
    const decoder = new TextDecoder();
    const events = createSseReader({ onEvent });
    for (let part = await reader.read(); !part.done; part = await reader.read()) {
      clearTimeout(timer);
      timer = setTimeout(stop, silenceMsMax);
      events.push(decoder.decode(part.value, { stream: true }));
    }
  } catch {
    // A line that breaks ends the stream like any other end.
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', stop);
  }
}
