import path from 'node:path';
import { expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { chooseKind } from '../support/citizen-steps.ts';
import { startTestPortal } from '../support/portal.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

test('a tip that sounds urgent brings the right numbers to press, and can be written on all the same', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const page = await openPhonePage();
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await chooseKind(page);
  const words = page.getByRole('textbox', { name: 'Kể lại sự việc' });
  const notice = page.getByRole('status').filter({ hasText: 'Nghe như việc khẩn cấp' });

  await words.fill('Kho vải trong hẻm đang cháy lớn, có người ngất xỉu');
  await notice.waitFor();
  const links = notice.getByRole('link');
  expect(await links.evaluateAll((all) => all.map((each) => each.getAttribute('href')))).toEqual([
    'tel:114',
    'tel:115',
    '/sos',
  ]);
  expect((await links.first().boundingBox())?.height).toBeGreaterThanOrEqual(44);

  await words.fill('Kho vải trong hẻm chất hàng bít lối đi.');
  await notice.waitFor({ state: 'detached' });
  await page.getByRole('radio', { name: /Vừa xảy ra/ }).check();
  await words.fill('Kho vải trong hẻm đang cháy lớn');
  await notice.waitFor();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('heading', { name: 'Sự việc xảy ra ở đâu?' }).waitFor();

  await page.goBack();
  await page.getByRole('link', { name: 'Không gọi được? Gửi vị trí' }).click();
  await page.getByRole('heading', { name: 'Cần giúp ngay' }).waitFor();
  await page.goBack();
  await expect.poll(() => words.inputValue()).toBe('Kho vải trong hẻm đang cháy lớn');
});
