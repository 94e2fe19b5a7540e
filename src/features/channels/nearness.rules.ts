import type { UnitSummary } from '#contract/portal.ts';

type Point = { lat: number; lng: number };

const earthRadiusMetres = 6_371_000;
const radians = (degrees: number): number => (degrees * Math.PI) / 180;

/** Metres between two points on a sphere (haversine); over a city wrong by less than half a per cent. */
export function metresBetween(one: Point, other: Point): number {
  const [dLat, dLng] = [radians(other.lat - one.lat), radians(other.lng - one.lng)];
  const across =
    Math.sin(dLat / 2) ** 2 +
    Math.cos(radians(one.lat)) * Math.cos(radians(other.lat)) * Math.sin(dLng / 2) ** 2;
  return 2 * earthRadiusMetres * Math.asin(Math.sqrt(across));
}

export type NearUnit = { unit: UnitSummary; metres: number };

/** The units of which it is known where they are, the nearest first. A snapshot from before that was told has none. */
export function nearestFirst(units: readonly UnitSummary[], point: Point): NearUnit[] {
  return units
    .flatMap((unit) => (unit.centre ? [{ unit, metres: metresBetween(point, unit.centre) }] : []))
    .sort((one, other) => one.metres - other.metres);
}
