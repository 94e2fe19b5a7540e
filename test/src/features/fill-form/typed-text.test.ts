import { expect, test } from 'vitest';
import { digitCount, keyboardFor, typedDay } from '../../../../src/features/fill-form/typed-text.rules.ts';

/** What stands in the field after these keys, one after the other. */
const typing = (keys: string): string => [...keys].reduce((text, key) => typedDay(text, text + key), '');

test.each([
  ['20051990', '20/05/1990'],
  ['2', '2'],
  ['20', '20/'],
  ['2005', '20/05/'],
  // With strokes of one's own, from a keyboard that has them.
  ['20/05/1990', '20/05/1990'],
  ['5/7/1990', '5/7/1990'],
  ['20-05-1990', '20/05/1990'],
  ['5.7 1990', '5/7/1990'],
])('the keys %s give the day %s', (keys, day) => {
  expect(typing(keys)).toBe(day);
});

test('a day can be taken back letter by letter, and mended in the middle', () => {
  expect(typedDay('20/', '20')).toBe('20');
  expect(typedDay('20/05/199', '20/05/19')).toBe('20/05/19');
  expect(typedDay('20/0/1990', '20/05/1990')).toBe('20/05/1990');
});

test('a day that is pasted stays as it is', () => {
  expect(typedDay('', '1990-05-20')).toBe('1990-05-20');
  expect(typedDay('', '20/05/1990')).toBe('20/05/1990');
  expect(typedDay('', '20051990')).toBe('20/05/1990');
  expect(typedDay('', '1.2.1990')).toBe('1/2/1990');
});

test('who types a long number from a card is told how far they are', () => {
  expect(digitCount('digits12', '079 190 001')).toEqual({ typed: 9, wanted: 12 });
  expect(digitCount('digits9', '')).toEqual({ typed: 0, wanted: 9 });
  expect(digitCount('phone', '0912')).toBeNull();
});

test('several numbers in one field get a keyboard with strokes', () => {
  expect(keyboardFor({ kind: 'number', label: 'Số chỗ ngồi, đứng, nằm' })).toBe('text');
  expect(keyboardFor({ kind: 'number', label: 'Công suất (kW)' })).toBe('decimal');
});
