import { expect, test } from 'vitest';
import { ReportQuery } from '#contract/reports.ts';

test.each([
  [
    'days of Việt Nam, the last one whole',
    '2026-11-01',
    '2026-11-30',
    '2026-10-31T17:00:00.000Z',
    '2026-11-30T17:00:00.000Z',
  ],
  [
    'moments, as they are',
    '2026-11-01T00:00:00Z',
    '2026-11-02T00:00:00+07:00',
    '2026-11-01T00:00:00Z',
    '2026-11-02T00:00:00+07:00',
  ],
])('a period is named by %s', (_, from, to, first, end) => {
  expect(ReportQuery.parse({ from, to })).toMatchObject({ from: first, to: end });
});

test.each(['2026-13-01', '2026-02-30', 'yesterday', '24/11/2026'])('%s is no edge of a period', (from) => {
  expect(ReportQuery.safeParse({ from, to: '2026-11-30' }).success).toBe(false);
});
