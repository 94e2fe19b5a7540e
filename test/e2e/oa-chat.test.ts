import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { startTestPortal } from '../support/portal.ts';

/** A citizen's chat with a ward's OA in the sandbox's page, and where its buttons lead, against the built page and a real server. */
const dist = path.resolve(import.meta.dirname, '../../dist');

/** Pictures to look at: set to a folder. */
const pictures = process.env.CHAT_PICTURES;
const look = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
};

async function openChat(page: Page, origin: string): Promise<void> {
  await page.goto(`${origin}/sandbox#tay-thanh`);
  await page.getByRole('button', { name: 'Chat với dân' }).click();
  await page.getByRole('textbox', { name: 'Thêm người' }).fill('chị Lan');
  await page.getByRole('button', { name: 'Thêm', exact: true }).click();
}

async function write(page: Page, text: string): Promise<void> {
  await page.getByRole('textbox', { name: 'Tin nhắn' }).fill(text);
  await page.getByRole('button', { name: 'Gửi', exact: true }).click();
}

/** Once more where a message of before was still on its way, and kept the chat with the people. */
async function giveBack(page: Page): Promise<void> {
  const nobody = page.getByText('Không có ai: trợ lý đang trả lời.');
  for (let tries = 0; tries < 5 && !(await nobody.isVisible()); tries += 1) {
    await page.getByRole('button', { name: 'Trả về trợ lý' }).click();
    await Promise.race([nobody.waitFor(), page.waitForTimeout(3_000)]);
  }
  await nobody.waitFor();
}

test('a citizen goes from a greeting to a form, to the duty phone, to an alert, to a person and back to the assistant', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const page = await openPhonePage();
  const log = page.getByRole('log');
  await openChat(page, portal.origin);

  await write(page, 'chào ad');
  await log.getByText('tôi là trợ lý tự động của Công an phường Tây Thạnh').waitFor();
  await look(page, 'chat-greeting');

  await write(page, 'dk tam tru can j');
  await log.getByText('Đăng ký tạm trú: bạn cần').waitFor();
  await log.getByRole('button', { name: 'Nhận tệp mẫu' }).last().click();
  await log.getByText('Đã bấm: Nhận tệp mẫu').waitFor();
  await log.getByRole('link', { name: /Tệp: CT01/ }).waitFor();
  const form = log.getByRole('link', { name: 'Điền trong ứng dụng' }).last();
  expect(await form.getAttribute('href')).toMatch(/\/forms\/ct01\?w=tay-thanh$/);
  await look(page, 'chat-form');

  await write(page, 'cứu tôi với');
  await log.getByText('BẠN CẦN CỨU GIÚP').waitFor();
  const cry = log.getByRole('listitem').last();
  expect(await cry.textContent()).toMatch(/Công an phường Tây Thạnh, Trực ban.*113/s);
  await cry.getByRole('link', { name: 'Gọi 113' }).waitFor();
  await look(page, 'chat-sos');

  await page.getByRole('button', { name: 'Gửi vị trí', exact: true }).click();
  await log.getByText('Đã báo tin cứu giúp kèm vị trí của bạn').waitFor();

  await write(page, 'cho tôi gặp cán bộ');
  await log.getByText('Tôi đã chuyển cuộc trò chuyện cho cán bộ').waitFor();
  await page.getByText(/Người dân muốn gặp cán bộ, từ/).waitFor();

  await page
    .getByRole('combobox', { name: 'Viết với tên' })
    .selectOption({ label: 'OA: Nguyễn Thị Mẫu (trực ban)' });
  await write(page, 'Chào chị, tôi nghe đây.');
  await log.getByText('Nguyễn Thị Mẫu (trực ban), Công an phường Tây Thạnh').waitFor();
  await page.getByRole('combobox', { name: 'Viết với tên' }).selectOption('');
  await write(page, 'số trực ban là bao nhiêu');
  await page.getByText(/chờ từ/).waitFor();
  await look(page, 'chat-officer');

  await giveBack(page);
  await write(page, 'địa chỉ công an phường');
  // What was asked before may be answered once more: it may have arrived after the assistant had the chat back.
  await log
    .getByText(/Giờ tiếp dân/)
    .last()
    .waitFor();
});

test('what was said in the chat stands in the form of the tip, and no word of it in an address', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const page = await openPhonePage();
  await openChat(page, portal.origin);
  const words = 'Quán nhậu cuối hẻm 27 hát karaoke ồn tới 2 giờ sáng';
  await write(page, words);
  const link = page.getByRole('log').getByRole('link', { name: 'Mở mẫu báo tin' });
  const address = (await link.getAttribute('href')) ?? '';
  expect(address).toMatch(/\/bao-tin\?w=tay-thanh&loi=[\w-]+$/);
  await look(page, 'chat-tip');

  const app = await page.context().newPage();
  await app.goto(address.replace('http://localhost', 'http://127.0.0.1'));
  await app.getByText('Bước 1').waitFor();
  expect(app.url()).not.toContain('loi=');
  await app.getByRole('radio', { name: /Phản ánh an ninh/ }).check();
  await app.locator('summary', { hasText: 'Trật tự công cộng' }).click();
  await app.getByRole('radio', { name: /Gây rối trật tự/ }).check();
  await app.getByRole('button', { name: 'Tiếp tục' }).click();
  expect(await app.getByRole('textbox', { name: 'Kể lại sự việc' }).inputValue()).toBe(words);
  await look(app, 'tip-from-chat');

  const again = await page.context().newPage();
  await again.goto(address.replace('http://localhost', 'http://127.0.0.1'));
  await again.getByText('Bước 1').waitFor();
});
