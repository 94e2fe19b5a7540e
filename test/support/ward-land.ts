import type { Geometry, Unit } from '../../server/content/pack.schema.ts';
import type { ContentPack } from '../../server/content/pack.ts';

/** Land drawn in metres east and north of a point in Tân Phú, so that a test can say "59 m from the border". */
const origin = { lat: 10.79, lng: 106.63 };

// The ellipsoid's radii of curvature, not the series the locator uses: the two must agree.
const equatorM = 6_378_137;
const eccentricitySquared = 0.006_694_379_990_14;
const phi = (origin.lat * Math.PI) / 180;
const curvature = 1 - eccentricitySquared * Math.sin(phi) ** 2;
const metresPerDegreeLat =
  ((Math.PI / 180) * equatorM * (1 - eccentricitySquared)) / (curvature * Math.sqrt(curvature));
const metresPerDegreeLng = ((Math.PI / 180) * equatorM * Math.cos(phi)) / Math.sqrt(curvature);

/** A point so many metres east and north of the origin. */
export function at(eastM: number, northM: number, accuracyM = 0) {
  const [lng, lat] = position(eastM, northM);
  return { lat, lng, accuracyM };
}

type Rectangle = [westM: number, southM: number, eastM: number, northM: number];

export function rectangle(...sides: Rectangle): Geometry {
  return { type: 'Polygon', coordinates: [ring(sides)] };
}

export function rectangleWithHole(sides: Rectangle, hole: Rectangle): Geometry {
  return { type: 'Polygon', coordinates: [ring(sides), ring(hole)] };
}

export function rectangles(...parts: Rectangle[]): Geometry {
  return { type: 'MultiPolygon', coordinates: parts.map((sides) => [ring(sides)]) };
}

/** Wards of these shapes under one root `goc`; borders are exact unless told otherwise. */
export function land(
  shapes: Record<string, Geometry>,
  {
    borderErrorM = {},
    neighbours = {},
  }: { borderErrorM?: Record<string, number>; neighbours?: Record<string, Geometry> } = {},
): Pick<ContentPack, 'units' | 'root' | 'former' | 'wards' | 'neighbours'> {
  const root = unit('goc', { type: 'district', parentId: null });
  const wards = Object.keys(shapes).map((id) => unit(id, { borderErrorM: borderErrorM[id] ?? 0 }));
  const boundaries = (of: Record<string, Geometry>) =>
    Object.entries(of).map(([slug, geometry]) => ({ slug, name: `phường ${slug}`, geometry }));
  return {
    units: [root, ...wards],
    root,
    former: [],
    wards: boundaries(shapes),
    neighbours: boundaries(neighbours),
  };
}

function unit(id: string, overrides: Partial<Unit>): Unit {
  return {
    id,
    name: `Công an ${id}`,
    shortName: id,
    type: 'ward',
    parentId: 'goc',
    address: null,
    hotlines: [],
    topics: [],
    oaId: null,
    validFrom: null,
    validUntil: null,
    ...overrides,
  };
}

function ring([west, south, east, north]: Rectangle): [number, number][] {
  return [
    position(west, south),
    position(east, south),
    position(east, north),
    position(west, north),
    position(west, south),
  ];
}

function position(eastM: number, northM: number): [number, number] {
  return [origin.lng + eastM / metresPerDegreeLng, origin.lat + northM / metresPerDegreeLat];
}
