/** `npm run contact-sheet`: every screen that the accessibility tests reach, side by side. */
import { spawnSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { exitCodes, Refusal, runCommandLine } from '../server/command-line.ts';
import { buildIfStale } from './build.ts';

const help = `Usage: npm run contact-sheet

Draws every screen that the accessibility tests reach, side by side, one sheet for each width and theme, into docs/contact-sheet. Takes
some minutes, since it runs those tests.

Exit code 0: drawn, and the tests passed. 1: something did not, and what. 2: called wrongly.`;

const target = path.resolve(import.meta.dirname, '../docs/contact-sheet');
/** By the width of the screen; of a longer one its upper part. */
const thumbnails: Record<string, { width: number; height: number; columns: number }> = {
  320: { width: 180, height: 390, columns: 12 },
  390: { width: 195, height: 422, columns: 12 },
  768: { width: 292, height: 390, columns: 8 },
  1280: { width: 480, height: 300, columns: 5 },
};
const gap = 12;
const labelHeight = 20;

await runCommandLine({
  command: 'npm run contact-sheet',
  help,
  run: async () => {
    const pictures = mkdtempSync(path.join(tmpdir(), 'portal-contact-sheet-'));
    await buildIfStale();
    console.log('The tests that look at every screen are running…');
    const tests = spawnSync('vitest', ['run', '--project', 'e2e', '--reporter=dot', ...testsOfScreens()], {
      stdio: 'inherit',
      env: { ...process.env, CONTACT_SHEET_FOLDER: pictures },
    });
    const groups = readdirSync(pictures);
    if (groups.length === 0) throw new Refusal('The tests took no picture: the sheets stay as they are.');
    rmSync(target, { recursive: true, force: true });
    mkdirSync(target, { recursive: true });
    for (const group of groups) {
      const count = await writeSheet(path.join(pictures, group), path.join(target, `${group}.webp`));
      console.log(`docs/contact-sheet/${group}.webp: ${count} screens`);
    }
    rmSync(pictures, { recursive: true, force: true });
    return tests.status === 0 ? exitCodes.done : exitCodes.fault;
  },
});

/** The files that hold screens against WCAG: they are the ones that take pictures. */
function testsOfScreens(): string[] {
  const folder = path.resolve(import.meta.dirname, '../test/e2e');
  return readdirSync(folder)
    .filter((file) => file.endsWith('.test.ts'))
    .filter((file) => readFileSync(path.join(folder, file), 'utf8').includes('expectAccessible'))
    .map((file) => `test/e2e/${file}`);
}

/** Draws the pictures of a folder into one file. Answers how many there were. */
async function writeSheet(folder: string, file: string): Promise<number> {
  const { default: sharp } = await import('sharp');
  const files = readdirSync(folder).toSorted();
  const thumbnail = thumbnails[folder.split('-').at(-1) ?? ''];
  if (!thumbnail) throw new Error(`No size of pictures is known for ${folder}.`);
  const { columns, ...size } = thumbnail;
  const cell = { width: thumbnail.width + gap, height: thumbnail.height + labelHeight + gap };
  const parts = await Promise.all(
    files.map(async (name, index) => {
      const left = gap + (index % columns) * cell.width;
      const top = gap + Math.floor(index / columns) * cell.height;
      const picture = await sharp(path.join(folder, name))
        .resize({ ...size, fit: 'cover', position: 'top' })
        .toBuffer();
      return [
        { input: labelOf(name, size.width), left, top },
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
    .webp({ quality: 30, effort: 6, smartSubsample: true })
    .toFile(file);
  return files.length;
}

/** The screen's name as a line of text. */
function labelOf(file: string, width: number): Buffer {
  const name = file
    .replace(/^\S+ \d+ /, '')
    .replace(/\.png$/, '')
    .replace(/&/g, 'and')
    .replace(/[<>]/g, '');
  return Buffer.from(
    `<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${labelHeight}">
      <text x="0" y="15" font-family="sans-serif" font-size="12" fill="#111">${name.slice(0, width / 6)}</text>
    </svg>`,
  );
}
