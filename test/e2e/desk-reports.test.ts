import { readFile } from 'node:fs/promises';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { deskOf, staffKey } from '../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal, type TestPortal } from '../support/portal.ts';

/** The report of a ward as its commander reads it on a phone and takes it away. */
const dist = path.resolve(import.meta.dirname, '../../dist');

/** Pictures to look at: set to a folder. */
const pictures = process.env.REPORT_PICTURES;

async function openDesk(portal: TestPortal, key: string, at: string): Promise<Page> {
  const page = await openPhonePage();
  await page.goto(`${portal.origin}${at}#vao=${encodeURIComponent(key.replace('Bearer ', ''))}`);
  await page.getByText('Bàn trực', { exact: true }).first().waitFor();
  return page;
}

async function download(page: Page, button: string): Promise<{ name: string; bytes: Buffer }> {
  const [file] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: button }).click(),
  ]);
  await page.getByText('Đã lưu tệp vào máy.').waitFor();
  return { name: file.suggestedFilename(), bytes: await readFile(await file.path()) };
}

test('a commander reads how the month went, chooses days, and takes the report as files', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const consentVersion = (await portal.portal()).consent.version;
  const { code } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
  await portal.sendTip(noisyKaraoke({ consentVersion }));
  await deskOf(portal, 'officer', 'tay-thanh').do(code, 'acknowledge');

  const page = await openDesk(portal, staffKey('commander', 'tay-thanh'), '/desk/reports');
  const figures = page.locator('dl');
  await expect.poll(() => figures.textContent()).toContain('Tin nhận2');
  expect(await figures.textContent()).toContain('Tiếp nhận trong 20 phút100%');
  await page.getByRole('table', { name: 'Theo lĩnh vực' }).waitFor();
  if (pictures) {
    await page.screenshot({ path: path.join(pictures, 'report.png') });
    await page
      .locator('footer, main')
      .first()
      .evaluate(() => window.scrollTo(0, 600));
    await page.getByRole('table', { name: 'Theo lĩnh vực' }).scrollIntoViewIfNeeded();
    await page.screenshot({ path: path.join(pictures, 'report-tables.png') });
  }
  const pdf = await download(page, 'PDF để in, ký');
  expect(pdf.name).toMatch(/^bao-cao-tay-thanh-\d{4}-\d\d-01-.*\.pdf$/);
  expect(pdf.bytes.subarray(0, 5).toString()).toBe('%PDF-');
  expect((await download(page, 'CSV')).bytes.toString()).toContain('Tin nhận');

  await page.getByRole('radio', { name: 'Chọn ngày' }).check();
  await page.getByLabel('Từ ngày').fill('2026-01-01');
  await page.getByLabel('Đến hết ngày').fill('2025-12-31');
  await page.getByText(/Chọn ngày đầu trước ngày cuối/).waitFor();
  await page.getByLabel('Từ ngày').fill('2025-12-01');
  await page.getByText('Kỳ này chưa có tin nào.').waitFor();
});

test('an officer, who does not answer for the unit, has no reports', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const page = await openDesk(portal, staffKey('officer', 'tay-thanh'), '/desk');
  await page.getByText('Chưa có tin báo nào.').waitFor();
  expect(await page.getByRole('link', { name: 'Báo cáo' }).count()).toBe(0);
});
