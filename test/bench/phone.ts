/**
 * `npm run bench -- phone [--rounds 5] [--record]`: the app on a cheap phone (Chromium with a fourth of this machine's speed, 1.6 Mbit/s,
 * 150 ms): opening home with nothing kept and once more, on our page and in Zalo's (its stand-in), and every touch and key of a whole tip
 * and of a search, each round beside a bare page of React, router and jotai (floor-page), which is opened and touched alike. Ratios count: what else this machine does falls on
 * both. The bars are those of issue 10.
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { type ServerType, serve } from '@hono/node-server';
import type { Browser, Page } from 'playwright-core';
import { build } from 'vite';
import { buildIfStale, readBuildReport } from '../../scripts/build.ts';
import { firstLoadOf, homeBudget, screenBudget, screenLoadsOf } from '../../scripts/bundle-report.ts';
import { readConfig } from '../../server/config/config.ts';
import { createWebPage } from '../../server/http/web-page.ts';
import { createLogger } from '../../server/log.ts';
import { startServer } from '../../server/main.ts';
import { recordRun } from '../assurance/runs.ts';
import { launchChromium } from '../support/chromium.ts';
import { startFakeZalo } from '../support/fake-zalo.ts';
import { phonePhoto } from '../support/photos.ts';
import { readSearchQueries } from '../support/search-queries.ts';
import {
  type Interaction,
  interactionsOf,
  measureOpening,
  type Opening,
  openSlowPhone,
} from './slow-phone.ts';

const { values } = parseArgs({
  options: { rounds: { type: 'string', default: '5' }, record: { type: 'boolean', default: false } },
});
const rounds = Number(values.rounds);
const story = 'Nhom thanh nien tu tap dua xe, net po truoc cho.';
const photoMegapixels = 8;
const queriesTyped = 4;

const folder = mkdtempSync(path.join(tmpdir(), 'portal-phone-'));
const loadBefore = loadavg()[0] ?? 0;
await buildIfStale();
const floor = await serveFloor();
const portal = await startServer({
  config: readConfig({ PORT: '0', DATA_DIR: path.join(folder, 'data'), RATE_LIMITS: 'off' }),
  logger: createLogger('error'),
  pageFolder: path.resolve(import.meta.dirname, '../../dist'),
});
const zalo = await startFakeZalo({ folder: path.resolve(import.meta.dirname, '../../www') });
const browser = await launchChromium({
  // The package of a trial asks our server at its usual port.
  hosts: { 'h5.zdn.vn': zalo.port, 'localhost:8787': Number(new URL(portal.origin).port) },
});
const addresses = {
  ours: `${portal.origin}/?w=tay-thanh`,
  zalo: zalo.addressOf('/?w=tay-thanh'),
  floor: floor.origin,
};
type Side = keyof typeof addresses;
const sides = ['ours', 'zalo', 'floor'] as const;
const cold: Record<Side, Opening[]> = { ours: [], zalo: [], floor: [] };
const warm: Record<Side, Opening[]> = { ours: [], zalo: [], floor: [] };
const touches: Record<'tip' | 'search' | 'floor', Interaction[]> = { tip: [], search: [], floor: [] };
// A file, because bytes would be handed over by the page's own thread.
const photoFile = path.join(folder, 'IMG_0001.jpg');
writeFileSync(photoFile, await phonePhoto({ megapixels: photoMegapixels }));

for (let round = 0; round < rounds; round += 1) {
  console.error(`round ${round + 1} of ${rounds}`);
  for (const side of round % 2 ? sides : sides.toReversed()) await openTwice(browser, side);
  touches.tip.push(...(await touched(portal.origin, sendTip)));
  touches.search.push(...(await touched(portal.origin, searchProcedures)));
  touches.floor.push(...(await touched(floor.origin, useFloor)));
}
await browser.close();
await portal.stop();
await zalo.stop();
floor.server.close();
await report();
rmSync(folder, { recursive: true, force: true });
process.exit();

async function openTwice(chromium: Browser, side: Side): Promise<void> {
  // The stand-in's certificate is its own.
  const { context, page } = await openSlowPhone(chromium, { ignoreHTTPSErrors: true });
  cold[side].push(await measureOpening(page, addresses[side]));
  warm[side].push(await measureOpening(page, addresses[side]));
  await context.close();
}

/** What a person does on a page that has come to rest, and what each touch and key of it took. */
async function touched(origin: string, act: (page: Page) => Promise<void>): Promise<Interaction[]> {
  const { context, page } = await openSlowPhone(browser);
  await measureOpening(page, `${origin}/`);
  await act(page);
  const interactions = await interactionsOf(page);
  await context.close();
  return interactions;
}

