import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import type { Outcome } from '../../../src/platform/platform.ts';
import { shareInFlight, withTimeLimit } from '../../../src/platform/time-limit.ts';

beforeEach(() => vi.useFakeTimers());
afterEach(() => vi.useRealTimers());

const after = (ms: number, outcome: Outcome<string>): Promise<Outcome<string>> =>
  new Promise((resolve) => setTimeout(() => resolve(outcome), ms));

test('an answer within the limit is passed on', async () => {
  const limited = withTimeLimit(1_000, after(999, { kind: 'ok', value: 'here' }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await limited).toEqual({ kind: 'ok', value: 'here' });
  expect(vi.getTimerCount()).toBe(0);
});

test('an answer after the limit comes too late', async () => {
  const limited = withTimeLimit(1_000, after(1_001, { kind: 'declined' }));
  await vi.advanceTimersByTimeAsync(1_000);
  expect(await limited).toEqual({ kind: 'unavailable', reason: 'timeout' });
});

test('a failure is not taken for a time-out', async () => {
  await expect(withTimeLimit(1_000, Promise.reject(new Error('broken')))).rejects.toThrow('broken');
});

test('those who ask while the work is under way share its answer, and the next one starts anew', async () => {
  let runs = 0;
  const work = shareInFlight(() => {
    runs += 1;
    return after(100, { kind: 'ok', value: `run ${runs}` });
  });
  const together = Promise.all([work(), work(), work()]);
  await vi.advanceTimersByTimeAsync(100);
  expect(new Set((await together).map((outcome) => outcome.kind === 'ok' && outcome.value))).toEqual(
    new Set(['run 1']),
  );
  const later = work();
  await vi.advanceTimersByTimeAsync(100);
  expect(await later).toEqual({ kind: 'ok', value: 'run 2' });
});

test('work that failed is not remembered', async () => {
  let runs = 0;
  const work = shareInFlight(async () => {
    runs += 1;
    if (runs === 1) throw new Error('first');
    return 'second';
  });
  await expect(work()).rejects.toThrow('first');
  expect(await work()).toBe('second');
});
