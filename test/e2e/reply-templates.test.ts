import path from 'node:path';
import { expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { deskOf, staffKey } from '../support/desk.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../support/portal.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

test('an officer begins the reply with a template of the category, changes their mind, and loses nothing they wrote', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const consentVersion = (await portal.portal()).consent.version;
  const { code } = await readReceipt(await portal.sendTip(noisyKaraoke({ consentVersion })));
  await deskOf(portal, 'officer', 'tay-thanh').do(code, 'acknowledge');
  const page = await openPhonePage();
  const key = staffKey('officer', 'tay-thanh').replace('Bearer ', '');
  await page.goto(`${portal.origin}/desk/tips/${code}#vao=${encodeURIComponent(key)}`);
  await page.getByRole('button', { name: 'Soạn trả lời' }).click();
  const templates = page.getByRole('combobox', { name: 'Bắt đầu từ mẫu' });
  const words = page.getByRole('textbox', { name: 'Nội dung trả lời' });

  await templates.selectOption('Tiếng ồn: đã yêu cầu dừng');
  expect(await words.inputValue()).toContain(`Về tin ${code}: Công an phường Tây Thạnh đã đến nơi`);
  if (process.env.PICTURES) await page.screenshot({ path: process.env.PICTURES });
  await templates.selectOption('Đang xác minh, sẽ trả lời tiếp');
  expect(await words.inputValue()).not.toContain('tắt loa');
  await words.fill('Chào chị Lan.');
  await templates.selectOption('Tiếng ồn: đã yêu cầu dừng');
  expect(await words.inputValue()).toMatch(/^Chào chị Lan\.\n\nChào bạn,/);

  await page.getByRole('button', { name: 'Gửi chỉ huy duyệt' }).click();
  await page.getByText('Đã gửi dự thảo cho chỉ huy duyệt.').waitFor();
});
