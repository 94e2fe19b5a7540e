import { onTestFinished } from 'vitest';

export type StreamEvent = { id: string; kind: string; data: Record<string, unknown> };

/** Reads a stream of server-sent events until it ends, the test is over, or `close` is called. */
export async function openEventStream(address: string, headers: Record<string, string>) {
  const abort = new AbortController();
  const response = await fetch(address, { headers, signal: abort.signal });
  const events: StreamEvent[] = [];
  let hasEnded = false;
  const reading = read();
  onTestFinished(close);

  async function read(): Promise<void> {
    const decoder = new TextDecoder();
    let text = '';
    try {
      for await (const chunk of response.body ?? []) {
        text += decoder.decode(chunk, { stream: true });
        const parts = text.split('\n\n');
        text = parts.pop() ?? '';
        for (const part of parts) take(part);
      }
    } catch {
      // Closed by us, or cut off with a server that died: either way this is all there was.
    } finally {
      hasEnded = true;
    }
  }

  function take(part: string): void {
    const field = (name: string) => part.match(new RegExp(`^${name}: (.*)$`, 'm'))?.[1];
    const data = field('data');
    if (data !== undefined)
      events.push({ id: field('id') ?? '', kind: field('event') ?? '', data: JSON.parse(data) });
  }

  async function close(): Promise<void> {
    abort.abort();
    await reading;
  }

  return {
    response,
    events,
    close,
    hasEnded: () => hasEnded,
    ended: reading,
    lastId: () => events.at(-1)?.id ?? '',
    /** Of the tips: "tip.new TB-7K3M9Q". */
    told: () =>
      events.filter(({ kind }) => kind.startsWith('tip.')).map(({ kind, data }) => `${kind} ${data.code}`),
  };
}
