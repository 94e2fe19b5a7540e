import type { Geometry, Ring } from '../../content/pack.schema.ts';

/** Degrees WGS 84. */
export type Point = { readonly lat: number; readonly lng: number };

/** A metre: more digits would only make the portal longer. */
const decimals = 5;

/**
 * The middle of a ward's land: the centre of gravity of its largest piece. Good enough to say which ward is near, not to find a door.
 * Over a ward's few kilometres a degree may be taken for flat.
 */
export function middleOf(geometry: Geometry): Point {
  const pieces = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const weighed = pieces.flatMap(([outer]) => (outer ? [weigh(outer)] : []));
  const largest = weighed.reduce((one, other) => (other.area > one.area ? other : one));
  return { lat: round(largest.lat), lng: round(largest.lng) };
}

/** By the surveyor's formula, seen from the first corner so that small differences are not lost in large numbers. */
function weigh(ring: Ring): { area: number; lat: number; lng: number } {
  const [originLng, originLat] = ring[0] ?? [0, 0];
  let [doubled, x, y] = [0, 0, 0];
  for (const [index, corner] of ring.entries()) {
    const next = ring[(index + 1) % ring.length] ?? corner;
    const [ax, ay] = [corner[0] - originLng, corner[1] - originLat];
    const [bx, by] = [next[0] - originLng, next[1] - originLat];
    const cross = ax * by - bx * ay;
    doubled += cross;
    x += (ax + bx) * cross;
    y += (ay + by) * cross;
  }
  if (doubled === 0) return { area: 0, lat: originLat, lng: originLng };
  return { area: Math.abs(doubled), lng: originLng + x / (3 * doubled), lat: originLat + y / (3 * doubled) };
}

const round = (degrees: number): number => Number(degrees.toFixed(decimals));
