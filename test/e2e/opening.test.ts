import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { text } from '../../src/text/vi.ts';
import { openPhonePage } from '../support/chromium.ts';
import { holdRequests } from '../support/held-requests.ts';
import { startPortalOfFile, type TestPortal } from '../support/portal.ts';

/** What a person does before the place has answered, on a line that is slow just then. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

const firstStep = (page: Page) => page.getByRole('heading', { level: 1, name: 'Bạn muốn báo việc gì?' });
const wardName = (page: Page) => page.getByRole('banner').getByText('Công an phường Tây Thạnh');

test('a press on home is followed also when the place answers between the press and its screen', async () => {
  const page = await openPhonePage();
  const place = await holdRequests(page, '**/api/portal');
  const screen = await holdRequests(page, '**/assets/send-tip.page*');
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await page.locator('#app:not([data-still])').waitFor();
  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).click();
  await page.waitForURL('**/bao-tin');
  place.letGo();
  await wardName(page).waitFor();
  screen.letGo();
  await firstStep(page).waitFor();

  await page.goBack();
  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).waitFor();
  await expect.poll(() => new URL(page.url()).search).toBe('');
});

test('a link to the tip of a ward opens its first step, also when the place answers late', async () => {
  const page = await openPhonePage();
  const place = await holdRequests(page, '**/api/portal');
  await page.goto(`${portal.origin}/bao-tin?w=tay-thanh`);
  await page.getByRole('heading', { level: 1, name: 'Báo tin cho công an phường' }).waitFor();
  place.letGo();
  await firstStep(page).waitFor();
  await wardName(page).waitFor();
});

test('a ward chosen by hand stays chosen when the answer about an old link comes after it', async () => {
  const page = await openPhonePage({ expectedErrors: [/404/] });
  const lookup = await holdRequests(page, '**/api/units/khong-con');
  await page.goto(`${portal.origin}/?w=khong-con`);
  await page.getByRole('link', { name: text.app.noWardYet }).click();
  await page.getByRole('button', { name: /Tây Thạnh/ }).click();
  await wardName(page).waitFor();
  const answered = page.waitForResponse('**/api/units/khong-con');
  lookup.letGo();
  await (await answered).finished();
  await page.evaluate(() => new Promise((drawn) => setTimeout(() => requestAnimationFrame(drawn))));
  expect(await page.getByText(text.linkedWard.unknownLink).count()).toBe(0);
});
