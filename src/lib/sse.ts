/** One server-sent event, as the HTML standard reads it. */
export type ServerEvent = { id: string | null; kind: string; data: string };

/** What is put in is bytes of the stream as they come; `onEvent` hears of every event that is whole. */
export type SseReader = { push(text: string): void };

/** A server that never ends a line is not ours. */
const lineCharsMax = 1_000_000;

/** Comments and empty events are passed over; `retry:` is for who connects again. Throws RangeError for a line without end. */
export function createSseReader(handlers: {
  onEvent(event: ServerEvent): void;
  onRetry?(ms: number): void;
}): SseReader {
  let rest = '';
  let id: string | null = null;
  let kind = '';
  let data: string[] = [];

  const endEvent = () => {
    if (data.length > 0) handlers.onEvent({ id, kind: kind || 'message', data: data.join('\n') });
    kind = '';
    data = [];
  };

  const readLine = (line: string) => {
    if (line === '') return endEvent();
    const colon = line.indexOf(':');
    if (colon === 0) return;
    const field = colon < 0 ? line : line.slice(0, colon);
    const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
    if (field === 'id' && !value.includes('\0')) id = value;
    else if (field === 'event') kind = value;
    else if (field === 'data') data.push(value);
    else if (field === 'retry' && /^\d{1,7}$/.test(value)) handlers.onRetry?.(Number(value));
  };

  return {
    push(text) {
      const lines = (rest + text).split(/\r\n|\n|\r(?!$)/);
      rest = lines.pop() ?? '';
      if (rest.length > lineCharsMax) throw new RangeError('A line of the stream does not end.');
      for (const line of lines) readLine(line);
    },
  };
}
