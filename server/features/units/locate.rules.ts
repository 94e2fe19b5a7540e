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

type Ward = { boundary: Boundary; name: UnitName; borderErrorM: number };
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
  const wards = pack.wards.flatMap((boundary): Ward[] => {
    const unit = units.get(boundary.slug);
    return unit
      ? [{ boundary, name: { id: unit.id, name: unit.name }, borderErrorM: unit.borderErrorM ?? 0 }]
      : [];
  });
  const wardsNear = boundaryIndex(wards, (ward) => ward.boundary);
  const neighboursNear = boundaryIndex(pack.neighbours, (neighbour) => neighbour);
  const takenBy: UnitName = { id: pack.root.id, name: pack.root.name };
  const thresholdMaxM = Math.max(
    nearBorderMetresMin,
    limits.accuracyUsableMetresMax,
    ...wards.map((ward) => ward.borderErrorM),
  );

  return (fix) => {
    const findings = wardsNear(fix, thresholdMaxM).map(
      (ward): Finding => ({
        ward,
        contains: containsPoint(ward.boundary, fix),
        borderM: borderDistanceM(ward.boundary.geometry, fix),
      }),
    );
    const { own, certainty, candidates } = judge(findings, fix.accuracyM);
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

function judge(findings: readonly Finding[], accuracyM: number) {
  const nearestFirst = findings.toSorted(compareFindings);
  const own = nearestFirst.find((each) => each.contains);
  // A border is as uncertain as the less certain of the two wards it divides: else the ward on its other side would go unnamed.
  const ownErrorM = own?.ward.borderErrorM ?? 0;
  const thresholdM = ({ ward }: Finding) =>
    Math.max(
      nearBorderMetresMin,
      Math.min(accuracyM, limits.accuracyUsableMetresMax),
      ward.borderErrorM,
      ownErrorM,
    );
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

function boxOf(geometry: Geometry): [number, number, number, number] {
  const box: [number, number, number, number] = [
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

/** Every line of the boundary, holes included: the edge of a hole is a border too. */
function ringsOf(geometry: Geometry) {
  return geometry.type === 'Polygon' ? geometry.coordinates : geometry.coordinates.flat();
}

/** Metres from the point to the nearest line of the boundary, on a plane laid at the point. */
function borderDistanceM(geometry: Geometry, { lat, lng }: Fix): number {
  const scale = metresPerDegree(lat);
  let nearestSquared = Number.POSITIVE_INFINITY;
  for (const ring of ringsOf(geometry)) {
    let previous: { x: number; y: number } | undefined;
    for (const [cornerLng, cornerLat] of ring) {
      const corner = { x: (cornerLng - lng) * scale.lng, y: (cornerLat - lat) * scale.lat };
      if (previous) nearestSquared = Math.min(nearestSquared, squaredToOrigin(previous, corner));
      previous = corner;
    }
  }
  return Math.sqrt(nearestSquared);
}

function squaredToOrigin(a: { x: number; y: number }, b: { x: number; y: number }): number {
  const [dx, dy] = [b.x - a.x, b.y - a.y];
  const lengthSquared = dx * dx + dy * dy;
  const along = lengthSquared === 0 ? 0 : -(a.x * dx + a.y * dy) / lengthSquared;
  const t = Math.min(1, Math.max(0, along));
  return (a.x + t * dx) ** 2 + (a.y + t * dy) ** 2;
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