/** A whole tip: kind, words letter by letter, a photo, place, anonymous, sent. */
async function sendTip(page: Page): Promise<void> {
  const goOn = () => page.getByRole('button', { name: 'Tiếp tục' }).tap();
  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).tap();
  await page.getByRole('radio', { name: /Phản ánh an ninh/ }).tap();
  await page.locator('summary', { hasText: 'Trật tự công cộng' }).tap();
  await page.getByRole('radio', { name: /Gây rối trật tự/ }).tap();
  await goOn();
  await page.getByRole('textbox', { name: 'Kể lại sự việc' }).tap();
  await page.keyboard.type(story, { delay: 60 });
  await page.getByRole('radio', { name: /Vừa xảy ra/ }).tap();
  const chooser = page.waitForEvent('filechooser');
  await page.getByRole('button', { name: 'Chọn ảnh' }).tap();
  await (await chooser).setFiles(photoFile);
  // Nobody waits for it to be made smaller and sent.
  await page.getByRole('textbox', { name: 'Kể lại sự việc' }).tap();
  await page.keyboard.type(' Rat on.', { delay: 60 });
  await page.getByText('Đã tải lên').first().waitFor({ timeout: 60_000 });
  await goOn();
  await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).tap();
  await page.getByText('thuộc địa bàn Công an phường Tây Thạnh').waitFor();
  await goOn();
  await page.getByRole('radio', { name: /Gửi ẩn danh/ }).tap();
  await goOn();
  await page.getByRole('checkbox', { name: 'Tôi đã đọc và đồng ý' }).tap();
  await page.getByRole('button', { name: 'Gửi tới Công an phường Tây Thạnh' }).tap();
  await page.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();
}

async function searchProcedures(page: Page): Promise<void> {
  await page
    .getByRole('link', { name: /Thủ tục/ })
    .first()
    .tap();
  const field = page.getByRole('searchbox');
  for (const { query } of readSearchQueries('search-queries.tsv').slice(0, queriesTyped)) {
    await field.fill('');
    await field.tap();
    await page.keyboard.type(query, { delay: 60 });
  }
}

/** The same kind of touches: three presses, and as many letters. */
async function useFloor(page: Page): Promise<void> {
  const button = page.getByRole('button');
  for (let press = 0; press < 3; press += 1) await button.tap();
  await page.getByRole('textbox').tap();
  await page.keyboard.type(story, { delay: 60 });
}

async function serveFloor(): Promise<{ origin: string; server: ServerType }> {
  const outDir = path.join(folder, 'floor');
  await build({
    configFile: false,
    root: path.join(import.meta.dirname, 'floor-page'),
    logLevel: 'error',
    build: { outDir, target: 'es2020' },
  });
  const page = await createWebPage(outDir);
  return new Promise((resolve) => {
    const server = serve({ fetch: page.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) =>
      resolve({ origin: `http://127.0.0.1:${port}`, server }),
    );
  });
}

/** `share` of the values are at most this. */
function at(measured: readonly number[], share: number): number {
  const sorted = measured.toSorted((one, other) => one - other);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))] ?? 0;
}

