import { appendFile, readFile, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { loadPack, PackError } from '../../../server/content/pack.ts';
import { copyOfPack, setInFile } from '../../support/pack-copies.ts';

/** A triangle, closed, about 500 m wide. */
const triangle = [
  [106.62, 10.78],
  [106.625, 10.78],
  [106.622, 10.785],
  [106.62, 10.78],
];
const ringOf = (...corners: number[][]) => ({ type: 'Polygon', coordinates: [corners] });

describe.each([
  ['a misspelt key', 'pack.json', 'titel', 'x', 'pack.json: Unrecognized key: "titel"'],
  [
    'a missing key',
    'pack.json',
    'era',
    undefined,
    'pack.json: era: Invalid input: expected string, received undefined',
  ],
  [
    'an id that is no slug',
    'units.json',
    'units.8.id',
    'Tây Thạnh',
    'units.json: units.8.id: must be a slug',
  ],
  [
    'an id that is a path of the API',
    'units.json',
    'units.2.id',
    'locate',
    'units.json: units.2.id: "locate" is a path',
  ],
  [
    'an id used twice',
    'units.json',
    'units.3.id',
    'doi-qlhc',
    'units.json: units.3.id: "doi-qlhc" stands already at units.2',
  ],
  [
    'a parent that is not there',
    'units.json',
    'units.3.parentId',
    'ca-x',
    'units.json: units.3.parentId: no unit has the id "ca-x"',
  ],
  [
    'two roots',
    'units.json',
    'units.3.parentId',
    null,
    'units.json: units.3.parentId: a second root besides "ca-quan"',
  ],
  ['no root', 'units.json', 'units.0.parentId', 'cqdt', 'units.json: units: no unit has parentId null'],
  [
    'a unit under itself',
    'units.json',
    'units.3.parentId',
    'doi-pccc',
    'units.json: units.3.parentId: the unit is its own ancestor',
  ],
  [
    'a ward that does not say how exact its border is',
    'units.json',
    'units.7.borderErrorM',
    undefined,
    'units.json: units.7.borderErrorM: a ward must say',
  ],
  [
    'a destination that does not exist',
    'units.json',
    'units.7.destinations',
    ['fax'],
    'units.json: units.7.destinations.0: Invalid option',
  ],
  [
    'no destination at all',
    'units.json',
    'units.7.destinations',
    [],
    'units.json: units.7.destinations: Too small',
  ],
  [
    'a destination named twice',
    'units.json',
    'units.7.destinations',
    ['oa-group', 'oa-group'],
    'units.json: units.7.destinations.1: "oa-group" stands already before',
  ],
  [
    'the group above the topmost unit',
    'units.json',
    'units.0.destinations',
    ['parent-group'],
    'units.json: units.0.destinations.0: the unit has no parent',
  ],
  [
    'a team with a border',
    'units.json',
    'units.2.borderErrorM',
    50,
    'units.json: units.2.borderErrorM: only a ward has a boundary',
  ],
  [
    'a unit that ends before it begins',
    'units.json',
    'units.0.validFrom',
    '2025-03-01',
    'units.json: units.0.validUntil: lies before validFrom',
  ],
  [
    'a day that does not exist',
    'units.json',
    'units.0.validUntil',
    '2025-02-30',
    'units.json: units.0.validUntil: must be a day',
  ],
  ['a unit without a phone', 'units.json', 'units.0.hotlines', [], 'units.json: units.0.hotlines: Too small'],
  [
    'a placeholder phone passed off as real',
    'units.json',
    'units.4.hotlines.0.placeholder',
    false,
    'units.json: units.4.hotlines.0.placeholder: must be true for 028 0000 00NN',
  ],
  [
    'a real phone marked as placeholder',
    'units.json',
    'units.4.hotlines.0.phone',
    '028 3812 3456',
    'units.json: units.4.hotlines.0.placeholder: must be true for 028 0000 00NN',
  ],
  [
    'a placeholder passed off as an area officer’s phone',
    'units.json',
    'units.8.areaOfficers',
    [{ area: 'Khu phố 1', name: 'Nguyễn Văn A', phone: '028 0000 0008' }],
    'units.json: units.8.areaOfficers.0.phone: leave the phone out while it is not known',
  ],
  [
    'an office in the sea',
    'units.json',
    'units.8.office',
    { lat: 106.6, lng: 10.8 },
    'units.json: units.8.office.lat: Too big',
  ],
  [
    'a ward nobody has drawn',
    'units.json',
    'units.8.id',
    'tay-thanh-2',
    'units.json: units.8.id: wards.geojson has no boundary with the slug "tay-thanh-2"',
  ],
  [
    'a boundary without a ward',
    'units.json',
    'units.8.id',
    'tay-thanh-2',
    'wards.geojson: features.1.properties.slug: units.json has no ward with the id "tay-thanh"',
  ],
  [
    'a boundary drawn twice',
    'wards.geojson',
    'features.2.properties.slug',
    'tay-thanh',
    'wards.geojson: features.2.properties.slug: "tay-thanh" stands already at features.1',
  ],
  [
    'a boundary under another ward’s slug',
    'wards.geojson',
    'features.2.properties.name',
    'Tây Thạnh',
    'wards.geojson: features.2.properties.name: the ward "son-ky" is called "Sơn Kỳ"',
  ],
  [
    'boundaries without a source',
    'wards.geojson',
    'attribution',
    ' ',
    'wards.geojson: attribution: Too small',
  ],
  [
    'latitude before longitude',
    'wards.geojson',
    'features.1.geometry.coordinates.0.5',
    [10.8, 106.6],
    'wards.geojson: features.1.geometry.coordinates.0.5.0: Too small',
  ],
  [
    'an open ring',
    'wards.geojson',
    'features.1.geometry',
    ringOf([106.62, 10.78], [106.625, 10.78], [106.622, 10.785], [106.62, 10.781]),
    'wards.geojson: features.1.geometry.coordinates.0: the ring is not closed',
  ],
  [
    'a ring of two corners',
    'wards.geojson',
    'features.1.geometry',
    ringOf([106.62, 10.78], [106.625, 10.78], [106.62, 10.78]),
    'wards.geojson: features.1.geometry.coordinates.0: Too small',
  ],
  [
    'a ring that stands still',
    'wards.geojson',
    'features.1.geometry',
    ringOf([106.62, 10.78], [106.625, 10.78], [106.625, 10.78], [106.622, 10.785], [106.62, 10.78]),
    'wards.geojson: features.1.geometry.coordinates.0: position 2 repeats the one before',
  ],
  [
    'a ring without land',
    'wards.geojson',
    'features.1.geometry',
    ringOf([106.62, 10.78], [106.63, 10.78], [106.625, 10.78], [106.62, 10.78]),
    'wards.geojson: features.1.geometry.coordinates.0: the ring encloses no area',
  ],
  [
    'a ring that crosses itself',
    'wards.geojson',
    'features.1.geometry',
    ringOf([106.62, 10.78], [106.63, 10.79], [106.63, 10.78], [106.62, 10.792], [106.62, 10.78]),
    'wards.geojson: features.1.geometry.coordinates.0: the ring crosses itself between positions 0 and 2',
  ],
  [
    'a hole outside its ward',
    'wards.geojson',
    'features.1.geometry',
    { type: 'Polygon', coordinates: [triangle, triangle.map(([lng = 0, lat = 0]) => [lng + 0.1, lat])] },
    'wards.geojson: features.1.geometry.coordinates.1: the hole lies outside its outer ring',
  ],
  [
    'a broken part of many',
    'wards.geojson',
    'features.1.geometry',
    { type: 'MultiPolygon', coordinates: [[triangle], [triangle.slice(0, 3).concat([[106.7, 10.7]])]] },
    'wards.geojson: features.1.geometry.coordinates.1.0: the ring is not closed',
  ],
  [
    'a line in place of land',
    'wards.geojson',
    'features.1.geometry.type',
    'LineString',
    'wards.geojson: features.1.geometry.type: Invalid',
  ],
  [
    'a category twice',
    'categories.json',
    'tipCategories.3.id',
    'ma-tuy',
    'categories.json: tipCategories.3.id: "ma-tuy" stands already at tipCategories.2',
  ],
  [
    'a category of no group',
    'categories.json',
    'tipCategories.3.group',
    'khong-co',
    'categories.json: tipCategories.3.group: tipCategoryGroups has no "khong-co"',
  ],
  [
    'a hint to a team that is not there',
    'categories.json',
    'tipCategories.3.routing',
    'doi-x',
    'categories.json: tipCategories.3.routing: units.json has no team with the id "doi-x"',
  ],
  [
    'a hint to a ward as if it were a team',
    'categories.json',
    'tipCategories.3.routing',
    'son-ky',
    'categories.json: tipCategories.3.routing: units.json has no team with the id "son-ky"',
  ],
  [
    'a restricted category that a group may read',
    'categories.json',
    'tipCategories.8.groupTextCharsMax',
    300,
    'categories.json: tipCategories.8.groupTextCharsMax: must be 0',
  ],
  [
    'a clock longer than the promise',
    'categories.json',
    'tipCategories.3.clock',
    { acknowledgeMinutes: 16 },
    'categories.json: tipCategories.3.clock.acknowledgeMinutes: Too big',
  ],
  [
    'a group of news twice',
    'categories.json',
    'newsCategories.1.id',
    'chinh-sach-moi',
    'categories.json: newsCategories.1.id: "chinh-sach-moi" stands already',
  ],
  [
    'a link that runs a script',
    'links.json',
    'links.0.url',
    'javascript:alert(1)',
    'links.json: links.0.url: must be a web address with http or https',
  ],
  [
    'an emergency number twice',
    'links.json',
    'emergencyNumbers.1.number',
    '113',
    'links.json: emergencyNumbers.1.number: "113" stands already at emergencyNumbers.0',
  ],
  [
    'a retention period of no days',
    'retention.json',
    'periods.tips.days',
    0,
    'retention.json: periods.tips.days: Too small',
  ],
])('a pack of 2021 with %s', (_what, file, path, value, line) => {
  test('is refused, with file and path named', async () => {
    const folder = await copyOfPack('tan-phu');
    await setInFile(folder, file, path, value);

    expect(await linesOf(folder)).toContainEqual(expect.stringContaining(line));
  });
});

describe.each([
  [
    'a former id that serves today and is not its own heir',
    'former.8.heirs',
    [{ id: 'tan-phu', share: 'whole' }],
    'units.json: former.8.id: the unit "tay-thanh" has this id today and is not among the heirs',
  ],
  [
    'a former id twice',
    'former.1.id',
    'ca-quan',
    'units.json: former.1.id: "ca-quan" stands already at former.0',
  ],
  [
    'an heir that is not there',
    'former.9.heirs.1.id',
    'son-ky',
    'units.json: former.9.heirs.1.id: no unit has the id "son-ky"',
  ],
  [
    'an heir named twice',
    'former.9.heirs.1.id',
    'tan-son-nhi',
    'units.json: former.9.heirs.1.id: "tan-son-nhi" stands already at former.9.heirs.0',
  ],
  [
    'a whole that is shared',
    'former.9.heirs.1.share',
    'whole',
    'units.json: former.9.heirs: one heir has the whole',
  ],
  ['a former unit without heirs', 'former.9.heirs', [], 'units.json: former.9.heirs: Too small'],
  [
    'a former id that is a path of the API',
    'former.9.id',
    'locate',
    'units.json: former.9.id: "locate" is a path',
  ],
])('a pack of 2025 with %s', (_what, path, value, line) => {
  test('is refused, with file and path named', async () => {
    const folder = await copyOfPack('tan-phu-2025');
    await setInFile(folder, 'units.json', path, value);

    expect(await linesOf(folder)).toContainEqual(expect.stringContaining(line));
  });
});

test('a neighbour that the pack itself serves is refused', async () => {
  const folder = await copyOfPack('tan-phu-2025');
  await setInFile(folder, 'neighbours.geojson', 'features.3.properties.slug', 'tay-thanh');

  expect(await linesOf(folder)).toEqual([
    'neighbours.geojson: features.3.properties.slug: "tay-thanh" is a unit of this pack: a neighbour is not served',
  ]);
});

test('a mistake in a neighbour’s boundary is named too', async () => {
  const folder = await copyOfPack('tan-phu-2025');
  await setInFile(folder, 'neighbours.geojson', 'features.3.geometry.coordinates.0.0', [106.7, 10.7]);

  expect(await linesOf(folder)).toContainEqual(
    expect.stringContaining('neighbours.geojson: features.3.geometry.coordinates.0: the ring is not closed'),
  );
});

test('a pack without neighbours is whole', async () => {
  const folder = await copyOfPack('tan-phu-2025');
  await rm(join(folder, 'neighbours.geojson'));

  expect((await loadPack(folder)).neighbours).toEqual([]);
});

test.each([
  'pack.json',
  'units.json',
  'wards.geojson',
  'links.json',
  'categories.json',
  'retention.json',
  'consent.md',
  'privacy.md',
])('a pack without %s is refused', async (file) => {
  const folder = await copyOfPack('tan-phu');
  await rm(join(folder, file));

  expect(await linesOf(folder)).toEqual([`${file}: the file is missing`]);
});

test('a file that is no JSON is named', async () => {
  const folder = await copyOfPack('tan-phu');
  await appendFile(join(folder, 'units.json'), '}');

  expect(await linesOf(folder)).toContainEqual(expect.stringMatching(/^units\.json: .*JSON/));
});

test.each([
  ['without front matter', 'Tôi đồng ý.', 'consent.md: must begin with front matter'],
  ['without a version', '---\nphien-ban: 1\n---\nTôi đồng ý.', 'consent.md: version: Invalid input'],
  [
    'with a line that says nothing',
    '---\nversion\n---\nTôi đồng ý.',
    'consent.md: front matter line "version"',
  ],
  ['without words', '---\nversion: 1\n---\n \n', 'consent.md: text: Too small'],
])('a consent text %s is refused', async (_what, text, line) => {
  const folder = await copyOfPack('tan-phu');
  await writeFile(join(folder, 'consent.md'), text);

  expect(await linesOf(folder)).toContainEqual(expect.stringContaining(line));
});

test('everything that is wrong is said at once, across files', async () => {
  const folder = await copyOfPack('tan-phu');
  await setInFile(folder, 'units.json', 'units.3.parentId', 'ca-x');
  await setInFile(folder, 'units.json', 'units.7.borderErrorM', undefined);
  await setInFile(folder, 'links.json', 'links.1.url', 'ftp://example.vn');
  await setInFile(folder, 'categories.json', 'tipCategories.0.group', 'khong-co');

  expect(await linesOf(folder)).toEqual([
    'links.json: links.1.url: must be a web address with http or https',
    'units.json: units.7.borderErrorM: a ward must say how far its boundary may be off',
    'units.json: units.3.parentId: no unit has the id "ca-x"',
    'categories.json: tipCategories.0.group: tipCategoryGroups has no "khong-co"',
  ]);
});

test('a folder that is not there is refused by name', async () => {
  await expect(loadPack('khong-co')).rejects.toThrow(/khong-co/);
  await expect(loadPack('./khong-co')).rejects.toThrow(PackError);
});

test('a pack saved by an editor on Windows reads the same', async () => {
  const folder = await copyOfPack('tan-phu');
  for (const file of ['units.json', 'consent.md']) {
    const text = await readFile(join(folder, file), 'utf8');
    await writeFile(join(folder, file), `\uFEFF${text.replaceAll('\n', '\r\n')}`);
  }

  expect(await loadPack(folder)).toEqual(await loadPack('tan-phu'));
});

/** The problems of a pack, one a line, as the person reads them. */
async function linesOf(folder: string): Promise<string[]> {
  const error: unknown = await loadPack(folder).catch((reason: unknown) => reason);
  if (!(error instanceof PackError)) throw new Error('the pack was accepted');
  const [head, ...lines] = error.message.split('\n');
  expect(head).toMatch(/^Content pack pack-\w+ is not usable:$/);
  expect(lines).toHaveLength(error.problems.length);
  return lines;
}
