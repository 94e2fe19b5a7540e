import { booleanPointInPolygon } from '@turf/boolean-point-in-polygon';
import Flatbush from 'flatbush';
import { limits } from '#contract/limits.ts';
import type { Location, UnitName } from '#contract/portal.ts';
import type { Geometry } from '../../content/pack.schema.ts';
import type { Boundary, ContentPack } from '../../content/pack.ts';

/** A fix: degrees WGS 84, and the radius in metres that the phone believes it to be right within. */
export type Fix = { readonly lat: number; readonly lng: number; readonly accuracyM: number };

/** Nearer to a border than this, a phone in a street cannot tell the side (promise 3). */
const nearBorderMetresMin = 60;

/** West, south, east, north. */
type Box = [number, number, number, number];

type Ward = {
  boundary: Boundary;
  box: Box;
  /** Every line of its boundary, holes included (the edge of a hole is a border too), as lng, lat, lng, lat … */
  rings: readonly Float64Array[];
  name: UnitName;
  borderErrorM: number;
  /** The answer deep inside it, the same for every point there. */
  inside: Location;
};
type Finding = { ward: Ward; contains: boolean; borderM: number };

/**
 * Says which ward a point lies in, and how sure that is (promise 3). Pure; the index is built once per pack.
 *
 * - `inside`: in one ward, and further from every border than the fix and the borders may be wrong.
 * - `near_border`: some border lies within that distance. All wards it may be are named, so that the person can be asked; at
 *   the edge of the whole area that may be one.
 * - `outside`: in no ward and near none. The root unit takes it.
 */
export function createLocator(
  pack: Pick<ContentPack, 'units' | 'root' | 'wards' | 'neighbours'>,
): (fix: Fix) => Location {
  const units = new Map(pack.units.map((unit) => [unit.id, unit]));
  const takenBy: UnitName = { id: pack.root.id, name: pack.root.name };
  const wards = pack.wards.flatMap((boundary): Ward[] => {
    const unit = units.get(boundary.slug);
    if (!unit) return [];
    const name = { id: unit.id, name: unit.name };
    const rings = ringsOf(boundary.geometry).map((ring) => Float64Array.from(ring.flat()));
    const candidates = [{ unit: name, distanceM: 0 }];
    const inside = { certainty: 'inside', unit: name, candidates, outsideName: null, takenBy } as const;
    const box = boxOf(boundary.geometry);
    return [{ boundary, box, rings, name, borderErrorM: unit.borderErrorM ?? 0, inside }];
  });
  const wardsNear = boundaryIndex(wards, (ward) => ward.boundary);
  const neighboursNear = boundaryIndex(pack.neighbours, (neighbour) => neighbour);
  const borderErrorMaxM = Math.max(0, ...wards.map((ward) => ward.borderErrorM));

  return (fix) => {
    const scale = metresPerDegree(fix.lat);
    const findings = wardsNear(fix, Math.max(thresholdOfFixM(fix.accuracyM), borderErrorMaxM)).map(
      (ward): Finding => ({
        ward,
        contains: isInBox(ward.box, fix) && containsPoint(ward.boundary, fix),
        borderM: borderDistanceM(ward.rings, fix, scale),
      }),
    );
    const { own, certainty, candidates } = judge(findings, fix.accuracyM);
    if (certainty === 'inside' && own) return own.ward.inside;
    const neighbour = own ? undefined : neighboursNear(fix, 0).find((each) => containsPoint(each, fix));
    return {
      certainty,
      unit: own?.ward.name ?? null,
      candidates: candidates.map((each) => ({
        unit: each.ward.name,
        distanceM: each.contains ? 0 : Math.round(each.borderM),
      })),
      outsideName: neighbour?.name ?? null,
      takenBy,
    };
  };
}

/** As far as the fix itself leaves it open on which side of a border somebody stands. */
const thresholdOfFixM = (accuracyM: number): number =>
  Math.max(nearBorderMetresMin, Math.min(accuracyM, limits.accuracyUsableMetresMax));