async function report(): Promise<void> {
  const figures = [...openingFigures(), ...touchFigures(), ...(await sizeFigures())];
  const load = `load ${loadBefore.toFixed(1)} before, ${(loadavg()[0] ?? 0).toFixed(1)} after`;
  for (const figure of figures) console.log(figure);
  console.log(
    `${rounds} rounds, ${load}; medians (least–most), × is ours ÷ the bare page, each round by itself.`,
  );
  if (values.record) {
    recordRun({
      command: 'npm run bench -- phone',
      on: new Date().toISOString().slice(0, 10),
      figures: [...figures, `${rounds} rounds, ${load}`],
    });
  }
}

function openingFigures(): string[] {
  const line = (
    title: string,
    of: Record<Side, Opening[]>,
    key: keyof Opening,
    asked = '',
    side: Side = 'ours',
  ): string => {
    const ours = of[side].map((opening) => opening[key]);
    const bare = of.floor.map((opening) => opening[key]);
    const ratios = ours.map((value, round) => value / (bare[round] ?? 0)).filter(Number.isFinite);
    const ms = (value: number) => value.toFixed(0);
    const times = ratios.length > 0 ? `, ${at(ratios, 0.5).toFixed(2)} ×` : '';
    return `${title}: ${ms(at(ours, 0.5))} ms (${ms(at(ours, 0))}–${ms(at(ours, 1))})${times}${asked}`;
  };
  const opened = [...cold.ours, ...warm.ours, ...cold.zalo, ...warm.zalo];
  const shift = Math.max(...opened.map(({ layoutShift }) => layoutShift));
  return [
    line('home, nothing kept: first text', cold, 'firstTextMs', ' (asked: at most 1.2 ×)'),
    line('home, nothing kept: first paint', cold, 'firstPaintMs'),
    line('home, nothing kept: largest paint', cold, 'largestPaintMs'),
    line('home, nothing kept: usable', cold, 'usableMs', ' (asked: under 2,000 ms)'),
    line('home, nothing kept: blocked by long tasks', cold, 'blockedMs'),
    line('home, opened again: first text', warm, 'firstTextMs'),
    line('home, opened again: usable', warm, 'usableMs', ' (asked: under 700 ms)'),
    line('home in Zalo, nothing kept: first text', cold, 'firstTextMs', ' (asked: at most 1.2 ×)', 'zalo'),
    line('home in Zalo, nothing kept: usable', cold, 'usableMs', ' (asked: under 2,000 ms)', 'zalo'),
    line('home in Zalo, opened again: usable', warm, 'usableMs', ' (asked: under 700 ms)', 'zalo'),
    `home: layout shift ${shift.toFixed(3)} at the most (asked: none)`,
    `home: ${(
      at(
        cold.ours.map(({ scriptBytes }) => scriptBytes),
        0.5,
      ) / 1024
    ).toFixed(1)} KiB of JavaScript had come when it was usable`,
  ];
}

function touchFigures(): string[] {
  const line = (title: string, all: readonly Interaction[], asked = ''): string => {
    const durations = all.map(({ durationMs }) => durationMs);
    const slowest = all.toSorted((one, other) => other.durationMs - one.durationMs)[0];
    return `${title}: ${all.length} touches and keys, drawn after ${at(durations, 0.5)} ms in the middle, ${at(durations, 0.98)} ms at the 98th percentile${asked}; slowest ${slowest?.durationMs} ms: ${slowest?.what}`;
  };
  return [
    line('a whole tip', touches.tip, ' (asked: under 200 ms)'),
    line('search for procedures', touches.search),
    line('the bare page', touches.floor),
  ];
}

async function sizeFigures(): Promise<string[]> {
  const build = await readBuildReport('dist');
  if (!build) throw new Error('dist has not been built.');
  const kib = (bytes: number) => `${(bytes / 1024).toFixed(1)} KiB`;
  const [largest] = screenLoadsOf(build);
  return [
    `JavaScript before home, gzip: ${kib(firstLoadOf(build).javascriptBytes)} (asked: at most ${kib(homeBudget.javascriptBytesMax)})`,
    `largest further screen, gzip: ${kib(largest?.javascriptBytes ?? 0)}, ${largest?.screen} (asked: at most ${kib(screenBudget.javascriptBytesMax)})`,
  ];
}
