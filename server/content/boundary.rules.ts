import Flatbush from 'flatbush';
import type { Geometry, Ring } from './pack.schema.ts';

/** What is wrong with a boundary: where in `coordinates`, and what. */
export type BoundaryProblem = { path: (string | number)[]; message: string };

/**
 * Checks the rings of a boundary: closed, no position twice in a row, an area, no crossing of itself, holes inside their outer
 * ring. A ring may touch itself, as real ones do; point in polygon stays right.
 */
export function boundaryProblems(geometry: Geometry): BoundaryProblem[] {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  return polygons.flatMap((rings, polygonIndex) => {
    const base = geometry.type === 'Polygon' ? [] : [polygonIndex];
    const ofRings = rings.flatMap((ring, ringIndex) => {
      const message = ringProblem(ring);
      return message ? [{ path: [...base, ringIndex], message }] : [];
    });
    return ofRings.length > 0 ? ofRings : holeProblems(rings, base);
  });
}

function ringProblem(ring: Ring): string | null {
  const first = ring[0];
  const last = ring.at(-1);
  if (!first || !last || first[0] !== last[0] || first[1] !== last[1]) {
    return 'the ring is not closed: the last position must equal the first';
  }
  const segments = segmentsOf(ring);
  const standing = segments.findIndex((segment) => segment.x1 === segment.x2 && segment.y1 === segment.y2);
  if (standing >= 0) return `position ${standing + 1} repeats the one before`;
  if (Math.abs(doubledArea(segments)) < 1e-12) return 'the ring encloses no area';
  const crossing = firstCrossing(segments);
  return crossing ? `the ring crosses itself between positions ${crossing[0]} and ${crossing[1]}` : null;
}

function holeProblems([outer, ...holes]: Ring[], base: number[]): BoundaryProblem[] {
  if (!outer) return [];
  const border = segmentsOf(outer);
  return holes.flatMap((hole, index) => {
    const isOutside = hole.some(([x, y]) => !isInsideOrOn(border, x, y));
    return isOutside ? [{ path: [...base, index + 1], message: 'the hole lies outside its outer ring' }] : [];
  });
}

type Segment = { x1: number; y1: number; x2: number; y2: number };

function segmentsOf(ring: Ring): Segment[] {
  return ring.slice(1).map(([x2, y2], index) => {
    const [x1, y1] = ring[index] ?? [x2, y2];
    return { x1, y1, x2, y2 };
  });
}

function doubledArea(segments: Segment[]): number {
  const origin = segments[0];
  if (!origin) return 0;
  // Relative to a corner: far from the origin of the degrees the products would lose the small area.
  const { x1: x0, y1: y0 } = origin;
  return segments.reduce((sum, { x1, y1, x2, y2 }) => sum + (x1 - x0) * (y2 - y0) - (x2 - x0) * (y1 - y0), 0);
}

/** The first two segments that truly cross, by index. */
function firstCrossing(segments: Segment[]): [number, number] | null {
  const index = new Flatbush(segments.length);
  for (const { x1, y1, x2, y2 } of segments) {
    index.add(Math.min(x1, x2), Math.min(y1, y2), Math.max(x1, x2), Math.max(y1, y2));
  }
  index.finish();
  for (const [first, a] of segments.entries()) {
    const near = index.search(
      Math.min(a.x1, a.x2),
      Math.min(a.y1, a.y2),
      Math.max(a.x1, a.x2),
      Math.max(a.y1, a.y2),
    );
    for (const second of near) {
      const b = segments[second];
      if (b && second > first && doCross(a, b)) return [first, second];
    }
  }
  return null;
}

/** Which side of the line through the segment the point lies on: its sign. */
function side({ x1, y1, x2, y2 }: Segment, x: number, y: number): number {
  return Math.sign((x2 - x1) * (y - y1) - (y2 - y1) * (x - x1));
}

function doCross(a: Segment, b: Segment): boolean {
  return side(a, b.x1, b.y1) * side(a, b.x2, b.y2) < 0 && side(b, a.x1, a.y1) * side(b, a.x2, a.y2) < 0;
}

function isInsideOrOn(border: Segment[], x: number, y: number): boolean {
  let isInside = false;
  for (const segment of border) {
    const { x1, y1, x2, y2 } = segment;
    const isWithinBox =
      x >= Math.min(x1, x2) && x <= Math.max(x1, x2) && y >= Math.min(y1, y2) && y <= Math.max(y1, y2);
    if (isWithinBox && side(segment, x, y) === 0) return true;
    if (y1 > y !== y2 > y && x < ((x2 - x1) * (y - y1)) / (y2 - y1) + x1) isInside = !isInside;
  }
  return isInside;
}
