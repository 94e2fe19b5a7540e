import { describe, expect, test } from 'vitest';
import { judgeSoak, type SoakMinute } from '../soak/soak.rules.ts';

const even: SoakMinute = {
  ...{ tips: 180, tipsFailed: 0, tipP95Ms: 400 },
  ...{ readings: 1_200, readingsFailed: 0, readingP95Ms: 4 },
  ...{ serverMib: 200, heapMib: 50, workerMib: 160, handles: 40, outboxOldestS: 0 },
};
const hour = (minuteOf: (nr: number) => Partial<SoakMinute>): SoakMinute[] =>
  Array.from({ length: 60 }, (_, nr) => ({ ...even, ...minuteOf(nr) }));
const all = { acknowledged: 10_800, stored: 10_800 };

describe('an hour of load', () => {
  test('that fills its caches first and is even afterwards holds', () => {
    expect(
      judgeSoak(
        hour((nr) => ({ serverMib: nr < 10 ? 120 + 8 * nr : 200 })),
        all,
      ).faults,
    ).toEqual([]);
  });

  test('in which something grows by a percent every other minute does not hold, and is told what', () => {
    const leaks = hour((nr) => ({ heapMib: 50 + nr / 4 }));
    expect(judgeSoak(leaks, all).faults).toEqual(['heap of the server grew to 1.14']);
  });

  test('in which a request failed, tips waited too long or a tip is missing does not hold', () => {
    expect(
      judgeSoak(
        hour((nr) => ({ readingsFailed: nr === 7 ? 1 : 0 })),
        all,
      ).faults,
    ).toEqual(['1 requests failed']);
    expect(
      judgeSoak(
        hour(() => ({ tipP95Ms: 1_200 })),
        all,
      ).faults,
    ).toEqual(['95% of the tips took 1200 ms']);
    expect(
      judgeSoak(
        hour(() => ({})),
        { ...all, stored: 10_799 },
      ).faults,
    ).toEqual(['10800 tips were acknowledged and 10799 are stored']);
  });
});
