import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { openPhonePage } from '../support/chromium.ts';
import { staffKey } from '../support/desk.ts';
import { nativeCalls } from '../support/fake-zalo.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { startPortalOfFile, startTestPortal, type TestPortal } from '../support/portal.ts';

/** Somebody looks a procedure up and prepares for it, with a line and without. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});
const withoutLine = [/ERR_INTERNET_DISCONNECTED/, /ERR_CONNECTION_REFUSED/, /ERR_FAILED/];

const bundle = /\/api\/procedures\/bundle$/;
const searchField = (page: Page) => page.getByRole('searchbox', { name: 'Bạn cần làm giấy tờ gì?' });
const answers = (page: Page) => page.getByRole('region', { name: 'Thủ tục tìm thấy' }).getByRole('link');

async function search(page: Page, words: string): Promise<void> {
  await searchField(page).fill('');
  await searchField(page).pressSequentially(words);
}

/** What people do with the page of temporary residence; the ticks are there again afterwards. */
async function prepareForStay(page: Page): Promise<void> {
  await search(page, 'dang ky tam tru');
  await answers(page).first().click();
  await page.getByRole('heading', { level: 1, name: 'Đăng ký tạm trú' }).waitFor();
  const papers = page.getByRole('checkbox');
  expect(await papers.count()).toBe(4);
  const list = page.getByRole('group', { name: /đăng ký theo danh sách/ });
  await list.getByRole('button', { name: 'Không' }).click();
  const barracks = page.getByRole('group', { name: /nơi đóng quân/ });
  await barracks.getByRole('button', { name: 'Có' }).click();
  expect(await papers.count()).toBe(3);
  await page.getByText('Đã có 0/3').waitFor();
  await page.getByRole('checkbox', { name: 'Tờ khai thay đổi thông tin cư trú' }).check();
  await page.getByRole('checkbox', { name: 'Giấy giới thiệu của đơn vị' }).check();
  await page.getByText('Đã có 2/3').waitFor();
}

async function expectPrepared(page: Page): Promise<void> {
  await page.getByText('Đã có 2/3').waitFor();
  expect(await page.getByRole('checkbox', { name: 'Giấy giới thiệu của đơn vị' }).isChecked()).toBe(true);
  expect(await page.getByRole('button', { name: 'Không', pressed: true }).count()).toBe(1);
}

