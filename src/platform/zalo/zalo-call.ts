import type { Outcome } from '../platform.ts';
import { withTimeLimit } from '../time-limit.ts';
import { outcomeOfZaloError } from './zalo-errors.ts';

type ZaloSdk = typeof import('./zalo-sdk.ts');

/** Loads the SDK once; the browser keeps the module, and a failed load is tried again at the next call. */
export function loadZaloSdk(): Promise<ZaloSdk> {
  return import('./zalo-sdk.ts');
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