function judge(findings: readonly Finding[], accuracyM: number) {
  const nearestFirst = findings.toSorted(compareFindings);
  const own = nearestFirst.find((each) => each.contains);
  // A border is as uncertain as the less certain of the two wards it divides: else the ward on its other side would go unnamed.
  const ownErrorM = own?.ward.borderErrorM ?? 0;
  const ofFixM = thresholdOfFixM(accuracyM);
  const thresholdM = ({ ward }: Finding) => Math.max(ofFixM, ward.borderErrorM, ownErrorM);
  const candidates = nearestFirst.filter((each) => each.contains || each.borderM <= thresholdM(each));
  const isDeepInside = own !== undefined && candidates.length === 1 && own.borderM > thresholdM(own);
  const certainty: Location['certainty'] = isDeepInside
    ? 'inside'
    : candidates.length > 0
      ? 'near_border'
      : 'outside';
  return { own, certainty, candidates };
}

/**
 * Wards that hold the point first, the deepest of them before all (boundaries in a pack may overlap by some metres); then the
 * nearest; then by id, so that a point on a border is always answered alike.
 */
function compareFindings(a: Finding, b: Finding): number {
  if (a.contains !== b.contains) return a.contains ? -1 : 1;
  const byBorder = a.contains ? b.borderM - a.borderM : a.borderM - b.borderM;
  return byBorder || (a.ward.name.id < b.ward.name.id ? -1 : 1);
}

function containsPoint({ geometry }: Boundary, { lat, lng }: Fix): boolean {
  return booleanPointInPolygon([lng, lat], geometry);
}

/** Which of the items may lie within `metres` of a point, by their boxes. */
function boundaryIndex<Item>(items: readonly Item[], boundaryOf: (item: Item) => Boundary) {
  if (items.length === 0) return () => [];
  const index = new Flatbush(items.length);
  for (const item of items) index.add(...boxOf(boundaryOf(item).geometry));
  index.finish();
  return ({ lat, lng }: Fix, metres: number): Item[] => {
    const scale = metresPerDegree(lat);
    const [lngReach, latReach] = [metres / scale.lng, metres / scale.lat];
    return index
      .search(lng - lngReach, lat - latReach, lng + lngReach, lat + latReach)
      .flatMap((position) => items[position] ?? []);
  };
}

const isInBox = ([west, south, east, north]: Box, { lat, lng }: Fix): boolean =>
  west <= lng && lng <= east && south <= lat && lat <= north;

function boxOf(geometry: Geometry): Box {
  const box: Box = [
    Number.POSITIVE_INFINITY,
    Number.POSITIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
    Number.NEGATIVE_INFINITY,
  ];
  for (const [lng, lat] of ringsOf(geometry).flat()) {
    box[0] = Math.min(box[0], lng);
    box[1] = Math.min(box[1], lat);
    box[2] = Math.max(box[2], lng);
    box[3] = Math.max(box[3], lat);
  }
  return box;
}

function ringsOf(geometry: Geometry) {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

/** Metres from the point to the nearest line of the boundary, on a plane laid at the point. */
function borderDistanceM(
  rings: readonly Float64Array[],
  { lat, lng }: Fix,
  scale: { lat: number; lng: number },
): number {
  let nearestSquared = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    let x = 0;
    let y = 0;
    for (let at = 0; at < ring.length; at += 2) {
      const toX = ((ring[at] ?? 0) - lng) * scale.lng;
      const toY = ((ring[at + 1] ?? 0) - lat) * scale.lat;
      if (at > 0) nearestSquared = Math.min(nearestSquared, squaredToOrigin(x, y, toX, toY));
      x = toX;
      y = toY;
    }
  }
  return Math.sqrt(nearestSquared);
}

/** Of the line from a to b. */
function squaredToOrigin(ax: number, ay: number, bx: number, by: number): number {
  const dx = bx - ax;
  const dy = by - ay;
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : -(ax * dx + ay * dy) / lengthSquared;
  const t = Math.min(1, Math.max(0, along));
  return (ax + t * dx) ** 2 + (ay + t * dy) ** 2;
}

/**
 * Metres in a degree at a latitude, by the usual series for the ellipsoid WGS 84. Over the few hundred metres that decide here a
 * flat plane with these scales is right to centimetres.
 */
function metresPerDegree(lat: number): { lat: number; lng: number } {
  const phi = (lat * Math.PI) / 180;
  return {
    lat: 111_132.954 - 559.822 * Math.cos(2 * phi) + 1.175 * Math.cos(4 * phi),
    lng: 111_412.84 * Math.cos(phi) - 93.5 * Math.cos(3 * phi) + 0.118 * Math.cos(5 * phi),
  };
}
