import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openedFileChooser, openPhonePage } from '../support/chromium.ts';
import { unitOf } from '../support/desk.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { phonePhoto } from '../support/photos.ts';
import { noisyKaraoke, readReceipt, startPortalOfFile, type TestPortal } from '../support/portal.ts';

/** What a citizen finds again of their tips: by their account inside Zalo, by kept codes in a browser. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

async function sendNameless(portal: TestPortal, more: object = {}) {
  const consentVersion = (await portal.portal()).consent.version;
  return readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion, ...more })));
}

async function openByCodes(page: Page, portal: TestPortal, sent: { code: string; receipt: string }) {
  await page.goto(`${portal.origin}/tra-cuu`);
  await page.getByRole('textbox', { name: 'Mã tin báo' }).fill(sent.code);
  await page.getByRole('textbox', { name: 'Mã tra cứu bí mật' }).fill(sent.receipt);
  await page.getByRole('button', { name: 'Xem tin' }).click();
  await page.getByRole('heading', { name: `Tin ${sent.code}` }).waitFor();
}

const keepSwitch = (page: Page) => page.getByRole('checkbox', { name: 'Giữ mã trên điện thoại này' });

/** Nothing of a tip may be seen where others look: the address, the page's title. */
async function expectDiscreet(page: Page, sent: { code: string; receipt: string }): Promise<void> {
  const seen = `${page.url()} ${await page.title()}`;
  expect(seen).not.toContain(sent.code);
  expect(seen).not.toContain(sent.receipt.slice(0, 4));
}

async function answerWithPhoto(page: Page, words: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Lời nhắn' }).fill(words);
  const chooser = await openedFileChooser(page, () => page.getByRole('button', { name: 'Chọn ảnh' }).click());
  await chooser.setFiles({ name: 'IMG_2.jpg', mimeType: 'image/jpeg', buffer: await phonePhoto() });
  await page.getByText('Đã tải lên').waitFor();
  await page.getByRole('button', { name: 'Gửi lời nhắn' }).click();
  await page.getByText('Đã gửi lời nhắn.').waitFor();
}

/** Three stars leave it to the sender to ask again; two would open the tip again by themselves. */
async function rateThreeStarsAndReopen(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Gửi đánh giá' }).click();
  await page.getByText('Vui lòng chọn một mức.').waitFor();
  await page.getByRole('radio', { name: '3 sao: bình thường' }).check();
  await page.getByRole('button', { name: 'Gửi đánh giá' }).click();
  await page.getByText('Bạn đã đánh giá 3 sao: bình thường.').waitFor();
  await page.getByText('Bạn còn 2 lần đề nghị xem lại.').waitFor();
  await page.getByRole('button', { name: 'Chưa được, xem lại' }).click();
  await page.getByRole('textbox', { name: /Điều chưa được/ }).fill('Tối nay lại hát.');
  await page.getByRole('button', { name: 'Gửi đề nghị xem lại' }).click();
  await page.getByText('Bạn đã đề nghị xem lại').waitFor();
  await page.getByText('Đã trở lại công an, đang chờ trực ban xác nhận').waitFor();
}

