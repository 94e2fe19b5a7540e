import type { Logger } from 'pino';
import { AppError } from '../../http/app-error.ts';

/** One square of street pictures, as the map's server has it. */
export type Tile = { bytes: Uint8Array<ArrayBuffer>; mediaType: string };
export type TilePlace = { z: number; x: number; y: number };
export type TileSource = { find(place: TilePlace): Promise<Tile> };

const timeoutMs = 5_000;
const tileBytesMax = 512 * 1024;
/** About 30 MB at most of usual tiles: a ward and its neighbours at every zoom. */
const tilesKeptMax = 1_500;
/** A map's server asks for no more at once (OpenStreetMap's policy). */
const askedAtOnceMax = 4;
const waitingMax = 200;
const keptMs = 7 * 24 * 60 * 60_000;
const mediaTypes = ['image/png', 'image/jpeg', 'image/webp'];

/**
 * Street pictures from the one server that the operator named, through ours: no phone of an officer asks it. The address is the
 * template with three whole numbers in it, redirects are not followed, and nothing but a picture of a bounded size comes through.
 * Where a picture is kept it is not asked for again, so that the map's server learns little of what is looked at.
 */
export function createTileSource(template: string, parts: { logger: Logger; now: () => Date }): TileSource {
  const kept = new Map<string, { at: number; tile: Tile }>();
  const running = new Map<string, Promise<Tile>>();
  const waiting: (() => void)[] = [];
  let asked = 0;

  const remember = (key: string, tile: Tile) => {
    kept.delete(key);
    kept.set(key, { at: parts.now().getTime(), tile });
    const [oldest] = kept.keys();
    if (kept.size > tilesKeptMax && oldest !== undefined) kept.delete(oldest);
  };

  const inTurn = async (work: () => Promise<Tile>): Promise<Tile> => {
    if (asked >= askedAtOnceMax) {
      if (waiting.length >= waitingMax) throw new AppError('busy', { retryAfterS: 2 });
      // Whoever is done hands its place over.
      await new Promise<void>((resolve) => waiting.push(resolve));
    } else {
      asked += 1;
    }
    try {
      return await work();
    } finally {
      const next = waiting.shift();
      if (next) next();
      else asked -= 1;
    }
  };

  return {
    /** Throws `map_unavailable`, or `busy` when too many wait. */
    async find(place) {
      const key = `${place.z}/${place.x}/${place.y}`;
      const known = kept.get(key);
      if (known && parts.now().getTime() - known.at < keptMs) return known.tile;
      const begun = running.get(key);
      if (begun) return await begun;
      const fetching = inTurn(() => fetchTile(addressOf(template, place)));
      running.set(key, fetching);
      try {
        const tile = await fetching;
        remember(key, tile);
        return tile;
      } catch (error) {
        if (error instanceof AppError && error.code === 'busy') throw error;
        parts.logger.warn({ err: error }, 'no map tile');
        throw new AppError('map_unavailable', { cause: error });
      } finally {
        running.delete(key);
      }
    },
  };
}

const addressOf = (template: string, { z, x, y }: TilePlace): string =>
  template.replaceAll('{z}', String(z)).replaceAll('{x}', String(x)).replaceAll('{y}', String(y));

async function fetchTile(address: string): Promise<Tile> {
  const answer = await fetch(address, {
    redirect: 'error',
    signal: AbortSignal.timeout(timeoutMs),
    headers: { Accept: mediaTypes.join(', '), 'User-Agent': 'zalo-an-ninh' },
  });
  const mediaType = answer.headers.get('content-type')?.split(';')[0]?.trim().toLowerCase() ?? '';
  if (!answer.ok || !answer.body || !mediaTypes.includes(mediaType)) {
    await answer.body?.cancel();
    throw new Error(`The map's server answered ${answer.status} ${mediaType}.`);
  }
  return { bytes: await readBounded(answer.body), mediaType };
}

async function readBounded(body: ReadableStream<Uint8Array>): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = [];
  let length = 0;
  for await (const part of body) {
    length += part.length;
    if (length > tileBytesMax) throw new Error('The tile is too large.');
    parts.push(part);
  }
  const bytes = new Uint8Array(length);
  let end = 0;
  for (const part of parts) {
    bytes.set(part, end);
    end += part.length;
  }
  return bytes;
}
