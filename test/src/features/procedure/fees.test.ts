import { expect, test } from 'vitest';
import { freshDaysMax, isStale } from '#contract/procedure-book.ts';
import { loadPack } from '../../../../server/content/pack.ts';
import { feeRange, vndText } from '../../../../src/features/procedure/fee.rules.ts';

const pack = await loadPack('tan-phu');
const rangeOf = (id: string) =>
  feeRange(pack.procedures.find((procedure) => procedure.id === id)?.fees ?? []);

test('a fee in one line is free, unknown, or from the least to the most that somebody pays', () => {
  expect(rangeOf('cu-tru-tam-tru')).toEqual({ kind: 'range', from: 5_000, to: 15_000 });
  expect(rangeOf('cu-tru-luu-tru')).toEqual({ kind: 'free' });
  expect(rangeOf('xe-sang-ten')).toEqual({ kind: 'unknown' });
  const [free] = pack.procedures.find(({ id }) => id === 'cu-tru-luu-tru')?.fees ?? [];
  if (!free) throw new Error('no fee');
  // Free for some and unknown for others is not free.
  expect(feeRange([free, { ...free, amountVnd: null }])).toEqual({ kind: 'unknown' });
  expect(vndText(15_000)).toBe('15.000');
});

test('a fact is old after 90 days, and one that was never checked always', () => {
  expect(freshDaysMax).toBe(90);
  expect(isStale('2026-08-26', '2026-11-24')).toBe(false);
  expect(isStale('2026-08-25', '2026-11-24')).toBe(true);
  expect(isStale(null, '2026-11-24')).toBe(true);
});