describe('a citizen in a browser, without an account', () => {
  test('keeps the codes, sees the officer’s answer as new, writes back with a photo, rates and reopens', async () => {
    const page = await openPhonePage();
    const sent = await sendNameless(portal);
    await openByCodes(page, portal, sent);
    await expectDiscreet(page, sent);
    expect(await keepSwitch(page).isChecked()).toBe(false);
    await keepSwitch(page).check();
    await unitOf(portal).acknowledge(sent.code);
    await unitOf(portal).ask(sent.code, 'Loa ở nhà số mấy?');

    await page.goto(`${portal.origin}/`);
    await page.getByRole('link', { name: 'Tin của tôi' }).click();
    await page.getByText('Nội dung đang được che.').waitFor();
    expect(await page.locator('main').textContent()).not.toContain(sent.code);
    await page.getByRole('button', { name: 'Chạm để xem' }).click();
    await page.getByText('2 mục mới').waitFor();
    await page.getByRole('button', { name: new RegExp(sent.code) }).click();

    await page.getByText('Trực ban Công an phường Tây Thạnh đã nhận').waitFor();
    await expectDiscreet(page, sent);
    expect(await page.getByText('Mới', { exact: true }).count()).toBe(3);
    await page.getByRole('heading', { name: 'Trả lời công an' }).waitFor();
    await answerWithPhoto(page, 'Dạ, nhà số 12.');
    await page.getByRole('listitem').filter({ hasText: 'Dạ, nhà số 12.' }).getByRole('button').click();
    const large = page.getByRole('dialog', { name: 'Ảnh 1' });
    await expect.poll(() => large.getByRole('img').evaluate(widthOf)).toBeGreaterThan(320);
    await page.keyboard.press('Escape');
    await large.waitFor({ state: 'detached' });

    await unitOf(portal).answer(sent.code, 'Đã nhắc nhở chủ nhà.');
    await page.getByRole('button', { name: 'Xem lại mới nhất' }).click();
    await page.getByText('Có cập nhật mới.').waitFor();
    await page.getByText('Đã nhắc nhở chủ nhà.').waitFor();
    await rateThreeStarsAndReopen(page);
    await expectDiscreet(page, sent);
  });

  test('forgets all kept codes with one tap, and nothing of them is left on the phone', async () => {
    const page = await openPhonePage();
    const sent = await sendNameless(portal);
    await openByCodes(page, portal, sent);
    await keepSwitch(page).check();
    const secret = sent.receipt.replaceAll('-', '');
    const holds = (words: string) =>
      page.evaluate(
        (wanted) => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]).includes(wanted),
        words,
      );
    expect(await holds(secret)).toBe(true);

    await page.goto(`${portal.origin}/tin-cua-toi`);
    await page.getByRole('button', { name: 'Quên hết' }).click();
    await page.getByRole('button', { name: 'Xóa hết mã' }).click();
    await page.getByText('Đã xóa hết mã khỏi điện thoại này.').waitFor();

    expect(await holds(secret)).toBe(false);
    expect(await holds(sent.code)).toBe(false);
  });

  test('who looks over the shoulder reads no category of a restricted tip, and no list once the app was away', async () => {
    const page = await openPhonePage();
    const restricted = (await portal.portal()).tipCategories.find((category) => category.restricted);
    const sent = await sendNameless(portal, { category: restricted?.id });
    await openByCodes(page, portal, sent);
    await keepSwitch(page).check();
    await page.goto(`${portal.origin}/tin-cua-toi`);
    await page.getByRole('button', { name: 'Chạm để xem' }).click();

    await page.getByText('Tin hạn chế').waitFor();
    expect(await page.locator('main').textContent()).not.toContain(restricted?.name);

    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { value: true, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.getByText('Nội dung đang được che.').waitFor();
    expect(await page.locator('main').textContent()).not.toContain(sent.code);
  });

  test('keeps a written message over a reload, and sends it once after the line was lost', async () => {
    const page = await openPhonePage({ expectedErrors: [/ERR_INTERNET_DISCONNECTED|ERR_FAILED/] });
    const sent = await sendNameless(portal);
    await openByCodes(page, portal, sent);
    await page.getByRole('textbox', { name: 'Lời nhắn' }).fill('Có thêm hai xe nữa.');
    await openByCodes(page, portal, sent);
    expect(await page.getByRole('textbox', { name: 'Lời nhắn' }).inputValue()).toBe('Có thêm hai xe nữa.');

    // The message arrives, its answer does not.
    await page.route('**/messages', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await page.getByRole('button', { name: 'Gửi lời nhắn' }).click();
    await page.getByText('gửi lại không tạo ra hai lời nhắn').waitFor();
    await page.unroute('**/messages');
    await page.getByRole('button', { name: 'Gửi lời nhắn' }).click();
    await page.getByText('Đã gửi lời nhắn.').waitFor();

    await expect.poll(() => page.getByText('Có thêm hai xe nữa.').count()).toBe(1);
    expect(await page.getByRole('textbox', { name: 'Lời nhắn' }).inputValue()).toBe('');
  });

  test('who changes a message that had arrived unseen is told so, and loses neither', async () => {
    const page = await openPhonePage({ expectedErrors: [/ERR_FAILED|409/] });
    const sent = await sendNameless(portal);
    await openByCodes(page, portal, sent);
    const words = page.getByRole('textbox', { name: 'Lời nhắn' });
    const send = () => page.getByRole('button', { name: 'Gửi lời nhắn' }).click();
    await words.fill('Hai xe.');
    await page.route('**/messages', async (route) => {
      await route.fetch();
      await route.abort();
    });
    await send();
    await page.getByText('gửi lại không tạo ra hai lời nhắn').waitFor();
    await page.unroute('**/messages');

    await words.fill('Ba xe.');
    await send();
    await page.getByText('Lời nhắn trước đã tới nơi.').waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Hai xe.' }).waitFor();
    expect(await words.inputValue()).toBe('Ba xe.');
    await send();
    await page.getByRole('listitem').filter({ hasText: 'Ba xe.' }).waitFor();
    expect(await page.getByRole('listitem').filter({ hasText: 'Hai xe.' }).count()).toBe(1);
  });

  test('a photo that the server has dropped meanwhile is sent again by itself', async () => {
    const page = await openPhonePage({ expectedErrors: [/422/] });
    const sent = await sendNameless(portal);
    await openByCodes(page, portal, sent);
    const keys: (string | undefined)[] = [];
    page.on('request', (request) => {
      if (request.url().endsWith('/messages')) keys.push(request.headers()['idempotency-key']);
    });
    // What the server says once a photo has waited for a day.
    await page.route(
      '**/messages',
      (route) =>
        route.fulfill({
          status: 422,
          contentType: 'application/problem+json',
          json: {
            type: 'about:blank',
            title: 'Ảnh đã hết hạn',
            status: 422,
            code: 'photo_expired',
            requestId: 'r',
          },
        }),
      { times: 1 },
    );
    await answerWithPhoto(page, 'Kèm ảnh xe.');

    const message = page.getByRole('listitem').filter({ hasText: 'Kèm ảnh xe.' });
    expect(await message.getByRole('button', { name: 'Xem ảnh 1 cỡ lớn' }).count()).toBe(1);
    expect(keys).toHaveLength(2);
    expect(new Set(keys).size).toBe(1);
  });

  test('is told of an answer that comes while the tip is open', async () => {
    const page = await openPhonePage();
    await page.clock.install();
    const sent = await sendNameless(portal);
    await openByCodes(page, portal, sent);
    await unitOf(portal).answer(sent.code, 'Đã xử lý xong.');
    await page.clock.runFor(30_000);

    await page.getByText('Có cập nhật mới.').waitFor();
    await page.getByText('Đã xử lý xong.').waitFor();
  });

  test('without a line finds the kept codes, and is told why nothing stands behind them', async () => {
    const page = await openPhonePage({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
    const sent = await sendNameless(portal);
    await openByCodes(page, portal, sent);
    await keepSwitch(page).check();
    await page.goto(`${portal.origin}/tin-cua-toi`);
    await page.getByText('Nội dung đang được che.').waitFor();
    await page.context().setOffline(true);
    await page.getByRole('button', { name: 'Chạm để xem' }).click();

    await page.getByText('Chưa kết nối được với máy chủ').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('button', { name: 'Thử lại' }).click();
    await page.getByText('Tiếng ồn').first().waitFor();
  });
});

const widthOf = (image: Element): number => (image instanceof HTMLImageElement ? image.naturalWidth : 0);

describe('a citizen inside Zalo', () => {
  async function sendNamed(user: string) {
    const session = `Bearer ${(await portal.signIn(user)).token}`;
    const consentVersion = (await portal.portal()).consent.version;
    const tip = noisyKaraoke({ consentVersion, anonymous: false });
    return readReceipt(await portal.ask(session, 'POST', '/api/tips', tip));
  }

  test('is asked for their account only after a press, and then follows their tip to the second look', async () => {
    const sent = await sendNamed('lan');
    await sendNameless(portal);
    await unitOf(portal).acknowledge(sent.code);
    await unitOf(portal).answer(sent.code, 'Đã nhắc nhở chủ nhà.');
    const page = await openInsideZalo(portal, '/?w=tay-thanh');
    await page.getByRole('link', { name: 'Tin của tôi' }).click();
    await page.getByText('Họ tên và số điện thoại không được lấy').waitFor();
    await page.getByRole('button', { name: 'Xem tin của tôi' }).click();

    await page.getByText('2 mục mới').waitFor();
    expect(await page.getByRole('button', { name: /TB-/ }).count()).toBe(1);
    await page.getByRole('button', { name: new RegExp(sent.code) }).click();
    await page.getByText('Đã nhắc nhở chủ nhà.').waitFor();
    await expectDiscreet(page, sent);
    expect(await keepSwitch(page).count()).toBe(0);
    await answerWithPhoto(page, 'Cảm ơn, nhưng vẫn còn ồn.');
    await rateThreeStarsAndReopen(page);

    await page.getByRole('button', { name: 'Đóng tin này' }).click();
    await page.getByRole('button', { name: new RegExp(sent.code) }).waitFor();
    expect(await page.getByText(/mục mới/).count()).toBe(0);
  });

  test('pages through many tips, newest first', async () => {
    const codes: string[] = [];
    for (let tip = 0; tip < 23; tip += 1) codes.push((await sendNamed('minh')).code);
    const page = await openInsideZalo(portal, '/tin-cua-toi', { user: 'minh' });
    await page.getByRole('button', { name: 'Xem tin của tôi' }).click();
    const shown = async () => (await page.getByRole('button', { name: /TB-/ }).allTextContents()).length;
    await expect.poll(shown).toBe(20);
    await page.getByRole('button', { name: 'Xem thêm tin cũ hơn' }).click();
    await expect.poll(shown).toBe(23);

    const words = await page.getByRole('button', { name: /TB-/ }).allTextContents();
    expect(words.map((line) => /TB-\w+/.exec(line)?.[0])).toEqual(codes.reverse());
    expect(await page.getByRole('button', { name: 'Xem thêm tin cũ hơn' }).count()).toBe(0);
  });
});
