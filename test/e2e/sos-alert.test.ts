import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { openPhonePage, type PhonePageOptions } from '../support/chromium.ts';
import { staffKey } from '../support/desk.ts';
import { nativeCalls } from '../support/fake-zalo.ts';
import { patience } from '../support/forwarding.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { letTimePass, letTimePassUntil } from '../support/phone-time.ts';
import { inTayThanh, startPortalOfFile, startTestPortal, type TestPortal } from '../support/portal.ts';
import { sosDeskWith } from '../support/sos.ts';
import { callForHelp, holdButton, letGo, packWithDutyMobile } from '../support/sos-steps.ts';

/** An alert from the released button to its end: one phone, one real server, an officer at the desk. */
const dist = path.resolve(import.meta.dirname, '../../dist');

const brokenLine = [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /ERR_CONNECTION/];
let portal: TestPortal;
let before: Set<string>;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});
beforeEach(async () => {
  before = new Set((await officerOf(portal).list()).items.map(({ id }) => id));
});

const officerOf = (portal: TestPortal) => sosDeskWith(portal, staffKey('officer', 'tay-thanh'));
/** Those of the running test. */
const alertsOf = async (portal: TestPortal) =>
  (await officerOf(portal).list()).items.filter(({ id }) => !before.has(id));
const says = (page: Page, words: string | RegExp) =>
  page.getByRole('region', { name: 'Tình trạng' }).getByText(words).first().waitFor();

async function openSos(portal: TestPortal, options: PhonePageOptions = {}): Promise<Page> {
  const page = await openPhonePage({ position: inTayThanh, ...options });
  await page.goto(`${portal.origin}/sos?w=tay-thanh`);
  await page.getByRole('link', { name: 'Công an phường Tây Thạnh, bấm để đổi phường' }).waitFor();
  return page;
}

