import type { Geometry, Ring } from '../../content/pack.schema.ts';

type Corner = [number, number];

/** Less than a line's width on a phone that shows a whole ward. */
const toleranceMetres = 5;
const metresPerDegree = 111_320;
/** About a metre. */
const decimals = 5;

/** The rings of a geometry, drawn with as few corners as the eye needs. */
export function outlineOf(geometry: Geometry): Corner[][] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flat().map(simplified);
}

/** Douglas and Peucker, without recursion: a ring may have 20,000 corners. */
function simplified(ring: Ring): Corner[] {
  const corners = ring.map(([lng, lat]): Corner => [lng, lat]);
  const kept = new Set([0, corners.length - 1]);
  // A ring begins and ends at the same corner: the farthest from it is the other end to measure from.
  const middle = farthest(corners, 0, corners.length - 1)?.index ?? 0;
  kept.add(middle);
  const stretches: [number, number][] = [
    [0, middle],
    [middle, corners.length - 1],
  ];
  for (let next = stretches.pop(); next; next = stretches.pop()) {
    const [from, to] = next;
    const found = farthest(corners, from, to);
    if (!found || found.metres <= toleranceMetres) continue;
    kept.add(found.index);
    stretches.push([from, found.index], [found.index, to]);
  }
  return corners.filter((_, index) => kept.has(index)).map(([lng, lat]) => [rounded(lng), rounded(lat)]);
}

function farthest(corners: readonly Corner[], from: number, to: number) {
  const [start, end] = [corners[from], corners[to]];
  if (!start || !end) return null;
  let found: { index: number; metres: number } | null = null;
  for (let index = from + 1; index < to; index += 1) {
    const corner = corners[index];
    if (!corner) continue;
    const metres = metresFromLine(corner, start, end);
    if (!found || metres > found.metres) found = { index, metres };
  }
  return found;
}

/** From a corner to the straight line between two others, on the flat: a ward is small. */
function metresFromLine(corner: Corner, start: Corner, end: Corner): number {
  const width = metresPerDegree * Math.cos((start[1] * Math.PI) / 180);
  const [x, y] = [(corner[0] - start[0]) * width, (corner[1] - start[1]) * metresPerDegree];
  const [dx, dy] = [(end[0] - start[0]) * width, (end[1] - start[1]) * metresPerDegree];
  const length = dx * dx + dy * dy;
  const share = length === 0 ? 0 : Math.min(1, Math.max(0, (x * dx + y * dy) / length));
  return Math.hypot(x - share * dx, y - share * dy);
}

const rounded = (degrees: number): number => Number(degrees.toFixed(decimals));
