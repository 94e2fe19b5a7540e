import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import type { Page } from 'playwright-core';
import sharp from 'sharp';
import { describe, expect, onTestFinished, test } from 'vitest';
import { openPhonePage, type PhonePageOptions } from '../support/chromium.ts';
import { deskOf, staffKey, staffOfStore } from '../support/desk.ts';
import { patience } from '../support/forwarding.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { phonePhoto } from '../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal, type TestPortal } from '../support/portal.ts';

/** The desk as an officer has it on a phone and a commander on a wide screen. */
const dist = path.resolve(import.meta.dirname, '../../dist');
const wide = { context: { viewport: { width: 1280, height: 800 }, isMobile: false, hasTouch: false } };
const minuteMs = 60_000;

const startPortal = (now?: () => Date) => startTestPortal({ pageFolder: dist, ...(now ? { now } : {}) });

async function send(portal: TestPortal, more: object = {}) {
  const consentVersion = (await portal.portal()).consent.version;
  return readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...more }));
}

/** Comes in by the sandbox's page, as somebody does who tries the portal. */
async function enterFromSandbox(portal: TestPortal, role: string, unit: string, options?: PhonePageOptions) {
  const sandbox = await openPhonePage(options);
  await sandbox.goto(`${portal.origin}/sandbox#${unit}`);
  const [desk] = await Promise.all([
    sandbox.context().waitForEvent('page'),
    sandbox.getByRole('button', { name: `Vào với vai ${role}` }).click(),
  ]);
  await desk.getByText('Trực tiếp').waitFor();
  return desk;
}

/** With a key in the window's own memory, for tests that are not about coming in. */
async function openDesk(portal: TestPortal, key: string, at = '/desk', options: PhonePageOptions = {}) {
  const page = await openPhonePage(options);
  await page.goto(`${portal.origin}${at}#vao=${encodeURIComponent(key.replace('Bearer ', ''))}`);
  await page.getByText('Bàn trực', { exact: true }).first().waitFor();
  return page;
}

const row = (page: Page, code: string) => page.locator(`[data-tip-row="${code}"]`);

async function fillAndSend(page: Page, field: string, words: string, button: string): Promise<void> {
  await page.getByRole('textbox', { name: field }).fill(words);
  await page.getByRole('button', { name: button }).click();
}

