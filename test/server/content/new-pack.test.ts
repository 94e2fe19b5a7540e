import { execFile } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { readWardName } from '../../../server/content/new-pack.rules.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { temporaryFolder } from '../../support/databases.ts';

const command = fileURLToPath(new URL('../../../server/content/command.ts', import.meta.url));

/** As somebody types it who sits at no terminal: nothing is asked. */
function makeNew(folder: string, ...options: string[]) {
  return new Promise<{ code: number | null; stdout: string; stderr: string }>((resolve) => {
    const child = execFile(process.execPath, [command, 'new', folder, ...options], (_error, stdout, stderr) =>
      resolve({ code: child.exitCode, stdout, stderr }),
    );
  });
}

const square = (lng: number, lat: number) => ({
  type: 'Polygon',
  coordinates: [
    [
      [lng, lat, 3],
      [lng + 0.02, lat, 3],
      [lng + 0.02, lat + 0.02, 3],
      [lng, lat + 0.02, 3],
      [lng, lat, 3],
    ],
  ],
});

/** As map offices hand them out: more properties than we know, heights, several wards in one file. */
function foreignFile(folder: string): string {
  const file = path.join(folder, 'ranh-gioi.geojson');
  const features = [
    ['Phường Trấn Biên', '26068', 106.8],
    ['Phường Tam Hiệp', '26020', 106.86],
  ].map(([fullName, code, lng]) => ({
    type: 'Feature',
    properties: { fullName, ma: code, dan_so: 12_345 },
    geometry: square(Number(lng), 10.94),
  }));
  writeFileSync(file, `\uFEFF${JSON.stringify({ type: 'FeatureCollection', features })}`);
  return file;
}

describe('a new ward’s pack', () => {
  test('is made from a name and the boundaries that came with the product, and is usable at once', async () => {
    const folder = path.join(temporaryFolder(), 'binh-hung-hoa');
    const made = await makeNew(
      folder,
      '--ward',
      'phường Bình Hưng Hòa',
      '--top',
      'Công an Thành phố Hồ Chí Minh',
      '--duty-phone',
      '0903 000 111',
    );

    expect([made.code, made.stderr]).toEqual([0, '']);
    expect(made.stdout).toContain('binh-hung-hoa: 2 units, 1 of them wards');
    expect(made.stdout).toContain('units.1.hotlines: binh-hung-hoa has a placeholder phone');
    expect(made.stdout).toContain(`Next: CONTENT_PACK=${folder} npm start`);
    const pack = await loadPack(folder);
    expect(pack.units.map(({ name }) => name)).toEqual([
      'Công an Thành phố Hồ Chí Minh',
      'Công an phường Bình Hưng Hòa',
    ]);
    expect(pack.neighbours.map(({ slug }) => slug)).toContain('tay-thanh');
    expect(pack.rosters['binh-hung-hoa']?.weekly).toMatchObject([
      { phone: '0903 000 111', placeholder: false },
    ]);
    expect(pack.english.words['Công an phường Bình Hưng Hòa']).toBe('Bình Hưng Hòa Ward Police');
    expect(readFileSync(path.join(folder, 'README.md'), 'utf8')).toContain('Hỏi ai');
  });

  test('of another province names its police wherever people read whose data it is', async () => {
    const outer = temporaryFolder();
    const folder = path.join(outer, 'tran-bien');
    const made = await makeNew(
      folder,
      ...['--ward', 'Trấn Biên', '--top', 'Công an tỉnh Đồng Nai', '--boundary', foreignFile(outer)],
    );

    expect([made.code, made.stderr]).toEqual([0, '']);
    const pack = await loadPack(folder);
    const [ward] = pack.wards;
    expect(ward?.geometry.coordinates[0]).toHaveLength(5);
    expect(pack.units[1]).toMatchObject({
      id: 'tran-bien',
      name: 'Công an phường Trấn Biên',
      borderErrorM: 60,
    });
    const texts = [
      pack.consent.text,
      pack.privacy,
      pack.english.consent?.text ?? '',
      pack.english.privacy ?? '',
    ];
    for (const text of texts) expect(text).not.toMatch(/Hồ Chí Minh|Ho Chi Minh/);
    expect(pack.consent.text).toContain('Công an tỉnh Đồng Nai');
    expect(pack.english.consent?.text).toContain('Đồng Nai Provincial Police');
  });

  test('is not made where something is missing, wrong or there already, and nothing is written then', async () => {
    const outer = temporaryFolder();
    const boundary = foreignFile(outer);
    const top = ['--top', 'Công an tỉnh Đồng Nai'];
    const folder = path.join(outer, 'ward');
    const taken = path.join(outer, 'taken');
    mkdirSync(taken);
    const wrong: [code: number, sentence: string, ...args: string[]][] = [
      [2, 'stands in QR codes', path.join(outer, 'Phường 1'), '--ward', 'Một', ...top],
      [2, 'Say --ward.', folder, ...top],
      [2, '--top begins with', folder, '--ward', 'Một', '--top', 'Đồng Nai'],
      [2, '--phone is a phone number', folder, '--ward', 'Một', ...top, '--phone', 'chưa có'],
      [1, 'No boundary of “Một” came with the product', folder, '--ward', 'Một', ...top],
      [1, 'no feature that is called “Một”', folder, '--ward', 'Một', ...top, '--boundary', boundary],
      [1, 'There is no file', folder, '--ward', 'Một', ...top, '--boundary', path.join(outer, 'no.geojson')],
      [1, 'is there already', taken, '--ward', 'Trấn Biên', ...top, '--boundary', boundary],
    ];
    for (const [code, sentence, ...args] of wrong) {
      const [place = '', ...options] = args;
      const found = await makeNew(place, ...options);
      expect([found.code, found.stderr], sentence).toEqual([code, expect.stringContaining(sentence)]);
    }
    expect(existsSync(folder)).toBe(false);
  });

  test.each([
    ['phường Tân Hưng', { kind: 'phường', name: 'Tân Hưng' }],
    ['Tân  Hưng', { kind: 'phường', name: 'Tân Hưng' }],
    ['Công an xã Bình Chánh', { kind: 'xã', name: 'Bình Chánh' }],
    ['Đặc khu Côn Đảo', { kind: 'đặc khu', name: 'Côn Đảo' }],
    ['phường ', null],
  ])('takes “%s” for a name', (typed, read) => {
    expect(readWardName(typed)).toEqual(read);
  });
});
