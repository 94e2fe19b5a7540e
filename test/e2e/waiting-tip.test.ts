import path from 'node:path';
import type { BrowserContext, Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openedFileChooser, openPhonePage } from '../support/chromium.ts';
import { chooseKind, giveMyPlace, stayAnonymous, story, tellStory } from '../support/citizen-steps.ts';
import { phonePhoto } from '../support/photos.ts';
import { inTayThanh, startTestPortal, type TestPortal } from '../support/portal.ts';

/** A finished tip and a line that is gone: it waits on the phone and goes once. */
const dist = path.resolve(import.meta.dirname, '../../dist');
const expectedErrors = [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/, /status of 4\d\d/];

/** The line to our server goes; the app's own files, which Zalo keeps on the phone, stay. */
const loseLine = (context: BrowserContext) =>
  context.route('**/api/**', (route) => route.abort('internetdisconnected'));

async function restoreLine(context: BrowserContext): Promise<void> {
  await context.unroute('**/api/**');
  // The phone tells the page.
  await context.setOffline(true);
  await context.setOffline(false);
}

async function writeUntilCheck(page: Page, portal: TestPortal, photo?: Buffer): Promise<void> {
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await chooseKind(page);
  await tellStory(page, photo);
  await giveMyPlace(page);
  await stayAnonymous(page);
  await page.getByRole('checkbox', { name: 'Tôi đã đọc và đồng ý' }).check();
}

const press = (page: Page) => page.getByRole('button', { name: /Gửi tới/ }).click();
const queued = (page: Page) => page.getByText('Tin chưa gửi đi, đang chờ mạng…').first();

async function start() {
  const portal = await startTestPortal({ pageFolder: dist });
  const page = await openPhonePage({ position: inTayThanh, expectedErrors });
  return { portal, page, context: page.context() };
}