describe('an alert', () => {
  test('is in the group within moments, and the screen says what is known at every step and no more', async () => {
    const page = await openSos(portal);
    await page.getByRole('button', { name: 'Bị tấn công' }).click();
    await letGo(page);
    const pressedAt = Date.now();
    await page.getByRole('button', { name: 'Gửi ngay' }).click();
    await says(
      page,
      /^Đã vào nhóm trực ban Công an phường Tây Thạnh lúc \d\d:\d\d, chưa có người nhận: gọi 113\.$/,
    );
    console.log(`from "Gửi ngay" to the group, as the phone shows it: ${Date.now() - pressedAt} ms`);

    const [alert] = await alertsOf(portal);
    expect(alert).toMatchObject({ situation: 'attacked', unit: { id: 'tay-thanh' }, open: true });
    expect(alert?.place?.accuracyM).toBe(15);
    await says(page, `Mã để đọc cho trực ban: ${alert?.code}`);
    await page.getByText(/^Trực ban thấy vị trí sai số khoảng 15 m, lúc \d\d:\d\d\.$/).waitFor();
    await page.getByText('Màn hình tắt hoặc khóa thì máy ngừng gửi.').waitFor();

    const desk = officerOf(portal);
    await desk.do(alert?.id ?? '', 'acknowledge');
    await says(page, /^Trực ban Công an phường Tây Thạnh đã nhận lúc \d\d:\d\d\.$/);
    await desk.do(alert?.id ?? '', 'dispatch');
    await says(page, 'Đang đến.');
    await desk.do(alert?.id ?? '', 'close', { reason: 'resolved' });
    await says(page, /^Trực ban đã kết thúc tin lúc \d\d:\d\d\.$/);
    expect(await page.evaluate(() => JSON.stringify(localStorage))).not.toContain(alert?.id ?? '');
    await page.getByRole('button', { name: 'Xong' }).click();
    await holdButton(page).waitFor();
  });

  test('shows what became of it also where the button is below the first screenful', async () => {
    const page = await openSos(portal, { context: { viewport: { width: 320, height: 568 } } });
    await callForHelp(page);
    await says(page, /^Đã vào nhóm trực ban/);
    const isInSight = () =>
      page.getByRole('region', { name: 'Tình trạng' }).evaluate((report) => {
        const { top, bottom } = report.getBoundingClientRect();
        return top >= 0 && bottom <= window.innerHeight;
      });
    await letTimePassUntil(page, 300, isInSight);
  });

  test('is one alert, also after a lost answer, presses in fear and a reload', async () => {
    const page = await openSos(portal, { expectedErrors: brokenLine });
    let lost = 0;
    await page.route('**/api/sos', async (route) => {
      if (lost >= 2) return route.continue();
      lost += 1;
      await route.fetch();
      await route.abort();
    });
    await letGo(page);
    await page.getByRole('button', { name: 'Gửi ngay' }).dblclick();
    await says(page, 'Chưa gửi được. Gọi 113 ngay.');
    await page.reload();
    await says(page, /^Đã vào nhóm trực ban/);
    expect(lost).toBe(2);
    expect(await alertsOf(portal)).toHaveLength(1);

    await page.reload();
    await says(page, /^Đã vào nhóm trực ban/);
    await page.goto(`${portal.origin}/`);
    await page.getByText('Bạn có một tin đang mở.').waitFor();
    await page.getByRole('link', { name: 'Xem tin' }).click();
    await says(page, /^Đã vào nhóm trực ban/);
    expect(await alertsOf(portal)).toHaveLength(1);
  });

  test('of one phone is shown in every window of the app, and no window begins a second', async () => {
    const page = await openSos(portal);
    const other = await page.context().newPage();
    await other.goto(`${portal.origin}/sos`);
    await holdButton(other).waitFor();
    await page.bringToFront();
    await callForHelp(page);
    await says(page, /^Đã vào nhóm trực ban/);
    await other.bringToFront();
    await holdButton(other).press('Enter');
    await other.getByRole('button', { name: 'Gửi vị trí ngay', exact: true }).click();
    await says(other, /^Đã vào nhóm trực ban/);
    expect(await alertsOf(portal)).toHaveLength(1);
  });

  test('sends where the phone goes while it is open, and nothing once it is taken back', async () => {
    const page = await openSos(portal);
    await callForHelp(page);
    await says(page, /^Đã vào nhóm trực ban/);
    const [alert] = await alertsOf(portal);
    const moved = { latitude: inTayThanh.lat + 0.001, longitude: inTayThanh.lng, accuracy: 8 };
    await page.context().setGeolocation(moved);
    const positions = async () => (await officerOf(portal).alert(alert?.id ?? '')).positions;
    await letTimePassUntil(page, 5_000, async () =>
      (await positions()).some(({ lat }) => Math.abs(lat - moved.latitude) < 1e-6),
    );

    await page.getByRole('button', { name: 'Tôi an toàn rồi, hủy tin' }).click();
    await page.getByRole('button', { name: 'Hủy tin', exact: true }).click();
    await says(page, /^Bạn đã hủy lúc \d\d:\d\d\.$/);
    const requests: string[] = [];
    page.on('request', (request) => requests.push(request.url()));
    await page.context().setGeolocation({ ...moved, latitude: moved.latitude + 0.001 });
    await letTimePass(page, 60_000);
    expect(requests.filter((url) => url.includes('/api/sos'))).toEqual([]);
  });

  test('takes what is added after it has left: what happens, words, a number', async () => {
    const page = await openSos(portal);
    await callForHelp(page);
    await says(page, /^Đã vào nhóm trực ban/);
    await page.getByRole('button', { name: 'Gửi thêm' }).click();
    await page.getByText('Vui lòng viết lời nhắn hoặc số điện thoại.').waitFor();
    await page.getByRole('button', { name: 'Cháy', exact: true }).click();
    await page.getByRole('textbox', { name: 'Lời nhắn' }).fill('Có hai người mắc kẹt ở tầng 3');
    await page.reload();
    await says(page, /^Đã vào nhóm trực ban/);
    expect(await page.getByRole('textbox', { name: 'Lời nhắn' }).inputValue()).toContain('mắc kẹt');
    await page.getByRole('textbox', { name: 'Số điện thoại gọi lại được' }).fill('0912 345 678');
    await page.getByRole('button', { name: 'Gửi thêm' }).click();
    await page.getByText('Đã gửi thêm cho trực ban.').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Lời nhắn' }).inputValue()).toBe('');
    await expect
      .poll(async () => (await alertsOf(portal))[0])
      .toMatchObject({ situation: 'fire', text: 'Có hai người mắc kẹt ở tầng 3', phone: '0912345678' });
  });

  test('that nobody takes up in time gives the screen to the call', async () => {
    // The server's clock is a little over a minute behind, so that the minute is over as soon as the alert is there.
    const portal = await startTestPortal({
      pageFolder: dist,
      pack: await packWithDutyMobile(),
      now: () => new Date(Date.now() - 58_000),
    });
    const page = await openSos(portal);
    await callForHelp(page);
    await says(page, /^Đã vào nhóm trực ban/);
    const numbers = page.getByRole('region', { name: 'Gọi điện' }).getByRole('link');
    const heightOf = async (nth: number) => (await numbers.nth(nth).boundingBox())?.height ?? 0;
    await expect.poll(() => heightOf(0), patience).toBeGreaterThan(844 / 5);
    expect(await heightOf(1)).toBe(await heightOf(0));
  });
});

