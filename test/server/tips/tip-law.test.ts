import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { lawDueAt } from '../../../server/features/tips/tip-law.rules.ts';

const instants = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());

describe('the 20 days of the law', () => {
  const due = (createdAt: string) => lawDueAt({ kind: 'crime', createdAt });
  const dayFormat = new Intl.DateTimeFormat('en-CA', { timeZone: 'Asia/Ho_Chi_Minh' });
  /** The same by the calendar instead of by milliseconds. */
  const dayAfter = (day: string, days: number) => {
    const date = new Date(`${day}T00:00:00Z`);
    date.setUTCDate(date.getUTCDate() + days);
    return date.toISOString().slice(0, 10);
  };

  test('run for denunciations alone', () => {
    expect(lawDueAt({ kind: 'feedback', createdAt: '2026-11-24T01:00:00.000Z' })).toBeNull();
    expect(lawDueAt({ kind: 'petition', createdAt: '2026-11-24T01:00:00.000Z' })).toBeNull();
  });

  test.each([
    ['in the morning', '2026-11-24T01:00:00.000Z', '2026-12-14T16:59:59.000Z'],
    ['in the last second of the day in Việt Nam', '2026-11-24T16:59:59.999Z', '2026-12-14T16:59:59.000Z'],
    ['a second later, which is the next day there', '2026-11-24T17:00:00.000Z', '2026-12-15T16:59:59.000Z'],
    ['before a leap day', '2028-02-10T03:00:00.000Z', '2028-03-01T16:59:59.000Z'],
    ['in a February without one', '2027-02-10T03:00:00.000Z', '2027-03-02T16:59:59.000Z'],
    ['before New Year', '2026-12-20T03:00:00.000Z', '2027-01-09T16:59:59.000Z'],
    ['so that they end in Tết', '2027-01-18T03:00:00.000Z', '2027-02-07T16:59:59.000Z'],
  ])('from a tip %s end with the 20th day after it', (_when, createdAt, by) => {
    expect(due(createdAt)).toBe(by);
  });

  test('end 20 days on by the calendar of Việt Nam, at the day’s last second, whatever the instant', () => {
    fc.assert(
      fc.property(instants, (createdAt) => {
        const by = new Date(due(createdAt) ?? 0);
        expect(dayFormat.format(by)).toBe(dayAfter(dayFormat.format(new Date(createdAt)), 20));
        expect(dayFormat.format(new Date(by.getTime() + 1_000))).not.toBe(dayFormat.format(by));
      }),
    );
  });
});
