import { expect, test } from 'vitest';
import { createGivingWay } from '../../../server/outbox/giving-way.ts';

function atRate(storedPerSecond: number) {
  const clock = { ms: 0 };
  const givingWay = createGivingWay(() => clock.ms);
  for (let stored = 0; stored < storedPerSecond; stored += 1) givingWay.noteStored();
  clock.ms += 10;
  return { clock, givingWay };
}

test('while few tips arrive, a message leaves at once', () => {
  const { givingWay } = atRate(99);

  expect([1, 2, 3].map(() => givingWay.turnInMs())).toEqual([0, 0, 0]);
});

test('while hundreds arrive, messages leave one after the other, and none is put off for more than a second', () => {
  const { givingWay } = atRate(300);

  const turns = Array.from({ length: 100 }, () => givingWay.turnInMs());

  expect(turns.slice(0, 3)).toEqual([90, 190, 290]);
  expect(Math.max(...turns)).toBe(1_000);
});

test('once it is quiet again nobody waits any more', () => {
  const { clock, givingWay } = atRate(300);

  clock.ms += 2_500;

  expect(givingWay.turnInMs()).toBe(0);
});

test('a few photos a second are as much as hundreds of tips', () => {
  const clock = { ms: 0 };
  const givingWay = createGivingWay(() => clock.ms);
  for (let photos = 0; photos < 4; photos += 1) givingWay.noteStored(25);
  clock.ms += 10;

  expect(givingWay.turnInMs()).toBe(90);
});
