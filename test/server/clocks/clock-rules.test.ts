import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { deskTipEvents, type TipStatus, tipStatuses } from '#contract/vocabulary.ts';
import { acknowledgeBy, effectOf, furthest, stepsOf } from '../../../server/features/clocks/clock.rules.ts';

const startedAt = '2026-11-24T01:00:00.000Z';
const minuteMs = 60_000;
const instants = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2060-01-01T00:00:00Z'), noInvalidDate: true })
  .map((date) => date.toISOString());
const minutes = fc.integer({ min: 1, max: 15 });
const timesOf = (clock: Parameters<typeof stepsOf>[0]) => stepsOf(clock).map(({ dueAt }) => dueAt);

describe('the clock of a tip', () => {
  test('reminds after 10 minutes, reaches the commander after 15 and the unit above after 20', () => {
    expect(stepsOf({ startedAt, minutes: 15, hasParent: true })).toEqual([
      { step: 'remind', dueAt: '2026-11-24T01:10:00.000Z' },
      { step: 'commander', dueAt: '2026-11-24T01:15:00.000Z' },
      { step: 'parent', dueAt: '2026-11-24T01:20:00.000Z' },
    ]);
    expect(acknowledgeBy(startedAt, 15)).toBe('2026-11-24T01:15:00.000Z');
  });

  test('of a fire, with its 2 minutes, goes the same way after 80, 120 and 160 seconds', () => {
    expect(timesOf({ startedAt, minutes: 2, hasParent: true })).toEqual([
      '2026-11-24T01:01:20.000Z',
      '2026-11-24T01:02:00.000Z',
      '2026-11-24T01:02:40.000Z',
    ]);
  });

  test('of the top unit ends at its commander', () => {
    const steps = stepsOf({ startedAt, minutes: 15, hasParent: false });
    expect(steps.map(({ step }) => step)).toEqual(['remind', 'commander']);
  });

  test('is never longer than 15 minutes, whatever a category says', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 15, max: 10_000 }), (from, longer) => {
        const clock = { startedAt: from, hasParent: true };
        expect(timesOf({ ...clock, minutes: longer })).toEqual(timesOf({ ...clock, minutes: 15 }));
      }),
    );
  });

  test('gives a shorter category every step sooner, in the same order, across midnights, month ends and leap days', () => {
    fc.assert(
      fc.property(instants, minutes, minutes, (from, one, other) => {
        const [shorter, longer] = [Math.min(one, other), Math.max(one, other)].map((length) =>
          timesOf({ startedAt: from, minutes: length, hasParent: true }),
        );
        expect(shorter).toEqual(shorter?.toSorted());
        expect(new Set(shorter).size).toBe(3);
        shorter?.forEach((at, index) => {
          expect(at <= (longer?.[index] ?? '')).toBe(true);
        });
      }),
    );
  });

  test.each([
    ['the end of a year', '2026-12-31T16:55:00.000Z', '2026-12-31T17:10:00.000Z'],
    ['a leap day', '2028-02-29T16:50:00.000Z', '2028-02-29T17:05:00.000Z'],
    ['the night of Tết Đinh Mùi', '2027-02-05T16:59:59.000Z', '2027-02-05T17:14:59.000Z'],
    ['the hour at which Europe changes its clocks', '2026-10-25T00:55:00.000Z', '2026-10-25T01:10:00.000Z'],
  ])('runs its 15 minutes through %s', (_night, from, by) => {
    expect(acknowledgeBy(from, 15)).toBe(by);
    expect(Date.parse(by) - Date.parse(from)).toBe(15 * minuteMs);
  });

  test('lets the furthest of several late steps speak for all', () => {
    const due = stepsOf({ startedAt, minutes: 15, hasParent: true });
    fc.assert(
      fc.property(fc.shuffledSubarray(due), (late) => {
        expect(furthest(late)?.dueAt).toBe(
          late
            .map(({ dueAt }) => dueAt)
            .toSorted()
            .at(-1),
        );
      }),
    );
  });
});

describe('what a move does to the clock', () => {
  const effects = (isByClock: boolean, status: TipStatus) =>
    Object.fromEntries(
      deskTipEvents.map((event) => [event, effectOf({ event, isByClock, status })] as const),
    );

  test('whatever takes a tip up stops it, and nothing pauses it', () => {
    const taken = tipStatuses.filter((status) => !['received', 'transferred', 'escalated'].includes(status));
    for (const status of taken)
      expect(new Set(Object.values(effects(false, status))), status).toEqual(new Set(['stop']));
    for (const status of ['received', 'transferred', 'escalated'] as const)
      expect(Object.values(effects(false, status)), status).not.toContain('stop');
  });

  test('only another unit, or the same one anew, starts it again; a note or a message of the sender does not', () => {
    const starting = Object.entries(effects(false, 'received')).filter(([, effect]) => effect === 'start');
    expect(starting.map(([event]) => event).toSorted()).toEqual(['escalated', 'reopened', 'transferred']);
  });

  test('what the clock itself does starts and stops nothing', () => {
    for (const status of tipStatuses)
      expect(new Set(Object.values(effects(true, status)))).toEqual(new Set(['none']));
  });
});
