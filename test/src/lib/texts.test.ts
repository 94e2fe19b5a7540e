import fc from 'fast-check';
import { expect, test, vi } from 'vitest';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import {
  dayText,
  instantOfLocal,
  instantText,
  localOfInstant,
  momentText,
} from '../../../src/lib/date-text.ts';
import { distanceText } from '../../../src/lib/distance-text.ts';
import { fitInto } from '../../../src/lib/picture-drawing.ts';
import { randomId } from '../../../src/lib/random-id.ts';

test('an instant is told in the time of Việt Nam, also past its midnight', () => {
  expect(instantText('2026-11-23T07:03:00.000Z')).toBe('14:03 ngày 23/11/2026');
  expect(instantText('2026-12-31T17:30:00.000Z')).toBe('00:30 ngày 01/01/2027');
});

test('an instant of today needs no day, by the calendar of Việt Nam', () => {
  const now = new Date('2026-11-23T17:30:00.000Z');
  expect(momentText('2026-11-23T17:05:00.000Z', now)).toBe('00:05 hôm nay');
  expect(momentText('2026-11-23T16:59:00.000Z', now)).toBe('23:59 ngày 23/11/2026');
});

test('a day is told as people write it', () => {
  expect(dayText('2025-06-30')).toBe('30/06/2025');
});

test('a day and time typed in a field are taken in the time of Việt Nam, and come back the same', () => {
  expect(instantOfLocal('2026-11-23T14:03')).toBe('2026-11-23T07:03:00.000Z');
  expect(instantOfLocal('')).toBeUndefined();
  expect(instantOfLocal('hôm qua')).toBeUndefined();
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 2_000_000_000 }), (minutes) => {
      const at = new Date(minutes * 60_000);
      expect(instantOfLocal(localOfInstant(at))).toBe(at.toISOString());
    }),
  );
});

test.each([
  [0, '1 m'],
  [7.4, '7 m'],
  [12, '10 m'],
  [48, '50 m'],
  [640, '640 m'],
  [1_180, '1,2 km'],
  [15_000, '15 km'],
])('%d metres are told as %s', (metres, told) => {
  expect(distanceText(metres)).toBe(told);
});

test('names are found without marks, whichever way these were typed', () => {
  expect(foldVietnamese('Phú Thọ Hòa')).toBe('phu tho hoa');
  expect(foldVietnamese('Phú Thọ Hoà'.normalize('NFD'))).toBe('phu tho hoa');
  expect(foldVietnamese('  ĐỒNG   Đen ')).toBe('dong den');
});

test('a picture is made to fit and never made larger', () => {
  expect(fitInto(4032, 3024, 2048)).toEqual({ width: 2048, height: 1536 });
  expect(fitInto(3024, 4032, 2048)).toEqual({ width: 1536, height: 2048 });
  expect(fitInto(640, 480, 2048)).toEqual({ width: 640, height: 480 });
  expect(fitInto(10_000, 1, 2048)).toEqual({ width: 2048, height: 1 });
});

test('a phone without randomUUID makes random UUIDs of version 4 all the same', () => {
  vi.stubGlobal('crypto', { getRandomValues: crypto.getRandomValues.bind(crypto) });
  const ids = new Set(Array.from({ length: 100 }, randomId));
  vi.unstubAllGlobals();

  expect(ids.size).toBe(100);
  for (const id of ids) {
    expect(id).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  }
});
