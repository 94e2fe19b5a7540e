import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { createHourlyKey } from '../../server/limits/hourly-key.ts';
import { createWindowCounters } from '../../server/limits/window-counters.ts';
import type { Drill, DrillFindings, DrillSize } from './drill.ts';

const addressesCount = { small: 100_000, full: 1_000_000 };
const subjectsMax = 30_000;
const mbMax = 10;
const stays = 'the one that stays';

/** Quality 39: who has more addresses than are counted takes no more memory, and is not forgotten on one of them. */
export const sendersManyDrill: Drill = {
  run: async (size) => count(size),
};

function count(size: DrillSize): DrillFindings {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const clock = { atMs: Date.parse('2026-11-24T07:00:00Z') };
  const now = () => new Date(clock.atMs);
  const counters = createWindowCounters({
    name: 'drill',
    windowMs: 10 * 60_000,
    subjectsMax,
    key: createHourlyKey(now),
    now,
  });
  const bytes = () => {
    collect();
    return process.memoryUsage().heapUsed;
  };
  const before = bytes();
  const beganAt = performance.now();
  let seen = 0;
  for (let address = 0; address < addressesCount[size]; address += 1) {
    if (address % 1_500 === 0) {
      clock.atMs += 1;
      counters.add(stays);
      seen += 1;
    }
    counters.add(`2001:db8:${(address >> 16).toString(16)}:${(address & 0xffff).toString(16)}::/64`);
  }
  const ms = performance.now() - beganAt;
  const grownMb = (bytes() - before) / 2 ** 20;
  const kept = counters.size();
  const counted = counters.count(stays);
  return {
    rows: {
      'addresses of one flood': {
        addresses: addressesCount[size],
        'counted at the end': kept,
        'at the most': subjectsMax,
        'memory MiB': Math.round(grownMb * 10) / 10,
        'microseconds each': Math.round((ms * 10_000) / addressesCount[size]) / 10,
        'seen of the one that stays': seen,
        'counted of it': counted,
      },
    },
    faults: [
      ...(kept <= subjectsMax ? [] : [`${kept} are counted`]),
      ...(counted === seen ? [] : [`${counted} of ${seen} counted of the one that stays`]),
      ...(grownMb < mbMax ? [] : [`${grownMb.toFixed(1)} MiB more than before (asked: under ${mbMax})`]),
    ],
  };
}
