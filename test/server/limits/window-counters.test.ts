import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createHourlyKey } from '../../../server/limits/hourly-key.ts';
import { createWindowCounters } from '../../../server/limits/window-counters.ts';

const windowMs = 10 * 60_000;
const startMs = Date.parse('2026-11-24T07:55:00Z');

function countersAt(options: { windowMs?: number; subjectsMax?: number } = {}) {
  const clock = { atMs: startMs };
  const now = () => new Date(clock.atMs);
  const key = createHourlyKey(now);
  const counters = createWindowCounters({
    name: 'test',
    windowMs: options.windowMs ?? windowMs,
    subjectsMax: options.subjectsMax ?? 1_000,
    key,
    now,
  });
  return { clock, key, counters };
}

/** After everything that nobody holds any more is gone. */
function bytesInUse(): number {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  collect();
  return process.memoryUsage().heapUsed;
}

describe('counting in a sliding window', () => {
  test('lets in no more than the limit in any stretch of its length, over changes of the key too', () => {
    const gapsMs = fc.array(
      fc.oneof(
        fc.integer({ min: 0, max: 5_000 }),
        fc.integer({ min: 0, max: 90_000 }),
        fc.integer({ min: 0, max: 2 * windowMs }),
      ),
      { minLength: 40, maxLength: 200 },
    );
    fc.assert(
      fc.property(gapsMs, fc.integer({ min: 1, max: 30 }), (gaps, max) => {
        const { clock, counters } = countersAt();
        const letIn: number[] = [];
        for (const gap of gaps) {
          clock.atMs += gap;
          if (counters.count('a') >= max) continue;
          counters.add('a');
          letIn.push(clock.atMs);
        }
        for (const [index, first] of letIn.entries()) {
          const next = letIn[index + max];
          if (next !== undefined) expect(next - first).toBeGreaterThanOrEqual(windowMs);
        }
      }),
    );
  });

  test('tells how long to wait, and keeps to it', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 100_000 }), { minLength: 5, maxLength: 12 }), (gaps) => {
        const { clock, counters } = countersAt();
        for (const gap of gaps) {
          clock.atMs += gap;
          counters.add('a');
        }
        const waitMs = counters.msUntilBelow('a', 5);
        if (waitMs === 0) {
          expect(counters.count('a')).toBeLessThan(5);
          return;
        }
        expect(waitMs).toBeLessThanOrEqual(1.1 * windowMs);
        clock.atMs += waitMs - 1;
        expect(counters.count('a')).toBeGreaterThanOrEqual(5);
        clock.atMs += 1;
        expect(counters.count('a')).toBeLessThan(5);
      }),
    );
  });

  test('counts a sender no more a tenth of the window after it at the latest, and then forgets the rest', () => {
    const { clock, counters } = countersAt();
    for (let sent = 0; sent < 7; sent += 1) counters.add('a');
    clock.atMs += windowMs;
    expect(counters.count('a')).toBe(7);
    clock.atMs += windowMs / 10;
    expect(counters.count('a')).toBe(0);
    clock.atMs += 3 * windowMs;
    counters.sweep();
    expect(counters.size()).toBe(0);
  });

  test('counts senders apart, and goes on where the hour changes', () => {
    const { clock, counters } = countersAt();
    counters.add('a');
    counters.add('b');
    clock.atMs = Date.parse('2026-11-24T08:00:01Z');
    expect(counters.add('a')).toBe(2);
    expect(counters.size()).toBe(2);
    expect(counters.count('c')).toBe(0);
  });

  test('keeps counting when the clock is set back', () => {
    const { clock, counters } = countersAt();
    counters.add('a');
    clock.atMs -= 2 * 60 * 60_000;
    expect(counters.add('a')).toBe(2);
  });

  test('takes bounded memory from 300,000 addresses, and still counts those that are seen', () => {
    const subjectsMax = 30_000;
    const { clock, counters } = countersAt({ subjectsMax });
    const before = bytesInUse();
    for (let address = 0; address < 300_000; address += 1) {
      if (address % 1_500 === 0) {
        clock.atMs += 1;
        counters.add('the one that stays');
      }
      counters.add(`2001:db8:${(address >> 16).toString(16)}:${(address & 0xffff).toString(16)}::/64`);
    }
    expect(counters.size()).toBeLessThanOrEqual(subjectsMax);
    expect(counters.size()).toBeGreaterThan(subjectsMax / 3);
    expect(counters.count('the one that stays')).toBe(200);
    expect((bytesInUse() - before) / 1024 / 1024).toBeLessThan(10);
  });
});

describe('the hourly key', () => {
  test('gives one sender one digest within the hour and another in the next, and drops the key after', () => {
    let atMs = Date.parse('2026-11-24T07:00:00Z');
    const key = createHourlyKey(() => new Date(atMs));
    const first = key.digest('203.0.113.7');
    expect(first).not.toContain('203');
    atMs += 59 * 60_000;
    expect(key.digest('203.0.113.7')).toBe(first);
    atMs += 60_000;
    expect(key.digest('203.0.113.7')).not.toBe(first);
    expect(key.before('203.0.113.7')).toBe(first);
    atMs += 60 * 60_000;
    expect(key.before('203.0.113.7')).not.toBe(first);
    atMs += 2 * 60 * 60_000;
    expect(key.before('203.0.113.7')).toBeNull();
  });

  test('of two servers is never the same', () => {
    const now = () => new Date(startMs);
    expect(createHourlyKey(now).digest('a')).not.toBe(createHourlyKey(now).digest('a'));
  });
});
