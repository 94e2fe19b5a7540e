import { copyFile, mkdir, readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import * as z from 'zod';
import { type Boundary, type NewWard, newPackFiles } from './new-pack.rules.ts';
import { BoundariesFile, type Geometry } from './pack.schema.ts';
import { isFile, packsFolder } from './pack-reader.ts';

/** The pack that new ones are made after: a ward under the police of its province, as all are since 2025. */
const templateFolder = path.join(packsFolder, 'tan-phu-2025');
/** Taken over to the letter. */
const copied = ['categories.json', 'links.json', 'retention.json'];

/** Our own lines are 20 m off at the most (notes of tan-phu-2025); of others' nobody has told us. */
const errorM = { own: 20, foreign: 60 } as const;
/** A neighbour's land begins within this of the ward's, in degrees: some 300 metres. */
const nearDegrees = 0.003;

/** Names the problem for whoever makes a pack. */
class NewPackError extends Error {
  override name = 'NewPackError';
}

/** Writes the pack into a folder that is not there yet. Throws NewPackError. */
export async function writeNewPack(folder: string, ward: NewWard): Promise<void> {
  const texts = {
    'consent.md': await readTemplate('consent.md'),
    'consent.en.md': await readTemplate('consent.en.md'),
    'privacy.md': await readTemplate('privacy.md'),
    'privacy.en.md': await readTemplate('privacy.en.md'),
  };
  await makeFolder(folder);
  for (const [name, text] of Object.entries(newPackFiles(ward, texts)))
    await writeFile(path.join(folder, name), text, { flag: 'wx' });
  for (const name of copied) await copyFile(path.join(templateFolder, name), path.join(folder, name));
}

/**
 * The ward's land out of the boundaries that came with the product: the wards of Tân Phú and those around. Throws NewPackError, which
 * names them.
 */
export async function knownBoundary(
  name: string,
): Promise<{ boundary: Boundary; neighbours: NewWard['neighbours'] }> {
  const files = ['wards.geojson', 'neighbours.geojson'].map((file) => path.join(templateFolder, file));
  const read = await Promise.all(
    files.map(async (file) => BoundariesFile.parse(JSON.parse(await readFile(file, 'utf8')))),
  );
  const features = read.flatMap((file) => file.features);
  const found = features.find(({ properties }) => isSameName(properties.name, name));
  if (!found) {
    const names = features.map(({ properties }) => properties.name).join(', ');
    throw new NewPackError(
      `No boundary of “${name}” came with the product, only of: ${names}. Give one: --boundary file.geojson (docs/adopt.md says where to get it).`,
    );
  }
  const { geometry, properties } = found;
  const attribution = read[0]?.attribution ?? '';
  return {
    boundary: { code: properties.code, geometry, attribution, errorM: errorM.own },
    neighbours: features.filter((other) => other !== found && isNear(other.geometry, geometry)),
  };
}

const ForeignFile = z.looseObject({
  attribution: z.string().optional(),
  features: z.array(
    z.looseObject({ properties: z.record(z.string(), z.unknown()).nullable(), geometry: z.unknown() }),
  ),
});

/**
 * The ward's land out of a GeoJSON file of others (WGS 84): the feature one of whose properties is the ward's name, or the only one.
 * Throws NewPackError.
 */
export async function foreignBoundary(file: string, name: string): Promise<Boundary> {
  const { features, attribution } = await readForeign(file);
  const named = features.filter(({ properties }) =>
    Object.values(properties ?? {}).some((value) => typeof value === 'string' && isSameName(value, name)),
  );
  const [found, second] = features.length === 1 ? features : named;
  if (!found) throw new NewPackError(`${file} has no feature that is called “${name}”.`);
  if (second)
    throw new NewPackError(`${file} has ${named.length} features that are called “${name}”: leave one.`);
  const code = Object.values(found.properties ?? {}).find(
    (value): value is string => typeof value === 'string' && /^\d{5}$/.test(value),
  );
  return {
    code: code ?? '00000',
    geometry: readGeometry(found.geometry, file),
    attribution: attribution?.trim() || `Do đơn vị cung cấp: ${path.basename(file)}`,
    errorM: errorM.foreign,
  };
}

async function readForeign(file: string): Promise<z.infer<typeof ForeignFile>> {
  if (!(await isFile(file))) throw new NewPackError(`There is no file ${file}.`);
  try {
    return ForeignFile.parse(JSON.parse((await readFile(file, 'utf8')).replace(/^\uFEFF/, '')));
  } catch {
    throw new NewPackError(`${file} is no GeoJSON FeatureCollection.`);
  }
}

/** About a decimetre; finer is noise, and the file would be twice as large. */
const decimals = 6;

const Rings = z.array(z.array(z.array(z.number()).min(2)));
const ForeignGeometry = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Polygon'), coordinates: Rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(Rings) }),
]);

/** Heights are left out, and positions that repeat the one before. */
function readGeometry(given: unknown, file: string): Geometry {
  const read = ForeignGeometry.safeParse(given);
  if (!read.success) throw new NewPackError(`${file}: the ward is no Polygon or MultiPolygon.`);
  const cleanRing = (ring: number[][]): [number, number][] =>
    ring
      .map(([lng = 0, lat = 0]): [number, number] => [
        Number(lng.toFixed(decimals)),
        Number(lat.toFixed(decimals)),
      ])
      .filter(
        ([lng, lat], index, all) => index === 0 || lng !== all[index - 1]?.[0] || lat !== all[index - 1]?.[1],
      );
  const { data } = read;
  return data.type === 'Polygon'
    ? { type: 'Polygon', coordinates: data.coordinates.map(cleanRing) }
    : { type: 'MultiPolygon', coordinates: data.coordinates.map((rings) => rings.map(cleanRing)) };
}

/** Both without a kind, marks and case as they are written: “Phường Tân Hưng” is “tân hưng”. */
function isSameName(one: string, other: string): boolean {
  const bare = (name: string) =>
    name
      .normalize('NFC')
      .toLowerCase()
      .replace(/^(phường|xã|đặc khu) /, '')
      .trim();
  return bare(one) === bare(other);
}

function isNear(one: Geometry, other: Geometry): boolean {
  const [a, b] = [boxOf(one), boxOf(other)];
  return (
    a.west - nearDegrees < b.east &&
    b.west - nearDegrees < a.east &&
    a.south - nearDegrees < b.north &&
    b.south - nearDegrees < a.north
  );
}

function boxOf(geometry: Geometry) {
  const polygons = geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;
  const positions = polygons.flat(2);
  const [lngs, lats] = [positions.map(([lng]) => lng), positions.map(([, lat]) => lat)];
  return {
    west: Math.min(...lngs),
    east: Math.max(...lngs),
    south: Math.min(...lats),
    north: Math.max(...lats),
  };
}

async function readTemplate(name: string): Promise<string> {
  return await readFile(path.join(templateFolder, name), 'utf8');
}

async function makeFolder(folder: string): Promise<void> {
  try {
    await mkdir(path.dirname(path.resolve(folder)), { recursive: true });
    await mkdir(folder);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EEXIST') throw error;
    throw new NewPackError(`${folder} is there already. Name a folder that is not.`);
  }
}
