/**
 * `npm run contact-sheet`: every screen that the accessibility tests reach, side by side, one sheet for each width and theme, into
 * docs/contact-sheet. Takes some minutes, since it runs those tests.
 */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import sharp from 'sharp';
import { buildIfStale } from './build.ts';

const target = path.resolve(import.meta.dirname, '../docs/contact-sheet');
const pictures = mkdtempSync(path.join(tmpdir(), 'portal-contact-sheet-'));
const thumbnail = { width: 195, height: 422 };
const gap = 12;
const labelHeight = 20;
const columns = 8;

await buildIfStale();
console.log('The tests that look at every screen are running…');
const tests = spawnSync('vitest', ['run', '--project', 'e2e', '--reporter=dot', ...testsOfScreens()], {
  stdio: 'inherit',
  env: { ...process.env, CONTACT_SHEET_FOLDER: pictures },
});
rmSync(target, { recursive: true, force: true });
mkdirSync(target, { recursive: true });
for (const group of readdirSync(pictures)) {
  const count = await writeSheet(group);
  console.log(`docs/contact-sheet/${group}.webp: ${count} screens`);
}
rmSync(pictures, { recursive: true, force: true });
process.exit(tests.status ?? 1);

/** The files that hold screens against WCAG: they are the ones that take pictures. */
function testsOfScreens(): string[] {
  const folder = path.resolve(import.meta.dirname, '../test/e2e');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => readFileSync(path.join(folder, file), 'utf8').includes('expectAccessible'))
    .map((file) => `test/e2e/${file}`);
}

async function writeSheet(group: string): Promise<number> {
  const folder = path.join(pictures, group);
  const files = readdirSync(folder).toSorted();
  const cell = { width: thumbnail.width + gap, height: thumbnail.height + labelHeight + gap };
  const parts = await Promise.all(
    files.map(async (file, index) => {
      const left = gap + (index % columns) * cell.width;
      const top = gap + Math.floor(index / columns) * cell.height;
      const picture = await sharp(path.join(folder, file))
        .resize({ ...thumbnail, fit: 'cover', position: 'top' })
        .toBuffer();
      return [
        { input: labelOf(file), left, top },
        { input: picture, left, top: top + labelHeight },
      ];
    }),
  );
  await sharp({
    create: {
      width: gap + columns * cell.width,
      height: gap + Math.ceil(files.length / columns) * cell.height,
      channels: 3,
      background: '#8a8f98',
    },
  })
    .composite(parts.flat())
    .webp({ quality: 60 })
    .toFile(path.join(target, `${group}.webp`));
  return files.length;
}

/** The screen's name as a line of text. */
function labelOf(file: string): Buffer {
  const name = file
    .replace(/^\d+ /, '')
    .replace(/\.png$/, '')
    .replace(/&/g, 'and')
    .replace(/[<>]/g, '');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${thumbnail.width}" height="${labelHeight}">
      <text x="0" y="15" font-family="sans-serif" font-size="12" fill="#111">${name.slice(0, 32)}</text>
    </svg>`,
  );
}
