import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import { expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { middleOf } from '../../../server/features/units/middle.rules.ts';

const square = (lng: number, lat: number, side: number): [number, number][] => [
  [lng, lat],
  [lng + side, lat],
  [lng + side, lat + side],
  [lng, lat + side],
  [lng, lat],
];

test('the middle of a ward is that of its land, whichever way round its border was drawn', () => {
  const ring = square(106.6, 10.8, 0.02);
  expect(middleOf({ type: 'Polygon', coordinates: [ring] })).toEqual({ lat: 10.81, lng: 106.61 });
  expect(middleOf({ type: 'Polygon', coordinates: [ring.toReversed()] })).toEqual({
    lat: 10.81,
    lng: 106.61,
  });
});

test('of land in pieces it is that of the largest', () => {
  const coordinates = [[square(106, 10, 0.001)], [square(106.6, 10.8, 0.02)]];
  expect(middleOf({ type: 'MultiPolygon', coordinates })).toEqual({ lat: 10.81, lng: 106.61 });
});

test.each(['tan-phu', 'tan-phu-2025'])('every ward of %s holds its own middle', async (packId) => {
  for (const { slug, geometry } of (await loadPack(packId)).wards) {
    const { lat, lng } = middleOf(geometry);
    expect(booleanPointInPolygon([lng, lat], geometry), slug).toBe(true);
  }
});
