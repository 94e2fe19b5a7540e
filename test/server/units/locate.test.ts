import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { createLocator } from '../../../server/features/units/locate.rules.ts';
import { at, land, rectangle, rectangles, rectangleWithHole } from '../../support/ward-land.ts';

const [pack2021, pack2025] = await Promise.all([loadPack('tan-phu'), loadPack('tan-phu-2025')]);

/** Two wards of 2 km side by side: `tay` ends and `dong` begins at 0 m. */
const west = rectangle(-2000, -1000, 0, 1000);
const east = rectangle(0, -1000, 2000, 1000);
const locateInTwo = createLocator(land({ tay: west, dong: east }));

describe('one known place in each ward', () => {
  test.each([
    ['tan-son-nhi', 10.798716, 106.63204],
    ['tay-thanh', 10.814265, 106.620914],
    ['son-ky', 10.804764, 106.619828],
    ['tan-quy', 10.794808, 106.62194],
    ['tan-thanh', 10.791054, 106.634591],
    ['phu-tho-hoa', 10.784959, 106.627563],
    ['phu-thanh', 10.779264, 106.628016],
    ['phu-trung', 10.776477, 106.64225],
    ['hoa-thanh', 10.778213, 106.636855],
    ['hiep-tan', 10.772295, 106.626983],
    ['tan-thoi-hoa', 10.76427, 106.6297],
  ])('of 2021 belongs to %s', (id, lat, lng) => {
    const answer = createLocator(pack2021)({ lat, lng, accuracyM: 0 });

    expect(answer).toMatchObject({ certainty: 'inside', unit: { id } });
    expect(answer.candidates).toEqual([{ unit: answer.unit, distanceM: 0 }]);
  });

  test.each([
    ['tay-thanh', 10.813769, 106.620748],
    ['tan-son-nhi', 10.801298, 106.623899],
    ['phu-tho-hoa', 10.788283, 106.627173],
    ['phu-thanh', 10.771589, 106.626997],
    ['tan-phu', 10.777496, 106.640342],
  ])('of 2025 belongs to %s', (id, lat, lng) => {
    const answer = createLocator(pack2025)({ lat, lng, accuracyM: 0 });

    expect(answer).toMatchObject({ certainty: 'inside', unit: { id }, outsideName: null });
    expect(answer.candidates).toEqual([{ unit: answer.unit, distanceM: 0 }]);
  });
});

describe('far outside', () => {
  test.each([
    ['Bến Thành market', 10.7725, 106.698],
    ['Hà Nội', 21.0285, 105.8542],
    ['the equator at Greenwich', 0, 0],
    ['the North Pole', 90, 0],
    ['the South Pole', -90, 180],
    ['the date line', 10.8, -180],
  ])('%s is outside, and the root unit takes it', (_name, lat, lng) => {
    for (const pack of [pack2021, pack2025]) {
      expect(createLocator(pack)({ lat, lng, accuracyM: 100_000 })).toEqual({
        certainty: 'outside',
        unit: null,
        candidates: [],
        outsideName: null,
        takenBy: { id: pack.root.id, name: pack.root.name },
      });
    }
  });

  test('a place in a neighbouring ward is named after it', () => {
    const answer = createLocator(pack2025)({ lat: 10.801276, lng: 106.60447, accuracyM: 10 });

    expect(answer).toMatchObject({ certainty: 'outside', unit: null, outsideName: 'Bình Hưng Hòa' });
  });
});

