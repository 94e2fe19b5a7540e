import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { openedFileChooser } from './chromium.ts';

/** The steps of a tip as a thumb takes them; journeys put them together. */
export const story = 'Nhóm thanh niên tụ tập đua xe, nẹt pô trước chợ.';

export async function chooseKind(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).click();
  await page.getByRole('radio', { name: /Phản ánh an ninh/ }).check();
  await page.locator('summary', { hasText: 'Trật tự công cộng' }).click();
  await page.getByRole('radio', { name: /Gây rối trật tự/ }).check();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

export async function tellStory(page: Page, photo?: Buffer): Promise<void> {
  await page.getByRole('textbox', { name: 'Kể lại sự việc' }).fill(story);
  await page.getByRole('radio', { name: /Vừa xảy ra/ }).check();
  if (photo) {
    const chooser = await openedFileChooser(page, () =>
      page.getByRole('button', { name: 'Chọn ảnh' }).click(),
    );
    await chooser.setFiles({ name: 'IMG_0001.jpg', mimeType: 'image/jpeg', buffer: photo });
    await page.getByText('Đã tải lên').first().waitFor();
  }
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

/** By the phone's position, which lies in Tây Thạnh. */
export async function giveMyPlace(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
  await page.getByText('thuộc địa bàn Công an phường Tây Thạnh').waitFor();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

export async function stayAnonymous(page: Page): Promise<void> {
  await page.getByRole('radio', { name: /Gửi ẩn danh/ }).check();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
}

export async function agreeAndSend(page: Page, unit: string): Promise<{ code: string; receipt: string }> {
  const consent = page.getByRole('checkbox', { name: 'Tôi đã đọc và đồng ý' });
  expect(await consent.isChecked()).toBe(false);
  await consent.check();
  await page.getByRole('button', { name: `Gửi tới ${unit}` }).click();
  await page.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();
  const words = (await page.locator('main').textContent()) ?? '';
  const code = /TB-[0-9A-Z]{6}/.exec(words)?.[0] ?? '';
  const receipt = /([0-9A-Z]{4} ){5}[0-9A-Z]{4}/.exec(words)?.[0] ?? '';
  expect(receipt).not.toBe('');
  for (const group of receipt.split(' ')) expect(page.url()).not.toContain(group);
  return { code, receipt };
}
