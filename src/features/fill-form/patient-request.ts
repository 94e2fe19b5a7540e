import { type ApiProblem, type ApiResult, waitOf } from '../../api/problem.ts';

const patience = {
  /** The first included. */
  triesMax: 4,
  /** When the server does not say. */
  waitMs: 3_000,
  waitMsMax: 20_000,
  /** So that a crowd that was sent away together does not come back together. */
  jitterMsMax: 1_000,
} as const;

const isBusy = (problem: ApiProblem): boolean =>
  (problem.kind === 'refused' && problem.code === 'busy') ||
  (problem.kind === 'unexpected' && problem.status === 503);

/** Asks, and asks again while the server is busy, after as long as it wants. `onWait` is told how long, in milliseconds. */
export async function askPatiently<Value>(
  ask: () => Promise<ApiResult<Value>>,
  {
    onWait,
    sleep = (ms) => new Promise((resolve) => setTimeout(resolve, ms)),
    random = Math.random,
  }: {
    onWait: (ms: number) => void;
    sleep?: (ms: number) => Promise<void>;
    random?: () => number;
  },
): Promise<ApiResult<Value>> {
  for (let tries = 1; ; tries += 1) {
    const result = await ask();
    if (result.ok || !isBusy(result.problem) || tries === patience.triesMax) return result;
    const wanted = Math.min(waitOf(result.problem) ?? patience.waitMs, patience.waitMsMax);
    const ms = wanted + random() * patience.jitterMsMax;
    onWait(ms);
    await sleep(ms);
  }
}
