import { describe, expect, test } from 'vitest';
import { bestFix, placeOfFix, positionsOf } from '../../../../src/features/sos/fixes.rules.ts';

const now = new Date('2026-11-24T07:03:00Z');
const fix = (accuracyM: number | null, secondsAgo: number) => ({
  lat: 10.8,
  lng: 106.6,
  accuracyM,
  at: new Date(now.getTime() - secondsAgo * 1000).toISOString(),
});

describe('the best place known', () => {
  test('is the most exact of fresh ones', () => {
    const exact = fix(12, 3);
    expect(bestFix([fix(800, 1), exact, fix(60, 0)], now)).toBe(exact);
  });

  test('is a rough fresh one rather than an exact one from minutes ago', () => {
    const fresh = fix(80, 1);
    expect(bestFix([fix(10, 240), fresh], now)).toBe(fresh);
  });

  test('may be of a phone that does not tell its error', () => {
    const unknown = fix(null, 1);
    expect(bestFix([fix(900, 1), unknown], now)).toBe(unknown);
  });

  test('is none where all are too old', () => {
    expect(bestFix([fix(5, 3600)], now)).toBeNull();
    expect(bestFix([], now)).toBeNull();
  });
});

test('a fix goes out in whole metres, and without an error where none is known', () => {
  expect(placeOfFix(fix(14.6, 0))).toEqual({ lat: 10.8, lng: 106.6, accuracyM: 15, at: now.toISOString() });
  expect(positionsOf([fix(null, 0)])).toEqual({ fixes: [{ lat: 10.8, lng: 106.6, at: now.toISOString() }] });
  expect(placeOfFix(null)).toBeNull();
});