describe('where the phone’s place cannot be had', () => {
  test('the alert leaves for the person’s ward, and the address can be written', async () => {
    const page = await openSos(portal, { position: 'refused' });
    await callForHelp(page);
    await says(page, /^Đã vào nhóm trực ban Công an phường Tây Thạnh/);
    await page.getByText('Điện thoại chưa được phép cho biết vị trí.').waitFor();
    await page.getByRole('combobox', { name: 'Phường' }).selectOption({ label: 'Tây Thạnh' });
    await page.getByRole('button', { name: 'Gửi địa chỉ' }).click();
    await page.getByText('Vui lòng ghi địa chỉ hoặc vật dễ thấy.').waitFor();
    await page.getByRole('textbox', { name: /Số nhà, đường/ }).fill('12 Lê Trọng Tấn, tầng 3');
    await page.getByRole('button', { name: 'Gửi địa chỉ' }).click();
    await page.getByText('Đã gửi: 12 Lê Trọng Tấn, tầng 3, Tây Thạnh').waitFor();
    expect((await alertsOf(portal))[0]?.address).toBe('12 Lê Trọng Tấn, tầng 3, Tây Thạnh');
    await page.getByRole('button', { name: 'Thử lấy lại vị trí' }).waitFor();
  });

  test.each([
    ['refused', { errorCode: -2002 }],
    ['not permitted to the app', { errorCode: -1403 }],
  ] as const)('inside Zalo, %s, something is left to press', async (_, answer) => {
    const page = await openInsideZalo(portal, '/sos?w=tay-thanh', {
      answers: { 'action.get.location': answer },
    });
    await page.getByRole('link', { name: 'Công an phường Tây Thạnh, bấm để đổi phường' }).waitFor();
    await callForHelp(page);
    await says(page, /^Đã vào nhóm trực ban Công an phường Tây Thạnh/);
    await page.getByRole('button', { name: 'Gửi địa chỉ' }).waitFor();
    await page.getByRole('button', { name: 'Thử lấy lại vị trí' }).waitFor();
    expect((await alertsOf(portal))[0]).toMatchObject({ unit: { id: 'tay-thanh' }, place: null });
  });

  test('inside Zalo, unanswered, the alert has left all the same', async () => {
    const page = await openInsideZalo(portal, '/sos?w=tay-thanh', {
      answers: { 'action.get.location': 'silence' },
    });
    await page.getByRole('link', { name: 'Công an phường Tây Thạnh, bấm để đổi phường' }).waitFor();
    await callForHelp(page);
    await says(page, /^Đã vào nhóm trực ban Công an phường Tây Thạnh/);
    await page.getByText('Đang tìm vị trí…').waitFor();
    await page.getByRole('button', { name: 'Ghi thêm địa chỉ' }).waitFor();
  });
});