describe('the life of a tip, between an officer on a phone, a commander on a wide screen and its sender', () => {
  test('comes in while the desk is open, is taken up, asked about, answered by two, and read', async () => {
    const portal = await startPortal();
    const officer = await enterFromSandbox(portal, 'cán bộ trực ban', 'tay-thanh');
    expect(officer.url()).toBe(`${portal.origin}/desk`);
    const kept = await officer.evaluate(() => JSON.stringify([{ ...localStorage }, history.state]));
    expect(kept).not.toContain('sandbox:officer');
    await officer.getByText('Chưa có tin báo nào.').waitFor();

    const photo = await portal.sendPhoto(await phonePhoto());
    const sent = await send(portal, { photoIds: [photo.id] });
    await row(officer, sent.code).waitFor();
    await expect.poll(() => officer.title()).toBe('(1) Bàn trực');
    await row(officer, sent.code).click();
    await officer.getByRole('button', { name: 'Xem ảnh 1 cỡ lớn' }).click();
    await officer.getByRole('dialog').getByRole('img').waitFor();
    await officer.getByRole('button', { name: 'Đóng ảnh' }).click();
    await officer.getByRole('img', { name: /Sơ đồ vị trí/ }).waitFor();
    await officer.getByRole('button', { name: 'Tiếp nhận tin này' }).click();
    await officer.getByText('Đã tiếp nhận. Người báo thấy ngay.').waitFor();
    await officer.getByRole('button', { name: 'Hỏi người báo' }).click();
    await fillAndSend(officer, 'Câu hỏi', 'Loa ở nhà số mấy?', 'Gửi câu hỏi');
    await officer.getByText('Đã gửi câu hỏi cho người báo.').waitFor();

    await portal.ask(`Receipt ${sent.receipt}`, 'POST', `/api/tips/${sent.code}/messages`, {
      text: 'Dạ, nhà số 12.',
      photoIds: [],
    });
    await officer.getByText('Dạ, nhà số 12.').waitFor();
    await officer.getByRole('button', { name: 'Soạn trả lời' }).click();
    await fillAndSend(officer, 'Nội dung trả lời', 'Da nhac nho.', 'Gửi chỉ huy duyệt');
    await officer.getByText('Đã gửi dự thảo cho chỉ huy duyệt.').waitFor();

    const commander = await enterFromSandbox(portal, 'chỉ huy', 'tay-thanh', wide);
    await commander.getByRole('button', { name: 'Chờ duyệt' }).click();
    await row(commander, sent.code).click();
    await commander.getByRole('button', { name: 'Trả lại để sửa' }).click();
    await fillAndSend(commander, 'Cần sửa gì?', 'Viết có dấu, đủ câu.', 'Trả lại dự thảo');

    await officer.getByText('Viết có dấu, đủ câu.').waitFor();
    await officer.getByRole('button', { name: 'Soạn trả lời' }).click();
    await fillAndSend(
      officer,
      'Nội dung trả lời',
      'Công an phường đã nhắc nhở chủ nhà.',
      'Gửi chỉ huy duyệt',
    );
    await officer.getByText('Đã gửi dự thảo cho chỉ huy duyệt.').waitFor();
    expect(await officer.getByRole('button', { name: 'Duyệt và gửi trả lời' }).count()).toBe(0);
    await commander.getByRole('button', { name: 'Duyệt và gửi trả lời' }).click();
    await commander.getByText('Công an phường đã nhắc nhở chủ nhà.').last().waitFor();
    await commander.getByRole('button', { name: 'Duyệt và gửi', exact: true }).click();
    await commander.getByText('Đã gửi trả lời cho người báo.').waitFor();

    const citizen = await openPhonePage();
    await citizen.goto(`${portal.origin}/tra-cuu`);
    await citizen.getByRole('textbox', { name: 'Mã tin báo' }).fill(sent.code);
    await citizen.getByRole('textbox', { name: 'Mã tra cứu bí mật' }).fill(sent.receipt);
    await citizen.getByRole('button', { name: 'Xem tin' }).click();
    await citizen.getByText('Công an phường đã nhắc nhở chủ nhà.').waitFor();
    expect(await citizen.locator('main').textContent()).not.toContain('Viết có dấu');
  });
});

describe('a tip that was taken up in Zalo’s group', () => {
  test('stands at the desk as taken up there, and comes back to the commander when its sender is not content', async () => {
    const portal = await startPortal();
    const page = await openDesk(portal, staffKey('commander', 'tay-thanh'), '/desk', wide);
    const sent = await send(portal);
    await row(page, sent.code).click();
    const quoted = async () =>
      (await portal.messages('tay-thanh')).find(({ text }) => text.includes(sent.code));
    await expect.poll(quoted, patience).toBeDefined();
    await portal.post('/sandbox/api/events', {
      unit: 'tay-thanh',
      user: 'truc-ban-1:tay-thanh',
      event: 'user_send_group_text',
      group: 'duty',
      text: 'đã nhận',
      quoteMessageId: (await quoted())?.id ?? '',
    });
    await page.getByText(/trả lời trong nhóm Zalo/).waitFor();
    await expect.poll(() => row(page, sent.code).textContent()).toContain('Đã nhận');

    await deskOf(portal, 'officer', 'tay-thanh').do(sent.code, 'draft-reply', { text: 'Đã nhắc nhở.' });
    await page.getByRole('button', { name: 'Duyệt và gửi trả lời' }).click();
    await page.getByRole('button', { name: 'Duyệt và gửi', exact: true }).click();
    await page.getByText('Đã gửi trả lời cho người báo.').waitFor();
    const rating = { stars: 2, text: 'Tối nay lại hát.' };
    await portal.ask(`Receipt ${sent.receipt}`, 'POST', `/api/tips/${sent.code}/rating`, rating);
    await page.getByText('Tối nay lại hát.').waitFor();
    await page.getByRole('button', { name: 'Dân chưa hài lòng' }).click();
    await row(page, sent.code).waitFor();
    await page.getByRole('button', { name: 'Tiếp nhận tin này' }).waitFor();
  });
});

