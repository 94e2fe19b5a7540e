import fc from 'fast-check';
import { expect, test } from 'vitest';
import { lanes, parkAfterMs, retryDelayMs, shouldPark } from '../../../server/outbox/backoff.rules.ts';

test('waiting grows with every failure and stays within its bounds', () => {
  const lane = fc.constantFrom(...Object.values(lanes));
  fc.assert(
    fc.property(
      fc.integer({ min: 1, max: 10_000 }),
      lane,
      fc.double({ min: 0, max: 1, noNaN: true }),
      (attempts, chosen, random) => {
        const delay = retryDelayMs(attempts, chosen, random);
        expect(delay).toBeGreaterThanOrEqual(500);
        expect(delay).toBeLessThanOrEqual(chosen === lanes.sos ? 15_000 : 15 * 60_000);
        expect(retryDelayMs(attempts + 1, chosen, random)).toBeGreaterThanOrEqual(delay);
      },
    ),
  );
  expect(retryDelayMs(1, lanes.tips, 1)).toBe(1_000);
  expect(retryDelayMs(100, lanes.tips, 1)).toBe(5 * 60_000);
});

test('messages that failed together do not come back together', () => {
  expect(retryDelayMs(5, lanes.tips, 0)).toBeLessThan(retryDelayMs(5, lanes.tips, 1));
});

test('a day without Zalo parks nothing, three days do', () => {
  const createdAt = '2026-11-24T00:00:00.000Z';
  expect(shouldPark(createdAt, 500, new Date(Date.parse(createdAt) + 24 * 3_600_000))).toBe(false);
  expect(shouldPark(createdAt, 500, new Date(Date.parse(createdAt) + parkAfterMs))).toBe(true);
});

test('an old message that was put back is tried several times before it is parked again', () => {
  const createdAt = '2026-11-24T00:00:00.000Z';
  const later = new Date(Date.parse(createdAt) + 2 * parkAfterMs);
  expect(shouldPark(createdAt, 1, later)).toBe(false);
  expect(shouldPark(createdAt, 12, later)).toBe(true);
});