describe('near a border', () => {
  test('60 m are asked about, 61 m are not', () => {
    expect(locateInTwo(at(-59.9, 0))).toMatchObject({ certainty: 'near_border', unit: { id: 'tay' } });
    expect(locateInTwo(at(-60.1, 0))).toMatchObject({ certainty: 'inside', unit: { id: 'tay' } });
  });

  test('both wards are named, one’s own first, with the metres to the other', () => {
    expect(locateInTwo(at(20, 0)).candidates).toEqual([
      { unit: { id: 'dong', name: 'Công an dong' }, distanceM: 0 },
      { unit: { id: 'tay', name: 'Công an tay' }, distanceM: 20 },
    ]);
  });

  test('a fix that may be wrong by 200 m is asked about up to 200 m', () => {
    expect(locateInTwo(at(-199.8, 0, 200)).certainty).toBe('near_border');
    expect(locateInTwo(at(-200.2, 0, 200)).certainty).toBe('inside');
  });

  test('a fix worse than 500 m counts as 500 m', () => {
    expect(locateInTwo(at(-499.5, 0, 9000)).certainty).toBe('near_border');
    expect(locateInTwo(at(-500.5, 0, 9000)).certainty).toBe('inside');
  });

  test('a border that may lie 150 m off is asked about up to 150 m on both of its sides', () => {
    const locate = createLocator(land({ tay: west, dong: east }, { borderErrorM: { dong: 150 } }));

    for (const eastM of [-149.8, 149.8]) {
      const answer = locate(at(eastM, 0));
      expect(answer.certainty).toBe('near_border');
      expect(answer.candidates.map(({ unit }) => unit.id).toSorted()).toEqual(['dong', 'tay']);
    }
    expect(locate(at(-150.2, 0)).certainty).toBe('inside');
    expect(locate(at(150.2, 0)).certainty).toBe('inside');
  });

  test('at the edge of the whole area the one ward there is the only candidate', () => {
    const answer = locateInTwo(at(-1000, 970));

    expect(answer).toMatchObject({ certainty: 'near_border', unit: { id: 'tay' } });
    expect(answer.candidates.map(({ unit }) => unit.id)).toEqual(['tay']);
  });

  test('just outside the area the ward nearby is named, but it is not said to be there', () => {
    expect(locateInTwo(at(-1000, 1030))).toMatchObject({
      certainty: 'near_border',
      unit: null,
      candidates: [{ unit: { id: 'tay' }, distanceM: 30 }],
    });
    expect(locateInTwo(at(-1000, 1061))).toMatchObject({ certainty: 'outside', candidates: [] });
  });

  test('just outside, the nearest of several wards comes first', () => {
    const { unit, candidates } = locateInTwo(at(30, 1020));

    expect(unit).toBeNull();
    expect(candidates.map((each) => [each.unit.id, each.distanceM])).toEqual([
      ['dong', 20],
      ['tay', 36],
    ]);
  });

  test('just outside, the neighbour that holds the point is named too; inside, none is, though its line may overlap', () => {
    const locate = createLocator(
      land({ tay: west }, { neighbours: { bac: rectangle(-2000, 950, 0, 3000) } }),
    );

    expect(locate(at(-1000, 1030))).toMatchObject({ certainty: 'near_border', outsideName: 'phường bac' });
    expect(locate(at(-1000, 970))).toMatchObject({ certainty: 'near_border', outsideName: null });
    expect(locate(at(-1000, 2000))).toMatchObject({ certainty: 'outside', outsideName: 'phường bac' });
    expect(locate(at(-1000, 3500))).toMatchObject({ certainty: 'outside', outsideName: null });
  });

  test('a point on the border itself is answered alike every time, with both wards', () => {
    const other = createLocator(land({ dong: east, tay: west }));

    const answer = locateInTwo(at(0, 0));

    expect(answer.certainty).toBe('near_border');
    expect(answer.candidates.map(({ distanceM }) => distanceM)).toEqual([0, 0]);
    expect(other(at(0, 0))).toEqual(answer);
  });

  test('land that two wards claim is asked about, the deeper claim first', () => {
    const locate = createLocator(
      land({ tay: rectangle(-2000, -1000, 400, 1000), dong: rectangle(0, -1000, 2000, 1000) }),
    );

    const answer = locate(at(100, 0));

    expect(answer).toMatchObject({ certainty: 'near_border', unit: { id: 'tay' } });
    expect(answer.candidates.map(({ unit }) => unit.id)).toEqual(['tay', 'dong']);
  });
});

