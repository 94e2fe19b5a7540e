import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { readConfig } from '../server/config/config.ts';
import { createLogger } from '../server/log.ts';
import { startServer } from '../server/main.ts';
import { launchChromium } from '../test/support/chromium.ts';
import { agreeAndSend, chooseKind, stayAnonymous, tellStory } from '../test/support/citizen-steps.ts';
import { phonePhoto } from '../test/support/photos.ts';
import { buildIfStale } from './build.ts';

const folder = path.resolve(import.meta.dirname, '../docs/pictures');

/** Takes the README's pictures of the real screens, in the sandbox, on a phone of 390 by 844. Tells the name of each. */
export async function takeReadmePictures(): Promise<void> {
  const dataDir = mkdtempSync(path.join(tmpdir(), 'portal-pictures-'));
  mkdirSync(folder, { recursive: true });

  await buildIfStale();
  const server = await startServer({
    config: readConfig({ PORT: '0', DATA_DIR: dataDir }),
    logger: createLogger('error'),
    pageFolder: path.resolve(import.meta.dirname, '../dist'),
  });
  const browser = await launchChromium();
  const context = await browser.newContext({
    viewport: { width: 390, height: 844 },
    isMobile: true,
    hasTouch: true,
    locale: 'vi-VN',
    timezoneId: 'Asia/Ho_Chi_Minh',
    permissions: ['geolocation'],
    geolocation: { latitude: 10.812798, longitude: 106.622345, accuracy: 12 },
  });
  const page = await context.newPage();

  await page.goto(`${server.origin}/?w=tay-thanh&src=qr`);
  await page.getByRole('link', { name: /Báo tin/ }).waitFor();
  await take(page, 'home');
  await chooseKind(page);
  await page.getByRole('heading', { name: 'Chuyện gì đã xảy ra?' }).waitFor();
  await tellStory(page, await phonePhoto());
  await page.goBack();
  await page.getByText('Đã tải lên').waitFor();
  await take(page, 'story');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
  await page.getByText('thuộc địa bàn').waitFor();
  await take(page, 'place');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await stayAnonymous(page);
  await agreeAndSend(page, 'Công an phường Tây Thạnh');
  await take(page, 'receipt');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${server.origin}/sandbox`);
  await page
    .getByRole('button', { name: /Công an phường Tây Thạnh/ })
    .first()
    .click();
  await page.waitForTimeout(2_500);
  await take(page, 'sandbox');

  await browser.close();
  await server.stop();
  rmSync(dataDir, { recursive: true, force: true });
}

async function take(from: Page, name: string): Promise<void> {
  await from.screenshot({ path: path.join(folder, `${name}.png`), animations: 'disabled' });
  console.log(`docs/pictures/${name}.png`);
}