describe('a procedure', () => {
  test('is found as one types, prepared for by a list that fits the case, and leads to its form', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await page.getByRole('link', { name: /Thủ tục, giấy tờ/ }).click();
    await page.getByRole('heading', { name: 'Chọn theo nhóm' }).waitFor();
    await prepareForStay(page);
    await page.reload();
    await expectPrepared(page);

    expect(await page.getByRole('link', { name: 'Điền hoặc lấy mẫu CT01' }).getAttribute('href')).toBe(
      '/forms/ct01',
    );
    const main = (await page.getByRole('main').textContent()) ?? '';
    for (const words of ['15.000 đồng', '3 ngày làm việc', 'Công an phường Tây Thạnh', '028 0000 0009']) {
      expect(main).toContain(words);
    }
    // Its facts are older than 90 days, which is said.
    expect(main).toContain('đối chiếu đã quá 90 ngày');

    await page.goBack();
    expect(await searchField(page).inputValue()).toBe('');
    await page.getByRole('heading', { name: 'Bạn đang chuẩn bị' }).waitFor();
    await page.getByRole('link', { name: /Đăng ký tạm trú.*Đã có 2\/3 giấy tờ/ }).click();
    await page.getByRole('button', { name: 'Xóa dấu đánh và câu trả lời' }).click();
    await page.getByText('Đã có 0/2').waitFor();
  });

  test('stays found when one comes back from it', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/procedures?q=${encodeURIComponent('mat can cuoc')}`);
    await answers(page).first().click();
    await page.getByRole('heading', { level: 1, name: /căn cước/i }).waitFor();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    expect(await searchField(page).inputValue()).toBe('mat can cuoc');
    expect(await answers(page).count()).toBeGreaterThan(0);
  });

  test('opens by a link from outside, says what is unknown and whom to ask, and what is gone', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/procedures/xe-sang-ten?w=tay-thanh`);
    await page.getByRole('heading', { level: 1, name: 'Sang tên xe' }).waitFor();
    const fees = page.getByRole('region', { name: 'Lệ phí' });
    await fees.getByText('Chưa rõ').waitFor();
    await fees.getByText('028 0000 0009 (số thử)').waitFor();

    await page.goto(`${portal.origin}/procedures/ho-chieu`);
    await page.getByText(/Công an phường không nhận hồ sơ này/).waitFor();
    await page.goto(`${portal.origin}/procedures/pccc-nghiem-thu`);
    await page.getByText('Thủ tục này đã bãi bỏ, không còn phải làm.').waitFor();
    expect(await page.getByRole('checkbox').count()).toBe(0);
    await page.goto(`${portal.origin}/procedures/khong-co`);
    await page.getByText('Không có thủ tục này.').waitFor();
    await page.getByRole('link', { name: 'Tìm thủ tục khác' }).click();
    await page.getByRole('heading', { name: 'Chọn theo nhóm' }).waitFor();
  });

  test('is not what some words ask for: they lead to the right door, and nothing found is no dead end', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/procedures?w=tay-thanh`);
    await search(page, 'cứu tôi với');
    await page.getByRole('heading', { name: 'Bạn đang cần giúp ngay?' }).waitFor();
    expect(await page.getByRole('main').getByRole('link', { name: 'Gọi 113' }).getAttribute('href')).toBe(
      'tel:113',
    );
    await search(page, 'số điện thoại công an phường');
    await page.getByRole('link', { name: 'Xem số điện thoại các đơn vị' }).waitFor();
    await search(page, 'giá vàng hôm nay');
    await page.getByText('Chưa tìm thấy thủ tục nào về “giá vàng hôm nay”.').waitFor();
    await page.getByRole('heading', { name: 'Hỏi công an phường: Tây Thạnh' }).waitFor();
    await page.getByRole('heading', { name: 'Kênh Zalo' }).waitFor();
    await page.getByRole('link', { name: /^Căn cước/ }).click();
    await page.getByRole('heading', { level: 2, name: 'Căn cước' }).waitFor();
    await search(page, 'báo trộm');
    await page.getByRole('link', { name: 'Báo tin cho công an phường' }).click();
    await page.getByRole('heading', { name: 'Bạn muốn báo việc gì?' }).waitFor();
  });

  test('is sent to somebody: by the phone’s own sheet, or copied where there is none', async () => {
    const page = await openPhonePage({
      context: { permissions: ['clipboard-read', 'clipboard-write'] },
    });
    await page.goto(`${portal.origin}/procedures/cu-tru-tam-tru`);
    await page.evaluate(() => Reflect.deleteProperty(Navigator.prototype, 'share'));
    await page.getByRole('button', { name: 'Gửi cho người thân' }).click();
    await page.getByText('Đã chép liên kết.').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      `${portal.origin}/procedures/cu-tru-tam-tru`,
    );
    // Paper has no shell around it and nothing to press.
    await page.emulateMedia({ media: 'print' });
    expect(await page.getByRole('button', { name: 'Gửi cho người thân' }).isVisible()).toBe(false);
    expect(await page.getByRole('checkbox', { name: /Tờ khai/ }).count()).toBe(1);
    expect(await page.getByRole('banner').isVisible()).toBe(false);
    expect(await page.getByRole('link', { name: /mẫu CT01/ }).isVisible()).toBe(false);
  });
});

/** The home screen fetches the book when it has nothing else to do. */
async function visitOnce(portal: TestPortal): Promise<Page> {
  const page = await openPhonePage({
    expectedErrors: withoutLine,
    context: { serviceWorkers: 'allow' },
  });
  const kept = page.waitForResponse(bundle);
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await (await kept).finished();
  await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
  return page;
}

describe('without a line, after one visit to the home screen', () => {
  test('procedures are found, read and prepared for, and say how old they are', async () => {
    const page = await visitOnce(portal);
    await page.context().setOffline(true);
    await page.goto(`${portal.origin}/procedures`);
    await page.getByText(/bản lưu trên điện thoại, cập nhật lúc/).waitFor();
    await prepareForStay(page);
    await page.reload();
    await expectPrepared(page);
    await page.getByRole('heading', { level: 1, name: 'Đăng ký tạm trú' }).waitFor();
  });

  test('so it is while our server is down, and what was published meanwhile is there with the line', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    const page = await visitOnce(portal);
    await page.context().setOffline(true);
    await page.goto(`${portal.origin}/procedures/cu-tru-tam-tru`);
    await page.getByRole('heading', { level: 1, name: 'Đăng ký tạm trú' }).waitFor();
    await publishAnswer(portal, 'Từ nay khai qua mạng là đủ.');
    // Older than five minutes: the copy is asked about anew.
    await page.evaluate(() => {
      const name = Object.keys(localStorage).find((key) => key.endsWith('procedures-1')) ?? '';
      const facts = JSON.parse(localStorage.getItem(name) ?? '{}');
      localStorage.setItem(name, JSON.stringify({ ...facts, checkedAt: '2026-11-01T00:00:00.000Z' }));
    });
    await page.reload();
    await page.getByText(/bản lưu trên điện thoại, cập nhật lúc 07:00 ngày 01\/11\/2026/).waitFor();
    await page.context().setOffline(false);
    await page.getByText('Từ nay khai qua mạng là đủ.').waitFor();
  });

  test('inside Zalo, where no worker keeps the app, the book is kept all the same', async () => {
    const page = await openInsideZalo(portal, '/procedures?w=tay-thanh', { expectedErrors: withoutLine });
    await page.getByRole('heading', { name: 'Chọn theo nhóm' }).waitFor();
    await page.context().route('**/api/**', (route) => route.abort('internetdisconnected'));
    await page.reload();
    await prepareForStay(page);
    await page.getByRole('button', { name: 'Gửi cho người thân' }).click();
    await page.getByText('Đã gửi.').waitFor();
    expect(JSON.stringify(await nativeCalls(page))).toContain(
      'https://zalo.me/s/1234567890123456789/procedures/cu-tru-tam-tru',
    );
  });
});

/** As an editor and a commander do, through the API. */
async function publishAnswer(portal: TestPortal, answer: string): Promise<void> {
  const address = `${portal.origin}/api/staff/procedures/cu-tru-tam-tru`;
  const Authorization = staffKey('editor', 'ca-quan');
  const read = await fetch(address, { headers: { Authorization } });
  const { inForce } = (await read.json()) as { inForce: { content: object } };
  const send = (method: string, url: string, body: unknown, headers: Record<string, string>) =>
    fetch(url, {
      method,
      body: JSON.stringify(body),
      headers: { 'Content-Type': 'application/json', ...headers },
    });
  const proposed = await send(
    'PUT',
    address,
    { content: { ...inForce.content, answer } },
    {
      Authorization,
      'If-Match': read.headers.get('etag') ?? '',
    },
  );
  expect(proposed.status).toBe(200);
  const published = await send(
    'POST',
    `${address}/publish`,
    { version: 1 },
    {
      Authorization: staffKey('commander', 'ca-quan'),
    },
  );
  expect(published.status).toBe(200);
}

test('every face of finding and reading a procedure is readable and within reach', async () => {
  const page = await openPhonePage({
    expectedErrors: withoutLine,
    context: { reducedMotion: 'reduce' },
  });
  await page.goto(`${portal.origin}/procedures?w=tay-thanh`);
  await page.getByRole('heading', { name: 'Chọn theo nhóm' }).waitFor();
  await expectAccessible(page, 'groups');
  await search(page, 'tạm trú');
  await answers(page).first().waitFor();
  await expectAccessible(page, 'answers');
  await search(page, 'cứu với');
  await page.getByRole('heading', { name: 'Bạn đang cần giúp ngay?' }).waitFor();
  await expectAccessible(page, 'a cry for help');
  await search(page, 'giá vàng hôm nay');
  await page.getByText('Chưa tìm thấy thủ tục nào').waitFor();
  await expectAccessible(page, 'nothing found');
  await prepareForStay(page);
  await page.locator('summary', { hasText: 'Luật quy định' }).click();
  await page.locator('summary', { hasText: 'Từng nguồn' }).click();
  await expectAccessible(page, 'a procedure, prepared for');
  for (const [id, name] of [
    ['xe-sang-ten', 'with an unknown fee'],
    ['ho-chieu', 'of another office'],
    ['pccc-nghiem-thu', 'abolished'],
    ['khong-co', 'that does not exist'],
  ] as const) {
    await page.goto(`${portal.origin}/procedures/${id}`);
    await page.getByRole('link', { name: 'Tìm thủ tục khác' }).waitFor();
    await expectAccessible(page, `a procedure ${name}`);
  }
  await page.goto(`${portal.origin}/procedures`);
  await page.getByRole('heading', { name: 'Bạn đang chuẩn bị' }).waitFor();
  await expectAccessible(page, 'what one has begun');
  await page.goto(`${portal.origin}/procedures?group=can-cuoc`);
  await page.getByRole('heading', { level: 2, name: 'Căn cước' }).waitFor();
  await expectAccessible(page, 'a group');
});

test('while nothing could be loaded, that is said, with a way on', async () => {
  const page = await openPhonePage({ expectedErrors: withoutLine });
  await page.route(bundle, (route) => route.abort('internetdisconnected'));
  await page.goto(`${portal.origin}/procedures?w=tay-thanh`);
  await page.getByText('Chưa tải được danh sách thủ tục.').waitFor();
  await expectAccessible(page, 'no procedures');
  await page.goto(`${portal.origin}/procedures/cu-tru-tam-tru`);
  await page.getByText('Chưa tải được thủ tục này.').waitFor();
  await page.unroute(bundle);
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await page.getByRole('heading', { level: 1, name: 'Đăng ký tạm trú' }).waitFor();
});
