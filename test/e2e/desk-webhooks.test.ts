import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { desksLooks, expectAccessible } from '../support/accessibility.ts';
import { openPhonePage } from '../support/chromium.ts';
import { staffKey } from '../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal, type TestPortal } from '../support/portal.ts';
import { startReceiver } from '../support/webhook-receiver.ts';

/** An administrator has a ward's own system told of its tips, on a phone. */
const dist = path.resolve(import.meta.dirname, '../../dist');

async function openDesk(portal: TestPortal, key: string, at: string): Promise<Page> {
  const page = await openPhonePage({
    // What the server refuses is no fault of the page.
    expectedErrors: [/status of 422/],
    context: {
      reducedMotion: 'reduce',
      permissions: ['clipboard-read', 'clipboard-write'],
    },
  });
  await page.goto(`${portal.origin}${at}#vao=${encodeURIComponent(key.replace('Bearer ', ''))}`);
  await page.getByText('Bàn trực', { exact: true }).first().waitFor();
  return page;
}

test('an administrator connects a system, has its secret once, tries it, and sees that it stopped answering', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const receiver = await startReceiver();
  const page = await openDesk(portal, staffKey('admin', 'tay-thanh'), '/desk/webhooks');
  await page.getByText('Chưa có hệ thống nào được kết nối.').waitFor();

  await page.getByRole('button', { name: 'Thêm hệ thống' }).click();
  await page.getByLabel('Tên gọi').fill('Phần mềm của phường');
  await page.getByLabel('Địa chỉ nhận').fill('https://10.0.0.1/nhan');
  await page.getByRole('button', { name: 'Kết nối' }).click();
  await page.getByText('không dẫn tới một địa chỉ công khai').waitFor();
  await expectAccessible(page, 'the form, with a mistake', desksLooks);
  // What was typed is still there.
  expect(await page.getByLabel('Tên gọi').inputValue()).toBe('Phần mềm của phường');
  await page.getByLabel('Địa chỉ nhận').fill(receiver.url);
  await page.getByRole('button', { name: 'Kết nối' }).click();

  const secret = page.getByText(/^whsec_/);
  await secret.waitFor();
  await expectAccessible(page, 'the secret', desksLooks);
  receiver.knowSecret((await secret.textContent()) ?? '');
  await page.getByRole('button', { name: 'Chép khóa' }).click();
  await page.getByText('Đã chép khóa.').waitFor();
  expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(await secret.textContent());
  await page.getByRole('button', { name: 'Đã cất khóa' }).click();
  expect(await secret.count()).toBe(0);

  await page.getByRole('button', { name: 'Gửi thử: Phần mềm của phường' }).click();
  await page.getByText('Hệ thống đã nhận lượt gửi thử').waitFor();
  expect(receiver.heard[0]?.isSigned).toBe(true);
  await page.getByText('Đang nhận tốt').waitFor();

  const consentVersion = (await portal.portal()).consent.version;
  const { code } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
  await expect.poll(() => receiver.heard.length).toBe(2);
  await page.getByRole('button', { name: 'Lượt gửi gần đây' }).click();
  await page.getByText(code).waitFor();
  await expectAccessible(page, 'a system with what it was told', desksLooks);

  receiver.answer((response) => response.writeHead(410).end());
  await portal.sendTip(noisyKaraoke({ consentVersion }));
  await expect
    .poll(async () => {
      await page.reload();
      await page.getByRole('heading', { name: 'Phần mềm của phường' }).waitFor();
      return await page.getByText('Đã tự ngắt: hệ thống báo không nhận nữa').count();
    })
    .toBe(1);
  await page.getByText('bên nhận trả lời lỗi (HTTP 410)').waitFor();
  await page.getByRole('button', { name: 'Xóa: Phần mềm của phường' }).click();
  await page.getByRole('button', { name: 'Xóa hệ thống' }).click();
  await page.getByText('Đã xóa Phần mềm của phường.').waitFor();
});

test('a commander, who reads tips and does not manage, has no such part', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const page = await openDesk(portal, staffKey('commander', 'tay-thanh'), '/desk/webhooks');
  await page.getByText('Chưa có tin báo nào.').waitFor();
  expect(await page.getByRole('link', { name: 'Kết nối' }).count()).toBe(0);
});
