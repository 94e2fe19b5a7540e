/** Calls per minute: one Zalo App over all its OAs, and one OA with the Growth package. */
const appCallsPerMinuteMax = 4_000;
const oaCallsPerMinuteMax = 100;
const windowMs = 60_000;

export type Rate = { readonly isExceeded: boolean; readonly limit: number; readonly remain: number };

/** Counts calls in fixed minutes, in memory: a restart forgives, as nothing but politeness hangs on it. */
export function createRates(now: () => Date) {
  const windows = new Map<string, { minute: number; count: number }>();

  function count(key: string): number {
    const minute = Math.floor(now().getTime() / windowMs);
    const window = windows.get(key);
    const next = window && window.minute === minute ? window.count + 1 : 1;
    windows.set(key, { minute, count: next });
    return next;
  }

  return {
    take(oaId: string): Rate {
      const ofApp = count('app');
      const ofOa = count(oaId);
      return {
        isExceeded: ofApp > appCallsPerMinuteMax || ofOa > oaCallsPerMinuteMax,
        limit: oaCallsPerMinuteMax,
        remain: Math.max(0, Math.min(oaCallsPerMinuteMax - ofOa, appCallsPerMinuteMax - ofApp)),
      };
    },
  };
}
