import type { Outcome } from './platform.ts';

/**
 * Waits for `work` at most `limitMs` milliseconds and answers `timeout` beyond: on many phones a native call is never answered,
 * and a screen must not wait with it. A late answer is dropped; a failure of `work` is passed on.
 */
export function withTimeLimit<Value>(
  limitMs: number,
  work: Promise<Outcome<Value>>,
): Promise<Outcome<Value>> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => resolve({ kind: 'unavailable', reason: 'timeout' }), limitMs);
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}

/** Callers that come while the work is under way share its answer: one question to the person, one call to the phone. */
export function shareInFlight<Value>(work: () => Promise<Value>): () => Promise<Value> {
  let inFlight: Promise<Value> | null = null;
  return () => {
    inFlight ??= work().finally(() => {
      inFlight = null;
    });
    return inFlight;
  };
}
