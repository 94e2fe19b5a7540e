import { expect, test } from 'vitest';
import { metresBetween, nearestFirst } from '../../../../src/features/channels/nearness.rules.ts';
import { unitsOf } from '../../../support/pack-units.ts';

test('distances are those on the ground', () => {
  // A degree of latitude is 111.2 km on a sphere of the earth's size.
  expect(metresBetween({ lat: 10, lng: 106 }, { lat: 11, lng: 106 })).toBeCloseTo(111_195, -2);
  expect(metresBetween({ lat: 10, lng: 106 }, { lat: 10, lng: 106 })).toBe(0);
});

test('wards come nearest first, each once, the one where one stands before all in the middle of it', async () => {
  const { units } = (await unitsOf('tan-phu')).portal();
  const wards = units.filter(({ type }) => type === 'ward');
  for (const ward of wards) {
    const near = nearestFirst(units, ward.centre ?? { lat: 0, lng: 0 });
    expect(near[0]?.unit.id).toBe(ward.id);
    expect(near).toHaveLength(wards.length);
    const metres = near.map((each) => each.metres);
    expect(metres).toEqual(metres.toSorted((one, other) => one - other));
  }
});

test('a snapshot from before places were told sorts nothing and breaks nothing', async () => {
  const { units } = (await unitsOf('tan-phu')).portal();
  const old = units.map(({ centre: _, ...unit }) => unit) as typeof units;
  expect(nearestFirst(old, { lat: 10.8, lng: 106.6 })).toEqual([]);
});
