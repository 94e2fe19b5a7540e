import { describe, expect, test } from 'vitest';
import type { Location } from '#contract/portal.ts';
import type { SosFix } from '#contract/sos.ts';
import { sosEvents, sosStatuses } from '#contract/vocabulary.ts';
import {
  betterFix,
  chooseSosUnits,
  isNewPlace,
  isOpen,
  measuredAt,
  newsFrom,
  newsPace,
  statusAfter,
  stepsOf,
} from '../../../server/features/sos/sos.rules.ts';

const fix = (accuracyM: number | null, seconds = 0, north = 0): SosFix => ({
  lat: 10.8 + north / 111_320,
  lng: 106.6,
  accuracyM,
  at: new Date(Date.UTC(2026, 10, 24, 7) + seconds * 1_000).toISOString(),
});

describe('the moves of an alert', () => {
  test('are these and no others', () => {
    const table = sosEvents
      .filter((event) => event !== 'created')
      .flatMap((event) =>
        (['citizen', 'unit', 'group', 'clock', 'outbox'] as const).flatMap((by) =>
          sosStatuses.flatMap((from) => {
            const to = statusAfter(event, by, from);
            return to === null ? [] : [`${event} by ${by}: ${from} > ${to}`];
          }),
        ),
      );
    expect(table).toEqual([
      ...['stored', 'forwarded', 'acknowledged', 'dispatched'].map(
        (status) => `updated by citizen: ${status} > ${status}`,
      ),
      'forwarded by outbox: stored > forwarded',
      ...['forwarded', 'acknowledged', 'dispatched', 'closed', 'cancelled'].map(
        (status) => `forwarded by outbox: ${status} > ${status}`,
      ),
      'climbed by clock: stored > stored',
      'climbed by clock: forwarded > forwarded',
      ...['unit', 'group'].flatMap((by) =>
        ['stored', 'forwarded'].map((status) => `acknowledged by ${by}: ${status} > acknowledged`),
      ),
      ...['stored', 'forwarded', 'acknowledged', 'cancelled'].map(
        (status) => `dispatched by unit: ${status} > dispatched`,
      ),
      ...['stored', 'forwarded', 'acknowledged', 'dispatched', 'cancelled'].map(
        (status) => `closed by unit: ${status} > closed`,
      ),
      ...['stored', 'forwarded', 'acknowledged'].map(
        (status) => `cancelled by citizen: ${status} > cancelled`,
      ),
    ]);
    expect(sosStatuses.filter(isOpen)).toEqual(['stored', 'forwarded', 'acknowledged', 'dispatched']);
  });

  test('are due a minute, two and three after it came', () => {
    expect(stepsOf('2026-11-24T07:00:00.000Z')).toEqual([
      { step: 'commander', dueAt: '2026-11-24T07:01:00.000Z' },
      { step: 'parent', dueAt: '2026-11-24T07:02:00.000Z' },
      { step: 'everyone', dueAt: '2026-11-24T07:03:00.000Z' },
    ]);
  });
});

describe('where somebody is', () => {
  test('is said best by the smaller radius, until it has grown old', () => {
    expect(betterFix(fix(100), fix(20, 5))).toEqual(fix(20, 5));
    expect(betterFix(fix(20), fix(100, 5))).toEqual(fix(20));
    expect(betterFix(fix(20), fix(100, 60))).toEqual(fix(100, 60));
    expect(betterFix(fix(null), fix(500, 1))).toEqual(fix(500, 1));
    // Of two alike the newer one.
    expect(betterFix(fix(20), fix(20, 1))).toEqual(fix(20, 1));
  });

  test('is never measured after now, whatever the phone’s clock says', () => {
    const now = new Date('2026-11-24T07:00:00Z');
    expect(measuredAt('2027-01-01T00:00:00Z', now)).toBe('2026-11-24T07:00:00.000Z');
    expect(measuredAt('2026-11-24T13:59:00+07:00', now)).toBe('2026-11-24T06:59:00.000Z');
    expect(measuredAt(undefined, now)).toBe('2026-11-24T07:00:00.000Z');
  });

  test.each([
    ['nothing was told', null, fix(800), true],
    ['nothing is known', fix(10), null, false],
    ['half the doubt', fix(200), fix(100), true],
    ['not quite half', fix(200), fix(101), false],
    ['good enough already', fix(50), fix(5), false],
    ['a street away', fix(20), fix(20, 60, 150), false],
    ['surely elsewhere', fix(20), fix(20, 60, 250), true],
    ['perhaps elsewhere', fix(400), fix(300, 60, 650), false],
  ])('is news to a group or not: %s', (_, told, now, isNews) => {
    expect(isNewPlace(told, now)).toBe(isNews);
  });

  test('is told not more often than once a minute, and not without an end', () => {
    const now = new Date('2026-11-24T07:00:00Z');
    const inMs = (news: { count: number; lastAt: string | null }) => {
      const from = newsFrom(news, now);
      return from && from.getTime() - now.getTime();
    };
    expect(inMs({ count: 0, lastAt: null })).toBe(newsPace.gatherMs);
    expect(inMs({ count: 1, lastAt: '2026-11-24T06:59:30Z' })).toBe(30_000);
    expect(inMs({ count: 1, lastAt: '2026-11-24T06:00:00Z' })).toBe(newsPace.gatherMs);
    // The clock was set back meanwhile.
    expect(inMs({ count: 1, lastAt: '2026-11-24T09:00:00Z' })).toBe(newsPace.everyMs);
    expect(inMs({ count: newsPace.countMax, lastAt: null })).toBeNull();
  });
});

describe('the units of an alert', () => {
  const at = (certainty: Location['certainty'], ...ids: string[]): Location => ({
    certainty,
    unit: null,
    candidates: ids.map((id) => ({ unit: { id, name: id }, distanceM: 0 })),
    outsideName: null,
    takenBy: { id: 'root', name: 'root' },
  });
  test.each([
    ['inside a ward', at('inside', 'a'), 15, ['b'], ['a']],
    ['near a border: both sides', at('near_border', 'a', 'b'), 15, [], ['a', 'b']],
    ['near a border: the sender’s own choice first', at('near_border', 'a', 'b'), 15, ['b'], ['b', 'a']],
    ['where four meet: the three nearest', at('near_border', 'a', 'b', 'c', 'd'), 15, [], ['a', 'b', 'c']],
    ['a vague point beside a choice: both', at('near_border', 'a'), 900, ['b'], ['b', 'a']],
    ['a vague point alone', at('near_border', 'a'), 900, [], ['a']],
    ['outside, with a choice', at('outside'), 15, ['b'], ['b']],
    ['outside', at('outside'), 15, [], ['root']],
    ['no point, a choice', null, 0, ['b'], ['b']],
    ['no point, a ward that was divided: its two largest heirs', null, 0, ['b', 'c', 'd'], ['b', 'c']],
    ['nothing at all', null, 0, [], ['root']],
  ])('%s', (_, located, accuracyM, named, expected) => {
    expect(chooseSosUnits({ located, accuracyM, named, rootId: 'root' })).toEqual(expected);
  });
});
