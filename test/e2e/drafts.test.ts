import path from 'node:path';
import type { Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { chooseKind, tellStory } from '../support/citizen-steps.ts';
import { phonePhoto } from '../support/photos.ts';
import { startPortalOfFile, type TestPortal } from '../support/portal.ts';

/** Several tips begun on one phone. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

async function beginTip(page: Page, words: string): Promise<void> {
  await chooseKind(page);
  await page.getByRole('textbox', { name: 'Kể lại sự việc' }).fill(words);
}

test('drafts with photos outlive the closed app, each with its own words, and one is deleted after a question', async () => {
  const page = await openPhonePage();
  const context = page.context();
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await chooseKind(page);
  await tellStory(page, await phonePhoto());
  await page.goto(`${portal.origin}/`);
  await beginTip(page, 'Chuyện thứ hai: xe đậu chắn lối thoát hiểm.');
  await page.close();

  const reopened = await context.newPage();
  await reopened.goto(`${portal.origin}/`);
  await reopened.getByRole('link', { name: /Tin đang viết 2 tin/ }).click();
  await reopened.getByRole('heading', { name: /Chuyện thứ hai/ }).waitFor();
  expect(await reopened.getByRole('listitem').allTextContents()).toEqual([
    expect.stringMatching(/Chuyện thứ hai.*Gây rối trật tự.*Viết lúc \d\d:\d\d/),
    expect.stringMatching(/Nhóm thanh niên.*1 ảnh.*Viết lúc/),
  ]);
  await reopened.getByRole('button', { name: 'Viết tiếp, tin thứ 2' }).click();
  await reopened.getByRole('heading', { name: 'Sự việc xảy ra ở đâu?' }).waitFor();
  await reopened.getByRole('button', { name: 'Quay lại' }).click();
  await reopened.getByText('Đã tải lên').waitFor();

  await reopened.goto(`${portal.origin}/tin-dang-viet`);
  await reopened.getByRole('button', { name: 'Xóa, tin thứ 2' }).click();
  await reopened.getByRole('button', { name: 'Giữ lại' }).click();
  expect(await reopened.getByRole('listitem').count()).toBe(2);
  await reopened.getByRole('button', { name: 'Xóa, tin thứ 2' }).click();
  await reopened.getByRole('button', { name: 'Xóa tin', exact: true }).click();
  await expect
    .poll(() => reopened.getByRole('listitem').allTextContents())
    .toEqual([expect.stringMatching(/Nhóm thanh niên|Chuyện thứ hai/)]);
});

test('a phone that keeps ten tips asks before the oldest goes', async () => {
  const page = await openPhonePage();
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await beginTip(page, 'Chuyện mới nhất trong mười chuyện.');
  // Nine more, as if written on the days before.
  await page.evaluate(() => {
    const key = Object.keys(localStorage).find((each) => each.includes('tip-draft-2:')) ?? '';
    const prefix = key.slice(0, key.indexOf('tip-draft-2:'));
    const draft = JSON.parse(localStorage.getItem(key) ?? '');
    const index = JSON.parse(localStorage.getItem(`${prefix}tip-drafts-2`) ?? '[]');
    for (let day = 1; day <= 9; day += 1) {
      const older = {
        ...draft,
        id: `d-${day}`,
        key: crypto.randomUUID(),
        description: `Chuyện của ngày ${day}`,
      };
      older.changedAt = `2026-11-0${day}T03:00:00.000Z`;
      localStorage.setItem(`${prefix}tip-draft-2:${older.id}`, JSON.stringify(older));
      index.push({ id: older.id, mark: 'written' });
    }
    localStorage.setItem(`${prefix}tip-drafts-2`, JSON.stringify(index));
  });
  await page.goto(`${portal.origin}/`);

  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).click();
  await page.getByText(/Tin cũ nhất là “Chuyện của ngày 1”, viết lúc 10:00 ngày 01\/11\/2026/).waitFor();
  expect(await page.getByRole('listitem').count()).toBe(10);
  await page.getByRole('button', { name: 'Xóa tin cũ nhất và viết tin mới' }).click();
  await page.getByRole('heading', { name: 'Bạn muốn báo việc gì?' }).waitFor();
  await page.goto(`${portal.origin}/tin-dang-viet`);

  await expect.poll(() => page.getByRole('listitem').count()).toBe(9);
  expect(await page.locator('main').textContent()).not.toContain('Chuyện của ngày 1');
});
