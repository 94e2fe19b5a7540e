import { describe, expect, test } from 'vitest';
import {
  daysOf,
  instantsOf,
  type ReportPeriod,
} from '../../../../src/features/desk-reports/report-period.rules.ts';
import { unitsBelow } from '../../../../src/lib/units-below.ts';

/** The first minutes of December in Việt Nam, when it is still November elsewhere. */
const decemberHere = new Date('2026-11-30T17:05:00Z');
const january = new Date('2027-01-15T03:00:00Z');
type Fixed = Exclude<ReportPeriod, 'own'>;

describe('the period of a report', () => {
  test.each<[Fixed, Date, string, string]>([
    ['this-month', decemberHere, '2026-12-01', '2026-12-31'],
    ['last-month', decemberHere, '2026-11-01', '2026-11-30'],
    ['quarter', decemberHere, '2026-10-01', '2026-12-31'],
    ['half-year', decemberHere, '2026-07-01', '2026-12-31'],
    ['last-month', january, '2026-12-01', '2026-12-31'],
    ['quarter', january, '2027-01-01', '2027-03-31'],
  ])('%s is the one of the calendar of Việt Nam', (period, now, first, last) => {
    expect(daysOf(period, now)).toEqual({ first, last });
  });

  test('begins at midnight in Việt Nam and ends after its last day', () => {
    expect(instantsOf({ first: '2026-11-01', last: '2026-11-30' }, 367)).toEqual({
      from: '2026-10-31T17:00:00.000Z',
      to: '2026-11-30T17:00:00.000Z',
    });
  });

  test.each([
    ['2026-11-02', '2026-11-01'],
    ['', '2026-11-01'],
    ['2025-01-01', '2026-11-01'],
  ])('from "%s" to "%s" is none', (first, last) => {
    expect(instantsOf({ first, last }, 367)).toBeNull();
  });
});

test('the units to choose are those below one’s own, at any depth', () => {
  const unit = (id: string, parentId: string | null) => ({ id, name: id, parentId });
  const units = [unit('city', null), unit('area', 'city'), unit('ward', 'area'), unit('other', 'city')];
  expect(unitsBelow(units, { id: 'area' }).map(({ id }) => id)).toEqual(['ward']);
  expect(unitsBelow(units, { id: 'city' }).map(({ id }) => id)).toEqual(['area', 'other', 'ward']);
});