describe('a tip that is finished without a line', () => {
  test('outlives the closed app, goes once when the line is back, and its codes are shown', async () => {
    const { portal, page, context } = await start();
    await writeUntilCheck(page, portal, await phonePhoto());
    await loseLine(context);
    await press(page);
    await queued(page).waitFor();
    await page.close();

    const reopened = await context.newPage();
    await reopened.goto(`${portal.origin}/`);
    await queued(reopened).waitFor();
    expect(await portal.messages('tay-thanh')).toEqual([]);
    await restoreLine(context);
    await reopened.getByText('Tin của bạn đã tới Công an phường Tây Thạnh').waitFor();

    await expect.poll(() => portal.messages('tay-thanh')).toHaveLength(2);
    await reopened.waitForTimeout(300);
    const messages = await portal.messages('tay-thanh');
    expect(messages.map(({ kind }) => kind)).toEqual(['text', 'image']);
    expect(messages[0]?.text).toContain(story);
    await reopened.getByRole('link', { name: 'Xem mã' }).click();
    await reopened.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();
    expect(await reopened.locator('main').textContent()).toContain(
      /TB-\w{6}/.exec(messages[0]?.text ?? '')?.[0],
    );
    await reopened.getByRole('button', { name: 'Tôi đã lưu' }).click();
    await reopened.getByRole('link', { name: /Báo tin cho công an phường/ }).waitFor();
    expect(await reopened.evaluate(() => Object.keys(localStorage).filter((key) => /tip/.test(key)))).toEqual(
      [],
    );
  });

  test('keeps its codes within reach when the app is closed before they are seen, and never the secret one', async () => {
    const { portal, page, context } = await start();
    await writeUntilCheck(page, portal);
    await press(page);
    await page.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();
    const receiptOf = async (shown: Page) =>
      /([0-9A-Z]{4} ){5}[0-9A-Z]{4}/.exec((await shown.locator('main').textContent()) ?? '')?.[0] ?? '';
    const receipt = await receiptOf(page);
    expect(receipt).not.toBe('');
    const kept = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(kept).not.toContain(receipt.slice(0, 4));
    await page.close({ runBeforeUnload: false });

    const reopened = await context.newPage();
    await reopened.goto(`${portal.origin}/tra-cuu`);
    await reopened.getByRole('link', { name: 'Xem mã' }).click();
    await reopened.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();

    await expect.poll(() => receiptOf(reopened)).toBe(receipt);
    expect(await portal.messages('tay-thanh')).toHaveLength(1);
  });

  test('takes its photo along, also one that never left the phone', async () => {
    const { portal, page, context } = await start();
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await chooseKind(page);
    await page.getByRole('textbox', { name: 'Kể lại sự việc' }).fill(story);
    await page.getByRole('radio', { name: /Vừa xảy ra/ }).check();
    await loseLine(context);
    const chooser = await openedFileChooser(page, () =>
      page.getByRole('button', { name: 'Chọn ảnh' }).click(),
    );
    await chooser.setFiles({ name: 'a.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });
    await page.getByText('Chưa kết nối được với máy chủ').waitFor();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await page.getByRole('textbox', { name: /Địa chỉ hoặc mốc/ }).fill('Cạnh chợ Tây Thạnh');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await stayAnonymous(page);
    await page.getByRole('checkbox', { name: 'Tôi đã đọc và đồng ý' }).check();
    await press(page);
    await queued(page).waitFor();
    await page.getByRole('button', { name: 'Gửi không kèm ảnh chưa tải được' }).waitFor();
    await page.close();
    await context.unroute('**/api/**');

    const reopened = await context.newPage();
    await reopened.goto(`${portal.origin}/`);
    await reopened.getByText('Tin của bạn đã tới').waitFor();

    await expect.poll(() => portal.messages('tay-thanh')).toHaveLength(2);
  });

  test('is sent by one of two windows', async () => {
    const { portal, page, context } = await start();
    await writeUntilCheck(page, portal);
    await loseLine(context);
    await press(page);
    await queued(page).waitFor();
    const other = await context.newPage();
    await other.goto(`${portal.origin}/`);
    await queued(other).waitFor();
    const sent: string[] = [];
    context.on('request', (request) => {
      if (request.url().endsWith('/api/tips')) sent.push(request.headers()['idempotency-key'] ?? '');
    });

    await restoreLine(context);
    await Promise.race([
      other.getByText('Tin của bạn đã tới Công an phường Tây Thạnh').waitFor(),
      page.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor(),
    ]);

    await expect.poll(() => portal.messages('tay-thanh')).toHaveLength(1);
    await page.waitForTimeout(500);
    expect(await portal.messages('tay-thanh')).toHaveLength(1);
    expect(sent).toHaveLength(1);
    await queued(other).waitFor({ state: 'hidden' });
  });

  test('sends its photos again when the server has dropped them meanwhile', async () => {
    const { portal, page, context } = await start();
    await writeUntilCheck(page, portal, await phonePhoto());
    await loseLine(context);
    await press(page);
    await queued(page).waitFor();
    await page.close();
    await context.unroute('**/api/**');
    let isFirst = true;
    await context.route('**/api/tips', (route) => {
      if (!isFirst) return route.continue();
      isFirst = false;
      const problem = { type: 'about:blank', code: 'photo_expired', title: 'Ảnh đã hết hạn.', status: 422 };
      return route.fulfill({
        status: 422,
        contentType: 'application/problem+json',
        body: JSON.stringify({ ...problem, requestId: 'r' }),
      });
    });
    let uploads = 0;
    context.on('request', (request) => {
      if (request.url().endsWith('/api/photos')) uploads += 1;
    });

    const reopened = await context.newPage();
    await reopened.goto(`${portal.origin}/`);
    await reopened.getByText('Tin của bạn đã tới').waitFor();

    expect(uploads).toBe(1);
    await expect.poll(() => portal.messages('tay-thanh')).toHaveLength(2);
  });

  test('is a draft again, with what is wrong beside it, when the server refuses it', async () => {
    const { portal, page, context } = await start();
    await writeUntilCheck(page, portal);
    await loseLine(context);
    await press(page);
    await queued(page).waitFor();
    await page.close();
    await context.unroute('**/api/**');
    await context.route('**/api/tips', (route) => {
      const issues = [{ path: ['description'], message: 'Nội dung này chưa nhận được.' }];
      return route.fulfill({
        status: 400,
        contentType: 'application/problem+json',
        body: JSON.stringify({
          type: 'about:blank',
          code: 'invalid_input',
          title: 'Xem lại.',
          status: 400,
          requestId: 'r',
          issues,
        }),
      });
    });

    const reopened = await context.newPage();
    await reopened.goto(`${portal.origin}/`);
    await reopened.getByText('Một tin chưa gửi được và cần bạn xem lại.').waitFor();
    await reopened.getByRole('button', { name: 'Xem lại tin' }).click();
    await reopened.getByText('Nội dung này chưa nhận được.').waitFor();

    expect(await reopened.getByRole('textbox', { name: 'Kể lại sự việc' }).inputValue()).toBe(story);
  });

  test('can be called back until it is sent', async () => {
    const { portal, page, context } = await start();
    await writeUntilCheck(page, portal);
    await loseLine(context);
    await press(page);
    await queued(page).waitFor();
    await page.getByRole('button', { name: 'Không gửi nữa' }).click();
    await restoreLine(context);
    await page.waitForTimeout(500);

    expect(await portal.messages('tay-thanh')).toEqual([]);
    await press(page);
    await page.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();
    await expect.poll(() => portal.messages('tay-thanh')).toHaveLength(1);
  });
});
