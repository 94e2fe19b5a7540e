import { vi } from 'vitest';

/** Asks until nothing is thrown any more: for what comes by itself, on a machine that does much at once. */
export const eventually = <Result>(check: () => Result | Promise<Result>): Promise<Result> =>
  vi.waitFor(check, { timeout: 30_000, interval: 25 });
