import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Browser, BrowserContextOptions, Page } from 'playwright-core';
import { readConfig } from '../server/config/config.ts';
import { demoNewsFolder } from '../server/content/demo-news.ts';
import { createLogger } from '../server/log.ts';
import { startServer } from '../server/main.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { buildIfStale } from './build.ts';

const folder = path.resolve(import.meta.dirname, '../docs/pictures');

export type PicturePortal = { origin: string; browser: Browser };

/** A portal in the sandbox with the page as it is now, and a browser; both are gone when `work` is done. */
export async function withPicturePortal(work: (portal: PicturePortal) => Promise<void>): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-pictures-'));
  mkdirSync(folder, { recursive: true });
  await buildIfStale();
  const server = await startServer({
    config: readConfig({ PORT: '0', DATA_DIR: dataDir }),
    logger: createLogger('error'),
    pageFolder: path.resolve(import.meta.dirname, '../dist'),
  });
  const browser = await launchChromium();
  try {
    await work({ origin: server.origin, browser });
  } finally {
    await browser.close();
    await server.stop();
    rmSync(dataDir, { recursive: true, force: true });
  }
}

/** A page on a phone of 390 by 844 that stands in Tây Thạnh. */
export async function phonePage(browser: Browser, more: BrowserContextOptions = {}): Promise<Page> {
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    permissions: ['geolocation'],
    geolocation: { latitude: 10.812798, longitude: 106.622345, accuracy: 12 },
    ...more,
  });
  return await context.newPage();
}

/** A photo that shows something; one of the sample articles has it. */
export const samplePhoto = () => readFile(path.join(demoNewsFolder, 'khoa-xe.jpg'));

/** Puts what the page shows into docs/pictures, and tells its name. */
export async function takePicture(from: Page, name: string): Promise<void> {
  await from.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
  console.log(`docs/pictures/${name}.png`);
}