describe('wards of odd shapes', () => {
  test('a hole is not part of the ward, and its edge is a border', () => {
    const locate = createLocator(
      land({
        vanh: rectangleWithHole([-2000, -2000, 2000, 2000], [-500, -500, 500, 500]),
        loi: rectangle(-500, -500, 500, 500),
      }),
    );

    expect(locate(at(0, 0))).toMatchObject({ certainty: 'inside', unit: { id: 'loi' } });
    expect(locate(at(0, 1200))).toMatchObject({ certainty: 'inside', unit: { id: 'vanh' } });
    expect(locate(at(0, 530))).toMatchObject({ certainty: 'near_border', unit: { id: 'vanh' } });
    expect(locate(at(0, 470)).candidates.map(({ unit }) => unit.id)).toEqual(['loi', 'vanh']);
  });

  test('a hole that nobody serves is outside', () => {
    const locate = createLocator(
      land({ vanh: rectangleWithHole([-2000, -2000, 2000, 2000], [-500, -500, 500, 500]) }),
    );

    expect(locate(at(0, 0))).toMatchObject({ certainty: 'outside', unit: null, candidates: [] });
    expect(locate(at(0, 460))).toMatchObject({ certainty: 'near_border', unit: null });
  });

  test('a ward of two parts is one ward', () => {
    const locate = createLocator(
      land({
        dao: rectangles([-2000, -500, -1000, 500], [1000, -500, 2000, 500]),
        giua: rectangle(-1000, -500, 1000, 500),
      }),
    );

    expect(locate(at(-1500, 0))).toMatchObject({ certainty: 'inside', unit: { id: 'dao' } });
    expect(locate(at(1500, 0))).toMatchObject({ certainty: 'inside', unit: { id: 'dao' } });
    expect(locate(at(960, 0)).candidates.map((each) => [each.unit.id, each.distanceM])).toEqual([
      ['giua', 0],
      ['dao', 40],
    ]);
  });
});

describe.each([
  ['tan-phu', pack2021],
  ['tan-phu-2025', pack2025],
])('whatever the point, in %s', (_name, pack) => {
  const locate = createLocator(pack);
  const lat = fc.double({ min: 10.74, max: 10.85, noNaN: true });
  const lng = fc.double({ min: 106.58, max: 106.68, noNaN: true });
  const accuracyM = fc.double({ min: 0, max: 2_000, noNaN: true });

  test('candidates come nearest first, each once, and the point’s own ward before all', () => {
    fc.assert(
      fc.property(lat, lng, accuracyM, (...[latitude, longitude, accuracy]) => {
        const { certainty, unit, candidates } = locate({
          lat: latitude,
          lng: longitude,
          accuracyM: accuracy,
        });
        const distances = candidates.map(({ distanceM }) => distanceM);
        expect(distances).toEqual(distances.toSorted((a, b) => a - b));
        expect(distances.every(Number.isInteger)).toBe(true);
        expect(new Set(candidates.map((each) => each.unit.id)).size).toBe(candidates.length);
        if (unit) expect(candidates[0]).toEqual({ unit, distanceM: 0 });
        if (certainty === 'inside') expect(candidates).toHaveLength(1);
        if (certainty === 'outside') expect([unit, candidates]).toEqual([null, []]);
        if (certainty === 'near_border') expect(candidates.length).toBeGreaterThan(0);
      }),
      { numRuns: 2_000 },
    );
  });

  test('a worse fix never makes the answer surer or hides a candidate', () => {
    fc.assert(
      fc.property(lat, lng, accuracyM, accuracyM, (latitude, longitude, one, other) => {
        const better = locate({ lat: latitude, lng: longitude, accuracyM: Math.min(one, other) });
        const worse = locate({ lat: latitude, lng: longitude, accuracyM: Math.max(one, other) });
        expect(worse.unit).toEqual(better.unit);
        if (better.certainty === 'near_border') expect(worse.certainty).toBe('near_border');
        expect(worse.candidates).toEqual(expect.arrayContaining(better.candidates));
      }),
      { numRuns: 1_000 },
    );
  });
});
