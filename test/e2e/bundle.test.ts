import { readdir, readFile, stat } from 'node:fs/promises';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { promisify } from 'node:util';
import { deflateRaw, gzip } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readBuildReport } from '../../scripts/build.ts';
import {
  type BuildReport,
  firstLoadOf,
  homeBudget,
  screenBudget,
  screenLoadsOf,
} from '../../scripts/bundle-report.ts';
import type { WwwManifest } from '../../scripts/www-manifest.ts';
import { text } from '../../src/text/vi.ts';
import { leadHosts, openPhonePage } from '../support/chromium.ts';
import { startFakeZalo } from '../support/fake-zalo.ts';

/** What `npm run build` has put into `dist` and `www`. */
const projectFolder = path.resolve(import.meta.dirname, '../..');

/** Zalo's limits for an upload (zmp-cli-core 1.1). */
const fileBytesMax = 3 * 1024 * 1024;
const packageBytesMax = 10 * 1024 * 1024;

const portNobodyListensAt = 1;

const outputs = ['dist', 'www'] as const;
const reports = new Map<string, BuildReport>();

beforeAll(async () => {
  for (const output of outputs) {
    const report = await readBuildReport(output);
    if (!report) throw new Error(`${output} has not been built: run npm run build first.`);
    reports.set(output, report);
  }
});

const reportOf = (output: string): BuildReport => {
  const report = reports.get(output);
  if (!report) throw new Error(output);
  return report;
};

describe.each(outputs)('home in %s', (output) => {
  test('is usable after at most 80 KiB of JavaScript and 15 KiB of CSS', () => {
    const { javascriptBytes, cssBytes } = firstLoadOf(reportOf(output));
    expect(javascriptBytes).toBeGreaterThan(0);
    expect(javascriptBytes).toBeLessThanOrEqual(homeBudget.javascriptBytesMax);
    expect(cssBytes).toBeGreaterThan(0);
    expect(cssBytes).toBeLessThanOrEqual(homeBudget.cssBytesMax);
  });

  test('leaves at most 25 KiB of JavaScript for each further screen', () => {
    const screens = screenLoadsOf(reportOf(output));
    expect(screens.length).toBeGreaterThan(15);
    expect(
      screens.filter(({ javascriptBytes }) => javascriptBytes > screenBudget.javascriptBytesMax),
    ).toEqual([]);
  });

  test('waits neither for Zalo’s SDK nor for schemas nor for a form’s widgets', () => {
    const report = reportOf(output);
    const first = firstLoadOf(report);
    const modules = first.chunks.flatMap((chunk) => chunk.modules);
    expect(modules.some((name) => name.includes('node_modules/react-dom/'))).toBe(true);
    expect(modules.filter((name) => /node_modules\/(zod|zmp-sdk)\//.test(name))).toEqual([]);
    expect(
      modules.filter((name) =>
        /node_modules\/zmp-ui\/.*(input|select|picker|checkbox|radio|switch|calendar|modal|sheet)/i.test(
          name,
        ),
      ),
    ).toEqual([]);
    // The SDK is somewhere, so that the lines above have something to find.
    const all = report.chunks.flatMap((chunk) => chunk.modules);
    expect(all.some((name) => name.includes('node_modules/zmp-sdk/'))).toBe(true);
  });

  test('and every later screen draw their signs themselves: no font that may not come', async () => {
    const styles = reportOf(output).styles.map(({ file }) => path.join(projectFolder, output, file));
    expect(styles.length).toBeGreaterThan(5);
    for (const style of styles) expect(await readFile(style, 'utf8'), style).not.toContain('@font-face');
    const modules = reportOf(output).chunks.flatMap((chunk) => chunk.modules);
    expect(modules.filter((name) => /node_modules\/zmp-ui\/.*\/icon\//.test(name))).toEqual([]);
  });

  test('and every later screen run without our schemas', () => {
    const modules = reportOf(output).chunks.flatMap((chunk) => chunk.modules);
    expect(modules.filter((name) => name.includes('node_modules/zod/'))).toEqual([]);
  });
});

describe('the package for Zalo', () => {
  const folder = path.join(projectFolder, 'www');
  const readManifest = async (): Promise<WwwManifest> =>
    JSON.parse(await readFile(path.join(folder, 'app-config.json'), 'utf8'));
  const filesOf = async () => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true });
    return entries.filter((entry) => entry.isFile()).map((entry) => path.join(entry.parentPath, entry.name));
  };

  test('lists only files that it has, and no style sheet that home can do without', async () => {
    const manifest = await readManifest();
    const listed = [...manifest.listSyncJS, ...manifest.listAsyncJS, ...manifest.listCSS];
    expect(manifest.listSyncJS).toHaveLength(2);
    for (const file of listed) expect((await stat(path.join(folder, file))).isFile(), file).toBe(true);
    const first = firstLoadOf(reportOf('www')).chunks.flatMap(({ styles }) => styles);
    expect(new Set(manifest.listCSS)).toEqual(new Set(first));
  });

  test('has only scripts whose names Zalo’s tool takes for modules', async () => {
    const scripts = (await filesOf()).filter((file) => file.endsWith('.js'));
    expect(scripts.length).toBeGreaterThan(0);
    expect(scripts.filter((file) => !/\.module\.js$/.test(file))).toEqual([]);
  });

  test('stays within 3 MB a file and 10 MB as an archive', async () => {
    let packed = 0;
    for (const file of await filesOf()) {
      const content = await readFile(file);
      expect(content.length, file).toBeLessThanOrEqual(fileBytesMax);
      packed += (await promisify(deflateRaw)(content)).length;
    }
    expect(packed).toBeGreaterThan(0);
    expect(packed).toBeLessThanOrEqual(packageBytesMax);
  });

  test('starts in Zalo’s own shell page, which knows nothing of our index.html', async () => {
    const zalo = await startFakeZalo({ folder });
    onTestFinished(zalo.stop);
    // There is no server behind this app: home stands all the same.
    await leadHosts({ 'localhost:8787': portNobodyListensAt });
    const page = await zalo.open('/?w=tay-thanh', { expectedErrors: [/ERR_CONNECTION/] });
    await page.getByRole('link', { name: /113/ }).first().waitFor();
    expect(await page.evaluate(() => document.documentElement.lang)).toBe('vi');
  });

  test('shows home and its calls before the app has come, and follows then what was pressed', async () => {
    const zalo = await startFakeZalo({ folder });
    onTestFinished(zalo.stop);
    await leadHosts({ 'localhost:8787': portNobodyListensAt });
    const app = Promise.withResolvers<void>();
    const page = await zalo.open('/?w=tay-thanh', {
      expectedErrors: [/ERR_CONNECTION/],
      beforeOpening: (opening) =>
        opening.route(/\/assets\/(index|frame)\..*\.js$/, async (route) => {
          await app.promise;
          await route.continue();
        }),
    });
    const tip = page.getByRole('link', { name: /Báo tin cho công an phường/ });
    await tip.waitFor();
    expect(await page.getByRole('link', { name: /Gọi 113/ }).getAttribute('href')).toBe('tel:113');
    const header = page.getByRole('banner');
    const drawnHeader = await header.boundingBox();
    // What would do nothing yet is not shown.
    expect(await page.getByRole('button').count()).toBe(0);
    // The cards of the first visit stand where the app will have them.
    await page.getByText('Báo tin tới đúng công an phường').waitFor();
    await tip.click();
    app.resolve();
    await page.locator('#app:not([data-still])').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/zapps\/\d+\/bao-tin$/);
    await page.getByRole('heading', { level: 1, name: text.home.sendTip }).waitFor();
    await page.goBack();
    await tip.waitFor();
    expect(await header.boundingBox()).toEqual(drawnHeader);
  });
});

