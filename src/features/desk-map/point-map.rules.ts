import type { Land } from '#contract/desk.ts';

/** Degrees WGS 84. */
export type Point = { lat: number; lng: number };
/** Metres east and south of the point in the middle. */
type Offset = { x: number; y: number };

const earthRadiusM = 6_378_137;
const radians = (degrees: number) => (degrees * Math.PI) / 180;
const mercatorY = (lat: number) => Math.log(Math.tan(Math.PI / 4 + radians(lat) / 2));

/** Web Mercator around one point, where a unit of the drawing is a metre on the ground: street pictures fit under it as they are. */
export function projectionAround(center: Point): (point: Point) => Offset {
  const scale = earthRadiusM * Math.cos(radians(center.lat));
  const [x0, y0] = [radians(center.lng), mercatorY(center.lat)];
  return ({ lat, lng }) => ({ x: (radians(lng) - x0) * scale, y: (y0 - mercatorY(lat)) * scale });
}

export type DrawnLand = {
  name: string;
  isServed: boolean;
  isOwn: boolean;
  path: string;
  label: Offset | null;
};

/** Samples a side, to find where a land's name has room within the view. */
const samplesPerSide = 12;

/** Lands that reach into the square of `radiusM` around the point, with a place for each name. */
export function drawLands(
  lands: readonly Land[],
  center: Point,
  radiusM: number,
  ownUnitId: string,
): DrawnLand[] {
  const project = projectionAround(center);
  return lands.flatMap((land) => {
    const rings = land.rings.map((ring) => ring.map(([lng, lat]) => project({ lat, lng })));
    const label = labelPlace(rings, radiusM);
    if (label === null && !touches(rings, radiusM)) return [];
    const path = rings
      .map((ring) => `M${ring.map(({ x, y }) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}Z`)
      .join('');
    return [
      {
        name: land.name,
        isServed: land.unitId !== null,
        isOwn: land.unitId === ownUnitId,
        path,
        label,
      },
    ];
  });
}

/** The sample nearest to the middle of all that lie in the land; away from the point itself, which has its own mark. */
function labelPlace(rings: readonly Offset[][], radiusM: number): Offset | null {
  const step = (2 * radiusM) / samplesPerSide;
  const inside: Offset[] = [];
  for (let row = 1; row < samplesPerSide; row += 1) {
    for (let column = 2; column < samplesPerSide - 1; column += 1) {
      const sample = { x: column * step - radiusM, y: row * step - radiusM };
      const isByThePoint = Math.hypot(sample.x, sample.y) < radiusM / 4;
      if (!isByThePoint && isWithin(rings, sample)) inside.push(sample);
    }
  }
  if (inside.length === 0) return null;
  const middle = {
    x: inside.reduce((sum, { x }) => sum + x, 0) / inside.length,
    y: inside.reduce((sum, { y }) => sum + y, 0) / inside.length,
  };
  const distance = ({ x, y }: Offset) => Math.hypot(x - middle.x, y - middle.y);
  return inside.reduce((best, sample) => (distance(sample) < distance(best) ? sample : best));
}

/** Even-odd: what lies within an odd number of rings. */
export function isWithin(rings: readonly Offset[][], { x, y }: Offset): boolean {
  let isInside = false;
  for (const ring of rings) {
    ring.forEach((from, index) => {
      const to = ring[(index + 1) % ring.length] ?? from;
      const crosses = from.y > y !== to.y > y;
      if (crosses && x < ((to.x - from.x) * (y - from.y)) / (to.y - from.y) + from.x) isInside = !isInside;
    });
  }
  return isInside;
}

const touches = (rings: readonly Offset[][], radiusM: number): boolean =>
  rings.flat().some(({ x, y }) => Math.abs(x) <= radiusM && Math.abs(y) <= radiusM);

/** A round number of metres that takes up to a third of the view. */
export function scaleBarMetres(radiusM: number): number {
  const most = (2 * radiusM) / 3;
  const power = 10 ** Math.floor(Math.log10(most));
  const steps = [5, 2, 1];
  return (steps.find((step) => step * power <= most) ?? 1) * power;
}

export type PlacedTile = { z: number; x: number; y: number; left: number; top: number; size: number };

const tilesMax = 16;

/** The street pictures that cover the view, at the nearest zoom at which they are few enough. */
export function tilesFor(center: Point, radiusM: number, zoomMax: number): PlacedTile[] {
  const metresAcross = 2 * Math.PI * earthRadiusM * Math.cos(radians(center.lat));
  for (let z = zoomMax; z >= 0; z -= 1) {
    const count = 2 ** z;
    const size = metresAcross / count;
    const x0 = ((center.lng + 180) / 360) * count;
    const y0 = ((1 - mercatorY(center.lat) / Math.PI) / 2) * count;
    const reach = radiusM / size;
    const [left, right] = [Math.floor(x0 - reach), Math.floor(x0 + reach)];
    const [top, bottom] = [Math.floor(y0 - reach), Math.floor(y0 + reach)];
    if ((right - left + 1) * (bottom - top + 1) > tilesMax) continue;
    const tiles: PlacedTile[] = [];
    for (let y = Math.max(0, top); y <= Math.min(count - 1, bottom); y += 1) {
      for (let x = Math.max(0, left); x <= Math.min(count - 1, right); x += 1) {
        tiles.push({ z, x, y, left: (x - x0) * size, top: (y - y0) * size, size });
      }
    }
    return tiles;
  }
  return [];
}
