import { cp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { temporaryFolder } from '../support/databases.ts';
import { startTestPortal, type TestPortal } from '../support/portal.ts';

/** The web page with its service worker: one visit, and it opens without a line. */
const dist = path.resolve(import.meta.dirname, '../../dist');

const withoutLine = [
  /ERR_INTERNET_DISCONNECTED/,
  /ERR_CONNECTION_REFUSED/,
  // A server that goes while it answers.
  /ERR_EMPTY_RESPONSE/,
  /503/,
];

/** The worker is at work, with the whole app kept. */
const untilKept = (page: Page) => page.waitForFunction(() => navigator.serviceWorker.controller !== null);

/** Has been here once, with a line, for Tây Thạnh. */
async function visitOnce(portal: TestPortal): Promise<Page> {
  const page = await openPhonePage({
    expectedErrors: withoutLine,
    context: { serviceWorkers: 'allow' },
  });
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
  await untilKept(page);
  return page;
}

describe('after one visit, without a line', () => {
  test('the app opens at any address, with the numbers as they were seen last', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    const page = await visitOnce(portal);
    await page.context().setOffline(true);

    await page.goto(`${portal.origin}/`);
    await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
    await page.getByText('Điện thoại đang không có mạng').waitFor();
    expect(await page.getByRole('link', { name: /Gọi 113/ }).getAttribute('href')).toBe('tel:113');

    await page.goto(`${portal.origin}/don-vi/son-ky`);
    await page.getByRole('heading', { name: 'Công an phường Sơn Kỳ' }).waitFor();
    await page.goto(`${portal.origin}/tin-dang-viet`);
    await page.getByRole('heading', { name: 'Tin đang viết' }).waitFor();
  });

  test('so it does while our server is down', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    const page = await visitOnce(portal);
    await portal.stop();
    await page.goto(`${portal.origin}/kenh-zalo`);
    await page.getByRole('heading', { name: 'Công an phường' }).waitFor();
  });
});

describe('a new build', () => {
  test('reaches whoever has a line at the next opening, and leaves an open window its own screens', async () => {
    const folder = path.join(temporaryFolder(), 'dist');
    await cp(dist, folder, { recursive: true });
    const first = await startTestPortal({ pageFolder: folder });
    const page = await visitOnce(first);
    const { port } = new URL(first.origin);
    await first.stop();

    // The same app under other names, as a change in every screen would give them; the old files are gone.
    await renameAssets(folder);
    await startTestPortal({ pageFolder: folder, environment: { PORT: port } });
    await page.evaluate(async () => (await navigator.serviceWorker.getRegistration())?.update());
    await page.waitForFunction(async () => (await caches.keys()).length === 2);
    // The one screen that home does not load ahead: its file exists in the kept build alone.
    await page.getByRole('link', { name: /Danh bạ công an/ }).click();
    await page.getByRole('link', { name: 'Trang khác: dịch vụ công, thủ tục' }).click();
    await page.getByRole('heading', { name: 'Trang khác của nhà nước' }).waitFor();

    await page.goto(`${first.origin}/tra-cuu`);
    await page.getByRole('heading', { name: 'Tra cứu tin đã gửi' }).waitFor();
    const scripts = await page.evaluate(() => [...document.scripts].map(({ src }) => src));
    expect(scripts.every((src) => src.includes('-new.'))).toBe(true);
  });
});

/** Gives every file of the build another name, also in what refers to it. */
async function renameAssets(folder: string): Promise<void> {
  const assets = path.join(folder, 'assets');
  const names = await readdir(assets);
  const renamed = (text: string) => text.replace(/([\w.]+-[\w-]{8})\.(js|css)/g, '$1-new.$2');
  for (const name of names) {
    // Their compressed copies speak of the old names.
    if (/\.(br|gz)$/.test(name)) {
      await rm(path.join(assets, name));
      continue;
    }
    const content = await readFile(path.join(assets, name), 'utf8');
    await writeFile(path.join(assets, renamed(name)), renamed(content));
    await rm(path.join(assets, name));
  }
  for (const file of ['index.html', 'home-en.html', 'screen.html', 'sw.js']) {
    const content = await readFile(path.join(folder, file), 'utf8');
    const changed = renamed(content).replace(/("version":")\w{4}/, '$1beef');
    await writeFile(path.join(folder, file), changed);
  }
}
