import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { openedFileChooser, openPhonePage } from '../support/chromium.ts';
import { chooseKind, stayAnonymous, story, tellStory } from '../support/citizen-steps.ts';
import { staffKey } from '../support/desk.ts';
import { patience } from '../support/forwarding.ts';
import { holdRequests } from '../support/held-requests.ts';
import { fireNotice, newsDeskOf, publishArticle } from '../support/news.ts';
import { officePdf } from '../support/pdf-files.ts';
import { noisyKaraoke, readReceipt, startPortalOfFile, type TestPortal } from '../support/portal.ts';

/** An answer that comes when the person has gone on: it takes nothing back and nobody away. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

/** What came of the answer has been drawn. */
const drawn = (page: Page) =>
  page.evaluate(() => new Promise((done) => setTimeout(() => requestAnimationFrame(done), 50)));

const home = (page: Page) => page.getByRole('link', { name: /Báo tin cho công an phường/ });

describe('the phone’s position', () => {
  test('that comes after the tip was sent off does not call the tip back', async () => {
    const page = await openPhonePage({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
    await page.addInitScript(() => {
      navigator.geolocation.getCurrentPosition = (found) => {
        const coords = { latitude: 10.8128, longitude: 106.6223, accuracy: 15 };
        Object.assign(window, { tellPlace: () => found({ coords, timestamp: Date.now() } as never) });
      };
    });
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await chooseKind(page);
    await tellStory(page);
    await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
    await page.getByRole('textbox', { name: /Địa chỉ hoặc mốc/ }).fill('Cạnh chợ Tây Thạnh');
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await stayAnonymous(page);
    await page.getByRole('checkbox', { name: 'Tôi đã đọc và đồng ý' }).check();
    await page.route('**/api/**', (route) => route.abort('internetdisconnected'));
    await page.getByRole('button', { name: /Gửi tới/ }).click();
    await page.getByText('Tin chưa gửi đi, đang chờ mạng…').first().waitFor();

    await page.evaluate(() => Reflect.get(window, 'tellPlace')());
    await drawn(page);
    await page.unroute('**/api/**');
    await page.context().setOffline(true);
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();
    const messages = async () => (await portal.messages('tay-thanh')).map(({ text }) => text).join();
    await expect.poll(messages, patience).toContain(story);
  });
});

describe('a tip that is looked up', () => {
  test('does not open over the screen to which the person has gone meanwhile', async () => {
    const consentVersion = (await portal.portal()).consent.version;
    const sent = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
    const page = await openPhonePage();
    const answer = await holdRequests(page, '**/api/tips/*');
    await page.goto(`${portal.origin}/`);
    await page.getByRole('link', { name: 'Tra cứu tin đã gửi' }).click();
    await page.getByRole('textbox', { name: 'Mã tin báo' }).fill(sent.code);
    await page.getByRole('textbox', { name: 'Mã tra cứu bí mật' }).fill(sent.receipt);
    await page.getByRole('button', { name: 'Xem tin' }).click();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await home(page).waitFor();
    const answered = page.waitForResponse('**/api/tips/*');
    answer.letGo();
    await (await answered).finished();
    await drawn(page);
    expect(new URL(page.url()).pathname).toBe('/');
    await home(page).waitFor();
  });
});

describe('at the news desk', () => {
  async function openDesk(address: string): Promise<Page> {
    const page = await openPhonePage();
    const key = staffKey('editor', 'tay-thanh').replace('Bearer ', '');
    await page.goto(`${portal.origin}${address}#vao=${encodeURIComponent(key)}`);
    return page;
  }

  test('what is typed while a file is on its way stays', async () => {
    const page = await openDesk('/desk/news/new');
    const upload = await holdRequests(page, '**/api/staff/news/documents');
    const title = page.getByRole('textbox', { name: 'Tiêu đề' });
    await title.fill('Ra quân');
    const chooser = await openedFileChooser(page, () =>
      page.getByRole('button', { name: 'Thêm tệp PDF' }).click(),
    );
    const buffer = Buffer.from(await officePdf());
    await chooser.setFiles({ name: 'Ke_hoach.pdf', mimeType: 'application/pdf', buffer });
    await title.fill('Ra quân dịp cuối năm');
    upload.letGo();
    await page.getByRole('textbox', { name: /Tên tệp 1/ }).waitFor();
    expect(await title.inputValue()).toBe('Ra quân dịp cuối năm');
  });

  test('a list that was asked for before another one does not take its place', async () => {
    await publishArticle(portal, fireNotice({ title: 'Bài đã đăng' }));
    await newsDeskOf(portal, 'editor', 'tay-thanh').create(fireNotice({ title: 'Bài còn là nháp' }));
    const page = await openDesk('/desk/news');
    const published = page.getByRole('link', { name: /Bài đã đăng/ });
    await published.waitFor();
    const drafts = await holdRequests(page, /\/api\/staff\/news\?.*state=draft/);
    await page.getByRole('button', { name: 'Đang soạn', exact: true }).click();
    await page.getByRole('button', { name: 'Đang đăng', exact: true }).click();
    await published.waitFor();
    const answered = page.waitForResponse(/state=draft/);
    drafts.letGo();
    await (await answered).finished();
    await drawn(page);
    expect(await page.getByRole('link', { name: /Bài còn là nháp/ }).count()).toBe(0);
    await published.waitFor();
  });
});
