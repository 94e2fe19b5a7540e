import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { loadPack } from '../../../server/content/pack.ts';
import { packsFolder } from '../../../server/content/pack-reader.ts';
import { createLocator } from '../../../server/features/units/locate.rules.ts';

/**
 * The locator against a second opinion that shares nothing with it: the boundaries are read straight from the pack's file, a ray
 * decides what holds a point, and distances are taken in space between points of the ellipsoid, not on a plane.
 */
const pointsCount = 10_000;
/** Two ways to measure may differ by so much on either side of a limit. */
const measureErrorM = 0.05;

type Space = readonly [x: number, y: number, z: number];
type Land = { id: string; errorM: number; rings: [number, number][][]; inSpace: Space[][] };
type Opinion = { holders: string[]; borderM: Map<string, number> };

test.each(['tan-phu', 'tan-phu-2025'])(
  '10,000 random points in and around %s get the ward, the question and the candidates an independent reckoning gives',
  async (name) => {
    const locate = createLocator(await loadPack(name));
    const lands = await readLands(name);
    const random = randomFrom(20_261_124);
    const seen = { inside: 0, near_border: 0, outside: 0, atLimit: 0 };

    for (let point = 0; point < pointsCount; point += 1) {
      const lat = 10.7475 + random() * 0.087;
      const lng = 106.593 + random() * 0.068;
      const accuracyM = [0, 10, 20, 60, 150, 500, 3_000][Math.floor(random() * 7)] ?? 0;
      const answer = locate({ lat, lng, accuracyM });
      const opinion = secondOpinion(lands, lat, lng);
      const context = `${lat},${lng} ±${accuracyM}`;

      if (answer.unit) expect(opinion.holders, context).toContain(answer.unit.id);
      else expect(opinion.holders, context).toEqual([]);
      const surely = verdict(lands, opinion, accuracyM, -measureErrorM);
      const perhaps = verdict(lands, opinion, accuracyM, measureErrorM);
      expect([surely.certainty, perhaps.certainty], context).toContain(answer.certainty);
      const named = answer.candidates.map(({ unit }) => unit.id);
      expect(named, context).toEqual(expect.arrayContaining(surely.candidates));
      expect(perhaps.candidates, context).toEqual(expect.arrayContaining(named));
      for (const { unit, distanceM } of answer.candidates) {
        const measured = opinion.holders.includes(unit.id) ? 0 : opinion.borderM.get(unit.id);
        expect(Math.abs((measured ?? Number.NaN) - distanceM), context).toBeLessThanOrEqual(
          0.5 + measureErrorM,
        );
      }
      seen[answer.certainty] += 1;
      if (surely.certainty !== perhaps.certainty) seen.atLimit += 1;
    }

    // The points meet every case, and almost none is so near a limit that both answers count as right.
    for (const certainty of ['inside', 'near_border', 'outside'] as const) {
      expect(seen[certainty], certainty).toBeGreaterThan(1_000);
    }
    expect(seen.atLimit).toBeLessThan(20);
  },
);

/** What promise 3 says of a point, with every limit moved by `slackM`. */
function verdict(lands: Land[], { holders, borderM }: Opinion, accuracyM: number, slackM: number) {
  const ownErrorM = Math.max(
    0,
    ...lands.filter(({ id }) => holders.includes(id)).map(({ errorM }) => errorM),
  );
  const isNear = ({ id, errorM }: Land) =>
    (borderM.get(id) ?? Number.NaN) <= Math.max(60, Math.min(accuracyM, 500), errorM, ownErrorM) + slackM;
  const near = lands.filter(isNear).map(({ id }) => id);
  const candidates = lands.map(({ id }) => id).filter((id) => holders.includes(id) || near.includes(id));
  if (candidates.length === 0) return { certainty: 'outside', candidates };
  const isDeepInside = holders.length === 1 && near.length === 0;
  return { certainty: isDeepInside ? 'inside' : 'near_border', candidates };
}

function secondOpinion(lands: Land[], lat: number, lng: number): Opinion {
  const point = toSpace(lng, lat);
  return {
    holders: lands.filter(({ rings }) => holds(rings, lng, lat)).map(({ id }) => id),
    borderM: new Map(lands.map(({ id, inSpace }) => [id, distanceToRings(inSpace, point)])),
  };
}

/** A ray to the east meets the boundary an odd number of times from inside. */
function holds(rings: [number, number][][], lng: number, lat: number): boolean {
  let crossings = 0;
  for (const ring of rings) {
    for (const [index, [endLng, endLat]] of ring.entries()) {
      const [startLng, startLat] = ring.at(index - 1) ?? [endLng, endLat];
      if (startLat > lat === endLat > lat) continue;
      const share = (lat - startLat) / (endLat - startLat);
      if (startLng + share * (endLng - startLng) > lng) crossings += 1;
    }
  }
  return crossings % 2 === 1;
}

function distanceToRings(rings: Space[][], point: Space): number {
  let nearest = Number.POSITIVE_INFINITY;
  for (const ring of rings) {
    for (const [index, end] of ring.entries()) {
      const start = ring[index - 1];
      if (start) nearest = Math.min(nearest, distanceToSegment(point, start, end));
    }
  }
  return nearest;
}

function distanceToSegment(point: Space, start: Space, end: Space): number {
  const along = minus(end, start);
  const toPoint = minus(point, start);
  const share = Math.min(1, Math.max(0, dot(toPoint, along) / dot(along, along)));
  return Math.hypot(...toPoint.map((value, axis) => value - share * (along[axis] ?? 0)));
}

const minus = (a: Space, b: Space): Space => [a[0] - b[0], a[1] - b[1], a[2] - b[2]];
const dot = (a: Space, b: Space): number => a[0] * b[0] + a[1] * b[1] + a[2] * b[2];

/** Metres from the middle of the earth, on the ellipsoid WGS 84. */
function toSpace(lng: number, lat: number): Space {
  const [lambda, phi] = [(lng * Math.PI) / 180, (lat * Math.PI) / 180];
  const eccentricitySquared = 0.006_694_379_990_14;
  const normalM = 6_378_137 / Math.sqrt(1 - eccentricitySquared * Math.sin(phi) ** 2);
  return [
    normalM * Math.cos(phi) * Math.cos(lambda),
    normalM * Math.cos(phi) * Math.sin(lambda),
    normalM * (1 - eccentricitySquared) * Math.sin(phi),
  ];
}

async function readLands(name: string): Promise<Land[]> {
  const read = async (file: string) => JSON.parse(await readFile(join(packsFolder, name, file), 'utf8'));
  const { units } = await read('units.json');
  const { features } = await read('wards.geojson');
  return features.map(
    (feature: { properties: { slug: string }; geometry: { coordinates: [number, number][][] } }) => {
      const rings = feature.geometry.coordinates;
      const id = feature.properties.slug;
      return {
        id,
        errorM: units.find((unit: { id: string }) => unit.id === id).borderErrorM,
        rings,
        inSpace: rings.map((ring) => ring.map(([lng, lat]) => toSpace(lng, lat))),
      };
    },
  );
}

/** The same points on every run (mulberry32). */
function randomFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}
