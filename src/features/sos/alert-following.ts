import type { SosView } from '#contract/sos.ts';
import { getSos, type SosAccess, watchSos } from '../../api/sos.ts';
import { isUnknownAlert } from './refusal.rules.ts';

const retryMsMin = 1_000;
const retryMsMax = 8_000;
/** Where no stream can be had: often enough for somebody who waits for help. */
const pollMs = 4_000;

const streamMsMin = 5_000;

type Handlers = {
  onView(view: SosView): void;
  /** Nobody could be asked. */
  onLost(): void;
  /** The server does not know the alert or its receipt any more. */
  onUnknown(): void;
};

/** Follows an alert by its stream, and by asking where that ends or none is to be had; until stopped. */
export function followAlert(access: SosAccess, handlers: Handlers): () => void {
  const over = new AbortController();
  let stream = new AbortController();
  let wake: () => void = () => undefined;

  const askNow = async (): Promise<boolean> => {
    const answer = await getSos(access);
    if (over.signal.aborted) return false;
    if (answer.ok) handlers.onView(answer.value);
    else if (isUnknownAlert(answer.problem)) handlers.onUnknown();
    else handlers.onLost();
    return answer.ok;
  };

  const run = async () => {
    let failures = 0;
    while (!over.signal.aborted) {
      stream = new AbortController();
      const startedAt = Date.now();
      const asked = askNow();
      await watchSos(access, handlers.onView, stream.signal);
      failures = (await asked) ? 0 : failures + 1;
      if (over.signal.aborted) return;
      // A stream that was refused or cut off at once, as some proxies do, would be so again: then asking takes its place.
      const hadStream = Date.now() - startedAt > streamMsMin;
      await pause(hadStream || failures > 0 ? Math.min(retryMsMin * 2 ** failures, retryMsMax) : pollMs);
    }
  };

  const pause = (ms: number) =>
    new Promise<void>((resolve) => {
      const timer = setTimeout(resolve, ms);
      wake = () => {
        clearTimeout(timer);
        resolve();
      };
    });

  /** A line that came back makes the old stream worthless; one that went away says nothing for a long time. */
  const onLine = () => {
    if (navigator.onLine) stream.abort();
    else handlers.onLost();
    wake();
  };
  window.addEventListener('online', onLine);
  window.addEventListener('offline', onLine);
  void run();
  return () => {
    over.abort();
    stream.abort();
    wake();
    window.removeEventListener('online', onLine);
    window.removeEventListener('offline', onLine);
  };
}
