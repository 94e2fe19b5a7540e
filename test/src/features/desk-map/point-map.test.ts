import { describe, expect, test } from 'vitest';
import {
  drawLands,
  isWithin,
  projectionAround,
  scaleBarMetres,
  tilesFor,
} from '../../../../src/features/desk-map/point-map.rules.ts';

const here = { lat: 10.8128, lng: 106.6223 };
const metresPerDegree = 111_320;

describe('the map at the desk', () => {
  test('measures in metres around the point, north up', () => {
    const project = projectionAround(here);
    expect(project(here)).toEqual({ x: 0, y: expect.closeTo(0, 6) });
    const north = project({ ...here, lat: here.lat + 500 / metresPerDegree });
    expect(north.x).toBeCloseTo(0);
    expect(Math.abs(north.y + 500)).toBeLessThan(5);
    const east = project({
      ...here,
      lng: here.lng + 500 / (metresPerDegree * Math.cos((here.lat * Math.PI) / 180)),
    });
    expect(Math.abs(east.x - 500)).toBeLessThan(5);
  });

  test('draws the lands that reach into view, the own one marked, each with its name where there is room', () => {
    const square = (lng: number, lat: number, half: number): [number, number][] => [
      [lng - half, lat - half],
      [lng + half, lat - half],
      [lng + half, lat + half],
      [lng - half, lat + half],
      [lng - half, lat - half],
    ];
    const lands = [
      { unitId: 'tay-thanh', name: 'Tây Thạnh', rings: [square(here.lng, here.lat, 0.01)] },
      { unitId: null, name: 'Xa', rings: [square(here.lng + 1, here.lat, 0.01)] },
    ];
    const drawn = drawLands(lands, here, 700, 'tay-thanh');
    expect(drawn.map(({ name, isOwn, isServed }) => [name, isOwn, isServed])).toEqual([
      ['Tây Thạnh', true, true],
    ]);
    const label = drawn[0]?.label ?? { x: 0, y: 0 };
    expect(Math.max(Math.abs(label.x), Math.abs(label.y))).toBeLessThan(700);
  });

  test('knows a hole from the land around it', () => {
    const ring = (half: number) => [
      { x: -half, y: -half },
      { x: half, y: -half },
      { x: half, y: half },
      { x: -half, y: half },
    ];
    expect(isWithin([ring(10), ring(2)], { x: 5, y: 5 })).toBe(true);
    expect(isWithin([ring(10), ring(2)], { x: 0, y: 0 })).toBe(false);
    expect(isWithin([ring(10), ring(2)], { x: 50, y: 0 })).toBe(false);
  });

  test.each([
    [150, 100],
    [300, 200],
    [700, 200],
    [1_500, 1_000],
    [3_500, 2_000],
  ])('has a scale of a round number of metres: %d m of view, %d m of bar', (radius, metres) => {
    expect(scaleBarMetres(radius)).toBe(metres);
  });

  test.each([150, 700, 3_500])(
    'covers a view of %d m with at most sixteen street pictures, without a gap',
    (radius) => {
      const tiles = tilesFor(here, radius, 19);
      expect(tiles.length).toBeGreaterThan(0);
      expect(tiles.length).toBeLessThanOrEqual(16);
      for (const [x, y] of [
        [-radius, -radius],
        [radius, radius],
        [0, 0],
        [-radius, radius],
      ] as const) {
        const covering = tiles.filter(
          ({ left, top, size }) =>
            x >= left - 1 && x <= left + size + 1 && y >= top - 1 && y <= top + size + 1,
        );
        expect(covering.length, `${x},${y}`).toBeGreaterThan(0);
      }
    },
  );
});