describe('the list', () => {
  test('has the overdue on top, told by word and figure, and finds by code and by filter', async () => {
    const clock = { at: Date.now() };
    const portal = await startPortal(() => new Date(clock.at));
    const overdue = await send(portal);
    clock.at += 16 * minuteMs;
    const fresh = await send(portal, { category: 'chay-no' });
    const taken = await send(portal);
    await deskOf(portal, 'officer', 'tay-thanh').do(taken.code, 'acknowledge');
    const page = await openDesk(portal, staffKey('officer', 'tay-thanh'));
    await row(page, overdue.code).waitFor();

    const codes = () =>
      page
        .locator('[data-tip-row]')
        .evaluateAll((rows) => rows.map((each) => each.getAttribute('data-tip-row')));
    expect(await codes()).toEqual([overdue.code, fresh.code, taken.code]);
    expect(await row(page, overdue.code).textContent()).toContain('Trễ 1 phút');
    expect(await row(page, fresh.code).textContent()).toContain('Còn 2 phút');
    expect(await row(page, taken.code).textContent()).toContain('Đã nhận');
    await page.getByRole('button', { name: /^Quá hạn/ }).click();
    await expect.poll(codes).toEqual([overdue.code]);
    await page.getByRole('button', { name: 'Đang làm' }).click();
    await expect.poll(codes).toEqual([taken.code]);
    await page.getByRole('searchbox', { name: 'Tìm mã tin' }).fill(fresh.code.slice(3).toLowerCase());
    await expect.poll(codes).toEqual([fresh.code]);
    await page.getByRole('searchbox', { name: 'Tìm mã tin' }).fill('không phải mã');
    await page.getByText('Mã tin có dạng TB-7K3M9Q.').waitFor();
  });

  test('puts a flood of alike tips into one row, which is taken up at once', async () => {
    const portal = await startPortal();
    const flood: string[] = [];
    for (let index = 0; index < 6; index += 1) {
      const description = `Có nhóm người tụ tập đánh nhau trước cổng trường lần ${index}, rất đông và nguy hiểm`;
      flood.push((await send(portal, { category: 'gay-roi', description })).code);
    }
    const other = await send(portal, { category: 'gay-roi', description: 'Say rượu đập phá quán ăn.' });
    const page = await openDesk(portal, staffKey('officer', 'tay-thanh'));
    await page.getByText('6 tin giống nhau').waitFor();
    expect(await page.locator('[data-tip-row]').count()).toBe(1);
    await page.getByRole('button', { name: 'Xem từng tin' }).click();
    expect(await page.locator('[data-tip-row]').count()).toBe(7);
    await page.getByRole('button', { name: 'Tiếp nhận cả 6 tin' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Tiếp nhận 6 tin' }).click();
    await page.getByText('Đã tiếp nhận 6 tin.').waitFor();
    const officer = deskOf(portal, 'officer', 'tay-thanh');
    expect((await officer.codes('?status=acknowledged')).sort()).toEqual(flood.sort());
    expect(await officer.codes('?stage=waiting')).toEqual([other.code]);
  });

  test('is gone through with the arrows on a wide screen, the tip beside it', async () => {
    const portal = await startPortal();
    const [first, second] = [await send(portal), await send(portal, { category: 'trom-cap', kind: 'crime' })];
    const page = await openDesk(portal, staffKey('officer', 'tay-thanh'), '/desk', wide);
    await row(page, first.code).focus();
    await page.keyboard.press('ArrowDown');
    await page.getByRole('heading', { name: `Tin ${second.code}` }).waitFor();
    expect(await row(page, first.code).isVisible()).toBe(true);
    await expect.poll(() => page.url()).toBe(`${portal.origin}/desk/tips/${second.code}`);
    await page.keyboard.press('ArrowUp');
    await page.getByRole('heading', { name: `Tin ${first.code}` }).waitFor();
    await page.keyboard.press('Enter');
    await expect
      .poll(() => page.evaluate(() => document.activeElement?.textContent))
      .toBe(`Tin ${first.code}`);
  });
});

describe('what is written at the desk', () => {
  test('is not lost when somebody else was quicker, and says what changed', async () => {
    const portal = await startPortal();
    const sent = await send(portal);
    const page = await openDesk(portal, staffKey('officer', 'tay-thanh'), `/desk/tips/${sent.code}`);
    await page.getByRole('button', { name: 'Việc khác' }).click();
    await page.getByRole('button', { name: 'Hỏi người báo' }).click();
    await page.getByRole('textbox', { name: 'Câu hỏi' }).fill('Loa ở đâu?');
    await deskOf(portal, 'commander', 'tay-thanh').do(sent.code, 'note', { text: 'Đã cử tổ tuần tra.' });
    await page.getByText('Trong lúc bạn làm, tin đã thay đổi').waitFor();
    expect(await page.getByRole('alert').textContent()).toContain('Đã cử tổ tuần tra.');
    expect(await page.getByRole('textbox', { name: 'Câu hỏi' }).inputValue()).toBe('Loa ở đâu?');
    await page.getByRole('button', { name: 'Đã xem thay đổi, vẫn gửi' }).click();
    await page.getByText('Đã gửi câu hỏi cho người báo.').waitFor();
  });

  test('stays through a reload for who wrote it, and goes when they leave the desk', async () => {
    const portal = await startPortal();
    const sent = await send(portal);
    const page = await openDesk(portal, staffKey('officer', 'tay-thanh'), `/desk/tips/${sent.code}`);
    const openNote = async () => {
      await page.getByRole('button', { name: 'Việc khác' }).click();
      await page.getByRole('button', { name: 'Ghi chú' }).click();
    };
    await openNote();
    await page.getByRole('textbox', { name: 'Ghi chú' }).fill('Gọi lại lúc 5 giờ.');
    await page.reload();
    await openNote();
    expect(await page.getByRole('textbox', { name: 'Ghi chú' }).inputValue()).toBe('Gọi lại lúc 5 giờ.');
    await page.getByRole('button', { name: 'Thôi' }).click();
    await page.getByRole('link', { name: 'Quay lại danh sách' }).click();
    await page.getByRole('link', { name: 'Tôi', exact: true }).click();
    await page.getByRole('button', { name: 'Rời bàn trực' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Rời bàn trực' }).click();
    await page.getByText('Bạn đã rời bàn trực.').waitFor();
    const left = await page.evaluate(() => JSON.stringify([{ ...localStorage }, { ...sessionStorage }]));
    expect(left).not.toContain('Gọi lại');
    expect(left).not.toContain('sandbox:officer');
  });
});

describe('without a line', () => {
  test('the desk says that it has lost it, shows what it had, and catches up by itself', async () => {
    const portal = await startPortal();
    const before = await send(portal);
    const page = await openDesk(portal, staffKey('officer', 'tay-thanh'), '/desk', {
      expectedErrors: [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /ERR_CONNECTION/],
    });
    await row(page, before.code).waitFor();
    await page.context().setOffline(true);
    await page.getByText('Mất kết nối, đang thử lại').first().waitFor();
    expect(await row(page, before.code).isVisible()).toBe(true);
    const meanwhile = await send(portal);
    await page.context().setOffline(false);
    await row(page, meanwhile.code).waitFor();
    await page.getByText('Trực tiếp').waitFor();
  });
});

describe('who may see what', () => {
  test('an officer of another ward sees neither the tip nor that there is one', async () => {
    const portal = await startPortal();
    const sent = await send(portal);
    const page = await openDesk(portal, staffKey('officer', 'son-ky'), '/desk', { expectedErrors: [/404/] });
    await page.getByText('Chưa có tin báo nào.').waitFor();
    await page.getByRole('searchbox', { name: 'Tìm mã tin' }).fill(sent.code);
    await page.getByText(`Không có tin “${sent.code}” trong phạm vi của bạn.`).waitFor();
    await page.goto(`${portal.origin}/desk/tips/${sent.code}`);
    await page.getByText('Không có tin này trong phạm vi của bạn.').waitFor();
    expect(await page.locator('main').textContent()).not.toContain('karaoke');
  });

  test('a wrong key opens nothing, and one that ends closes the desk', async () => {
    const portal = await startPortal();
    const page = await openPhonePage({ expectedErrors: [/401/] });
    await page.goto(`${portal.origin}/desk`);
    await page.getByRole('button', { name: 'Vào bàn trực' }).click();
    await page.getByText('Vui lòng dán khóa truy cập.').waitFor();
    await fillAndSend(page, 'Khóa truy cập', 'zan_saikhoa', 'Vào bàn trực');
    await page.getByText('Khóa này không dùng được').waitFor();
    await fillAndSend(page, 'Khóa truy cập', 'sandbox:officer:tay-thanh', 'Vào bàn trực');
    await page.getByText('Chưa có tin báo nào.').waitFor();
    const refused = JSON.stringify({
      type: 'x',
      title: 'Hết',
      status: 401,
      code: 'unauthenticated',
      requestId: 'x',
    });
    await page.route('**/api/staff/**', (route) =>
      route.fulfill({ status: 401, contentType: 'application/problem+json', body: refused }),
    );
    // The desk may also have asked by itself before the press.
    const closed = page.getByText('Phiên trực đã hết hoặc khóa đã bị thu hồi.').waitFor();
    await Promise.race([closed, page.getByRole('button', { name: 'Đang làm' }).click()]);
    await closed;
  });

  test('a link with a key in it opens nothing outside the sandbox, and leaves no key in the address', async () => {
    const portal = await startPortal();
    const page = await openPhonePage();
    await page.route('**/api/portal', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ response: answer, json: { ...(await answer.json()), sandbox: false } });
    });
    const asked: string[] = [];
    page.on('request', (request) => asked.push(new URL(request.url()).pathname));
    await page.goto(`${portal.origin}/desk#vao=${encodeURIComponent('sandbox:officer:tay-thanh')}`);
    await page.getByText('Đường dẫn vào nhanh chỉ dùng được trong bản thử.').waitFor();
    expect(page.url()).toBe(`${portal.origin}/desk`);
    expect(asked.filter((name) => name.startsWith('/api/staff'))).toEqual([]);
  });

  test('inside Zalo a member of the staff binds their account once, and is at the desk from then on', async () => {
    const portal = await startPortal();
    const { hire } = await staffOfStore({ dataDir: portal.dataDir, databaseUrl: null });
    const { authorization } = await hire('officer', 'tay-thanh', 'Lê Thị Trực');
    const made = await portal.ask(authorization, 'POST', '/api/staff/bindings', {});
    const { code } = (await made.json()) as { code: string };
    const page = await openInsideZalo(portal, '/desk', { expectedErrors: [/401/, /422/] });
    await page.getByRole('button', { name: 'Vào bàn trực' }).first().click();
    await page.getByText('Tài khoản Zalo này chưa gắn với cán bộ nào.').waitFor();
    await fillAndSend(page, 'Mã gắn tài khoản', 'SAI-MA-RỒI'.replace('Ồ', 'O'), 'Gắn và vào bàn trực');
    await page.getByText(/Mã liên kết không đúng/).waitFor();
    await fillAndSend(page, 'Mã gắn tài khoản', code, 'Gắn và vào bàn trực');
    await page.getByText('Chưa có tin báo nào.').waitFor();
    await page.getByRole('link', { name: 'Tôi', exact: true }).click();
    await page.getByText('Lê Thị Trực').waitFor();

    // The session is over for the server: a new one is had without a question, and the watch goes on.
    const first = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    const refused = { type: 'x', title: 'Hết', status: 401, code: 'unauthenticated', requestId: 'x' };
    const token = /desk-credential":"([^"]+)"/.exec(first)?.[1] ?? '';
    expect(token).not.toBe('');
    await page.route('**/api/staff/**', async (route) => {
      if (route.request().headers().authorization !== `Bearer ${token}`) return route.continue();
      return route.fulfill({
        status: 401,
        contentType: 'application/problem+json',
        headers: { 'Access-Control-Allow-Origin': 'https://h5.zdn.vn' },
        body: JSON.stringify(refused),
      });
    });
    await page.getByRole('link', { name: 'Lượt gửi' }).click();
    await page.getByText('Không có lượt gửi nào bị dừng.').waitFor();
    const second = await page.evaluate(() => JSON.stringify({ ...sessionStorage }));
    expect(second).not.toContain(token);
  });

  test('an administrator, who reads no tips, finds what is theirs', async () => {
    const portal = await startPortal();
    const page = await openDesk(portal, staffKey('admin', 'tay-thanh'));
    await page.getByRole('heading', { name: 'Lượt gửi chưa đi được' }).waitFor();
    expect(await page.getByRole('link', { name: 'Tin báo' }).count()).toBe(0);
  });

  test('a screen without a key opens by a code that an officer confirms, and is closed again from there', async () => {
    const portal = await startPortal();
    const screen = await openPhonePage({ ...wide, expectedErrors: [/401/] });
    await screen.goto(`${portal.origin}/desk`);
    await screen.getByRole('button', { name: 'Lấy mã mở bàn trực' }).click();
    const code = await screen.locator('strong', { hasText: /^[0-9A-Z -]{6,}$/ }).textContent();
    const officer = await openDesk(portal, staffKey('officer', 'tay-thanh'), '/desk/me');
    await fillAndSend(officer, 'Mã trên máy kia', code ?? '', 'Mở trên máy đó');
    await officer.getByText(/Đã mở bàn trực trên/).waitFor();
    await screen.getByText('Chưa có tin báo nào.').waitFor();
    await officer.getByRole('button', { name: /Đóng bàn trực trên/ }).click();
    await screen.getByText('Phiên trực đã hết hoặc khóa đã bị thu hồi.').waitFor({ timeout: 40_000 });
  });
});

describe('the map of a tip', () => {
  test('has street pictures where they are configured, and no phone asks anybody but us', async () => {
    const png = await sharp({ create: { width: 256, height: 256, channels: 3, background: '#9fc3a1' } })
      .png()
      .toBuffer();
    const streets = createServer((_request, response) =>
      response.writeHead(200, { 'content-type': 'image/png' }).end(png),
    );
    await new Promise<void>((resolve) => streets.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => {
      streets.closeAllConnections();
      streets.close();
    });
    const { port } = streets.address() as AddressInfo;
    const portal = await startTestPortal({
      pageFolder: dist,
      environment: {
        MAP_TILES_URL: `http://127.0.0.1:${port}/{z}/{x}/{y}.png`,
        MAP_TILES_CREDIT: '© người vẽ bản đồ',
      },
    });
    const sent = await send(portal);
    const page = await openDesk(portal, staffKey('officer', 'tay-thanh'), `/desk/tips/${sent.code}`);
    const hosts = new Set<string>();
    page.on('request', (request) => hosts.add(new URL(request.url()).host));
    const map = page.getByRole('img', { name: /Sơ đồ vị trí/ });
    await map.waitFor();
    await expect.poll(() => map.locator('image').count()).toBeGreaterThan(0);
    await page.getByText('© người vẽ bản đồ').waitFor();
    await page.getByRole('button', { name: 'Thu nhỏ sơ đồ' }).click();
    await expect.poll(() => map.locator('image').count()).toBeGreaterThan(0);
    hosts.delete('');
    expect([...hosts]).toEqual([new URL(portal.origin).host]);
  });
});

describe('messages that Zalo did not take', () => {
  test('are shown with the reason, and sent again with one press', async () => {
    const portal = await startPortal();
    const setGroups = async (groupDisabled: boolean) => {
      for (const unit of ['tay-thanh', 'ca-quan']) {
        const answer = await portal.post('/sandbox/api/oas', { unit, groupDisabled });
        expect(answer.status).toBe(200);
      }
    };
    await setGroups(true);
    const sent = await send(portal);
    const page = await openDesk(portal, staffKey('commander', 'ca-quan'), '/desk/deliveries');
    const retry = page.getByRole('button', { name: `Gửi lại lượt của ${sent.code}` });
    await expect
      .poll(
        async () => {
          await page.reload();
          await page
            .getByText(/Không có lượt gửi nào bị dừng|Lý do/)
            .first()
            .waitFor();
          return await retry.count();
        },
        { timeout: 30_000, interval: 500 },
      )
      .toBe(1);
    await page.getByText(/^Lý do: Nhóm trực ban của đơn vị: nhóm đã bị khóa/).waitFor();
    await setGroups(false);
    await retry.click();
    await page.getByText('Đã đưa vào hàng chờ gửi lại.').waitFor();
    const sentTo = async () => [
      ...(await portal.messages('tay-thanh')),
      ...(await portal.messages('ca-quan')),
    ];
    await expect
      .poll(async () => (await sentTo()).map(({ text }) => text).join(), { timeout: 30_000 })
      .toContain(sent.code);
  });
});

test('a citizen never loads the desk', async () => {
  const portal = await startPortal();
  const page = await openPhonePage();
  const loaded: string[] = [];
  page.on('request', (request) => loaded.push(new URL(request.url()).pathname));
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).click();
  await page.getByRole('radio', { name: /Phản ánh an ninh/ }).waitFor();
  await page.waitForLoadState('networkidle');
  expect(loaded.some((name) => name.includes('/assets/'))).toBe(true);
  expect(loaded.filter((name) => name.includes('desk'))).toEqual([]);
});
