import type { Outcome } from '../platform.ts';
import { withTimeLimit } from '../time-limit.ts';
import { outcomeOfZaloError } from './zalo-errors.ts';

export type ZaloSdk = typeof import('./zalo-sdk.ts');

let loading: Promise<ZaloSdk> | null = null;
let reloads = 0;

/** Loads the SDK once; a load that failed is tried again at the next call. */
export function loadZaloSdk(): Promise<ZaloSdk> {
  loading ??= load().catch((error: unknown) => {
    loading = null;
    throw error;
  });
  return loading;
}

/**
 * Chromium remembers for the life of the page that a module could not be fetched. Its error names the address, and the same file
 * under another query is fetched anew, so that a moment without network does not take the dialler away until the next start.
 */
async function load(): Promise<ZaloSdk> {
  try {
    return await import('./zalo-sdk.ts');
  } catch (error) {
    const address = /https?:\S+\.js/.exec(String(error))?.[0];
    if (address === undefined || !navigator.onLine) throw error;
    reloads += 1;
    return import(/* @vite-ignore */ `${address}?reload=${reloads}`);
  }
}

/**
 * One question to Zalo, within a time limit that also covers loading the SDK. The SDK's callbacks are never used: with `fail`
 * given its promise may never settle. What it resolves with is judged by `read`, because an empty answer is no answer.
 */
export function callZalo<Answer, Value>(
  limitMs: number,
  call: (sdk: ZaloSdk) => Promise<Answer>,
  read: (answer: Answer) => Outcome<Value>,
): Promise<Outcome<Value>> {
  const work = loadZaloSdk()
    .then(call)
    .then(read, (error: unknown) => outcomeOfZaloError(error, { isOnline: navigator.onLine }));
  return withTimeLimit(limitMs, work);
}
