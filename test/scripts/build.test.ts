import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import type { BuildReport } from '../../scripts/bundle-report.ts';
import type { WwwManifest } from '../../scripts/www-manifest.ts';

/** The project's own build over a miniature of the project: one page, one lazy screen with its style sheet. */
const projectFolder = path.resolve(import.meta.dirname, '../..');
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), 'build-'));
  const copied = [
    'scripts',
    'server/command-line.ts',
    'src/service-worker',
    'vite.config.ts',
    'app-config.json',
    'index.html',
    'package.json',
    'package-lock.json',
    'tsconfig.json',
  ];
  for (const file of copied)
    await cp(path.join(projectFolder, file), path.join(folder, file), { recursive: true });
  await symlink(path.join(projectFolder, 'node_modules'), path.join(folder, 'node_modules'));
  await mkdir(path.join(folder, 'server/contract'), { recursive: true });
  await mkdir(path.join(folder, 'src/app'), { recursive: true });
  await mkdir(path.join(folder, 'src/pages/home'), { recursive: true });
  await write('src/app/first-screen.tsx', `export const firstScreen = () => '<h1>home</h1>';`);
  await write('src/app/zalo-first-screen.ts', `document.body.innerHTML = __FIRST_SCREENS__.other.next;`);
  await write('src/app/main.css', 'body { color: black }');
  await write('src/pages/home/lazy.css', 'p { color: navy }');
  await write('src/pages/home/lazy.ts', `import './lazy.css'; document.body.append('lazy');`);
});

beforeEach(() =>
  write(
    'src/app/main.tsx',
    `import './main.css';
document.body.append(import.meta.env.VITE_API_ORIGIN);
document.body.onclick = () => import('../pages/home/lazy.ts');`,
  ),
);

afterAll(() => rm(folder, { recursive: true }));

const write = (file: string, content: string) => writeFile(path.join(folder, file), content);
const read = (file: string) => readFile(path.join(folder, file), 'utf8');
const report = async (output: string): Promise<BuildReport> =>
  JSON.parse(await read(`${output}/.build.json`));

async function build(
  environment: Record<string, string> = {},
): Promise<{ status: number | null; printed: string }> {
  const child = spawn(process.execPath, ['scripts/build.ts'], {
    cwd: folder,
    env: { ...process.env, ...environment },
  });
  let printed = '';
  child.stdout.on('data', (chunk) => (printed += chunk));
  child.stderr.on('data', (chunk) => (printed += chunk));
  return new Promise((resolve) => child.on('close', (status) => resolve({ status, printed })));
}

describe('the build', () => {
  test('makes the web page and the package for Zalo and says what home weighs', async () => {
    const { status, printed } = await build();
    expect(status).toBe(0);
    expect(printed).toMatch(
      /^dist: home before it is usable, gzip: \d\.\d KiB of JavaScript \(at most 80\.0 KiB\)/m,
    );
    expect(printed).toMatch(/^www: home before it is usable/m);
    expect(await read('dist/index.html')).toMatch(/src="\/assets\/index-[\w-]+\.js"/);
    const files = await readdir(path.join(folder, 'www/assets'));
    expect(files.filter((file) => file.endsWith('.js')).every((file) => file.endsWith('.module.js'))).toBe(
      true,
    );
  });

  test('tells the web page’s service worker all its files, and puts none into the package for Zalo', async () => {
    await build();
    const { chunks, styles } = await report('dist');
    const worker = await read('dist/sw.js');
    const shell = /\{"version":"(\w{16})","files":(\[[^\]]+\])\}/.exec(worker);
    expect(JSON.parse(shell?.[2] ?? '').sort()).toEqual(
      [...chunks, ...styles].map(({ file }) => `/${file}`).sort(),
    );
    expect(existsSync(path.join(folder, 'www/sw.js'))).toBe(false);

    await write('src/app/main.tsx', `import './main.css'; document.body.append('another build');`);
    await build();
    expect(await read('dist/sw.js')).not.toContain(shell?.[1]);
  });

  test('lists in the package for Zalo what home is drawn and started with, the drawn home first', async () => {
    await build();
    const manifest: WwwManifest = JSON.parse(await read('www/app-config.json'));
    const { chunks } = await report('www');
    expect(manifest.app).toMatchObject({ title: 'Zalo An ninh' });
    const fileOf = (facade: string) => chunks.find((chunk) => chunk.facade === facade)?.file;
    expect(manifest.listSyncJS).toEqual([fileOf('src/app/zalo-first-screen.ts'), fileOf('index.html')]);
    expect(await read(`www/${manifest.listSyncJS[0]}`)).toContain('<h1>home</h1>');
    expect(manifest.listCSS).toHaveLength(1);
    expect(await read(`www/${manifest.listCSS[0]}`)).toContain('#000');
    const lazy = chunks.find(({ facade }) => facade === 'src/pages/home/lazy.ts');
    expect([...manifest.listSyncJS, ...manifest.listAsyncJS]).not.toContain(lazy?.file);
    for (const file of [...manifest.listCSS, ...manifest.listSyncJS, ...manifest.listAsyncJS]) {
      expect(existsSync(path.join(folder, 'www', file)), file).toBe(true);
    }
  });

  test('bakes the address of our server into the package for Zalo, and none into the web page', async () => {
    await build({ VITE_API_ORIGIN: 'https://congan.example.vn/' });
    expect(await codeOf('www')).toMatch(/[`"']https:\/\/congan\.example\.vn[`"']/);
    expect(await codeOf('dist')).not.toContain('congan.example.vn');
    await build();
    expect(await codeOf('www')).toMatch(/[`"']http:\/\/localhost:8787[`"']/);
  });

  test('leaves alone what is fresh and builds again what a changed source has made stale', async () => {
    await build();
    const first = await report('dist');
    await write('dist/kept', 'a sign that the folder was not replaced');
    await build();
    expect(existsSync(path.join(folder, 'dist/kept'))).toBe(true);
    await write('src/app/main.tsx', `import './main.css'; document.body.append('changed');`);
    await build();
    expect(existsSync(path.join(folder, 'dist/kept'))).toBe(false);
    expect((await report('dist')).stamp).not.toBe(first.stamp);
    expect(await codeOf('dist')).toContain('changed');
  });

  test('may run several times at once', async () => {
    await rm(path.join(folder, 'dist'), { recursive: true, force: true });
    await rm(path.join(folder, 'www'), { recursive: true, force: true });
    const runs = await Promise.all([build(), build(), build()]);
    expect(runs.map(({ status }) => status)).toEqual([0, 0, 0]);
    expect(await codeOf('dist')).not.toBe('');
    expect((await report('www')).stamp).toBe((await report('dist')).stamp);
    expect(await readdir(path.join(folder, '.build'))).toEqual([]);
  });

  test('keeps the former page when a source is broken', async () => {
    await build();
    const former = await codeOf('dist');
    await write('src/app/main.tsx', `import './missing.ts';`);
    expect((await build()).status).not.toBe(0);
    expect(await codeOf('dist')).toBe(former);
  });
});

async function codeOf(output: string): Promise<string> {
  const files = await readdir(path.join(folder, output, 'assets'));
  const scripts = files.filter((file) => file.endsWith('.js')).sort();
  return (await Promise.all(scripts.map((file) => read(`${output}/assets/${file}`)))).join('\n');
}