describe('the web page', () => {
  const folder = path.join(projectFolder, 'dist');
  let server: Server;
  let origin: string;

  beforeAll(async () => {
    server = createServer(async (request, response) => {
      const isAsset = request.url?.startsWith('/assets/') ?? false;
      const file = path.join(folder, isAsset ? (request.url ?? '') : 'index.html');
      if (request.url?.startsWith('/api/')) return response.writeHead(503).end();
      const types = { '.js': 'text/javascript', '.css': 'text/css', '.html': 'text/html; charset=utf-8' };
      response.setHeader('content-type', Reflect.get(types, path.extname(file)) ?? 'image/svg+xml');
      response.end(await readFile(file));
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  });
  afterAll(() => server.close());

  test('loads for home nothing but what the build counts, and lets the person zoom', async () => {
    const page = await openPhonePage({ expectedErrors: [/503/] });
    const loaded: string[] = [];
    page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
    await page.goto(`${origin}/?w=tay-thanh`);
    await page.getByRole('main').getByRole('link', { name: /113/ }).first().waitFor();
    const first = firstLoadOf(reportOf('dist'));
    const counted = [...first.chunks.flatMap((chunk) => [chunk.file, ...chunk.styles])].map(
      (file) => `/${file}`,
    );
    const code = loaded.filter((name) => name.startsWith('/assets/') && /\.(js|css)$/.test(name));
    expect(new Set(code)).toEqual(new Set(counted));
    const viewport = await page.locator('meta[name=viewport]').getAttribute('content');
    expect(viewport).not.toMatch(/user-scalable|maximum-scale/);
  });

  test('is home already before any script runs: to read, to call, to follow its links', async () => {
    const page = await openPhonePage({
      context: { javaScriptEnabled: false },
      expectedErrors: [/503/],
    });
    await page.goto(`${origin}/`);
    // What would do nothing yet is not shown.
    expect(await page.getByRole('button').count()).toBe(0);
    await page.getByRole('heading', { level: 1, name: text.home.heading }).waitFor();
    expect(await page.getByRole('link', { name: /Gọi 113/ }).getAttribute('href')).toBe('tel:113');
    expect(await page.getByRole('link', { name: /Báo tin cho công an/ }).getAttribute('href')).toBe(
      '/bao-tin',
    );
    // The styles are in the page: the call is as large as in the app.
    const call = await page.getByRole('link', { name: /Gọi 113/ }).boundingBox();
    expect(call?.height).toBeGreaterThanOrEqual(48);
  });

  test.each(['index.html', 'home-en.html', 'screen.html'])(
    '%s has the number to call and no script in itself, which our server’s policy would refuse',
    async (file) => {
      const page = await readFile(path.join(folder, file), 'utf8');
      expect(page).toContain('href="tel:113"');
      expect(page).toMatch(/<script [^>]*src="\/assets\//);
      expect(page).not.toMatch(/<script(?![^>]*\ssrc=)|\son\w+=/);
    },
  );

  test('comes to a phone with all that its first text needs in the first ten packets', async () => {
    const page = await readFile(path.join(folder, 'index.html'));
    expect((await promisify(gzip)(page)).length).toBeLessThan(10 * 1_400);
  });
});