test('inside Zalo the place comes by Zalo’s token, and a text message is Zalo’s to open', async () => {
  const portal = await startTestPortal({ pack: await packWithDutyMobile() });
  const page = await openInsideZalo(portal, '/sos?w=tay-thanh', { expectedErrors: brokenLine });
  await page.getByRole('link', { name: 'Công an phường Tây Thạnh, bấm để đổi phường' }).waitFor();
  await callForHelp(page);
  await says(page, /^Đã vào nhóm trực ban/);
  await page.getByText(/^Trực ban thấy vị trí của bạn lúc/).waitFor();
  expect((await alertsOf(portal))[0]?.place?.lat).toBeCloseTo(inTayThanh.lat, 5);

  await page.context().setOffline(true);
  await page.getByRole('link', { name: /^Soạn SMS tới/ }).click();
  await expect
    .poll(async () => (await nativeCalls(page)).find(({ action }) => /sms/.test(action)))
    .toMatchObject({ parameters: expect.objectContaining({ content: expect.stringContaining('CUU GIUP') }) });
});

test('while Zalo is away the screen says that nobody has it yet, and the desk has it all the same', async () => {
  const portal = await startTestPortal({ pageFolder: dist, pack: await packWithDutyMobile() });
  await portal.setFault('outage');
  const page = await openSos(portal);
  await callForHelp(page);
  await says(page, 'Chưa tới nhóm trực ban Công an phường Tây Thạnh. Gọi 113.');
  const numbers = page.getByRole('region', { name: 'Gọi điện' }).getByRole('link');
  expect(await numbers.nth(1).getAttribute('href')).toBe('tel:0912345678');
  expect(await alertsOf(portal)).toHaveLength(1);
  await portal.setFault('none');
  await page
    .getByText(/^Đã vào nhóm trực ban Công an phường Tây Thạnh/)
    .first()
    .waitFor({ timeout: 60_000 });
});

test('an alert is readable and within reach from its first try to its end', async () => {
  const portal = await startTestPortal({ pageFolder: dist, pack: await packWithDutyMobile() });
  const page = await openSos(portal, {
    position: 'refused',
    expectedErrors: brokenLine,
    context: { reducedMotion: 'reduce' },
  });
  await callForHelp(page);
  await says(page, /^Đã vào nhóm trực ban/);
  await page.getByRole('button', { name: 'Gửi địa chỉ' }).click();
  await page.getByRole('button', { name: 'Gửi thêm' }).click();
  await page.getByRole('button', { name: 'Tôi an toàn rồi, hủy tin' }).click();
  await expectAccessible(page, 'alert in the group, with mistakes');
  const [alert] = await alertsOf(portal);
  await officerOf(portal).do(alert?.id ?? '', 'acknowledge');
  await says(page, /đã nhận lúc/);
  await expectAccessible(page, 'alert taken up');
  await page.getByRole('button', { name: 'Bạo lực gia đình' }).click();
  await page.getByRole('heading', { name: 'Liên hệ', exact: true }).waitFor();
  await expectAccessible(page, 'alert, quiet');
  await page.getByRole('button', { name: 'Hủy tin', exact: true }).click();
  await says(page, /^Bạn đã hủy/);
  await expectAccessible(page, 'alert taken back');
  await page.goto(`${portal.origin}/`);
  await page.getByRole('link', { name: /^SOS/ }).waitFor();
  await expectAccessible(page, 'home with SOS');
});
