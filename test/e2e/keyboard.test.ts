import path from 'node:path';
import type { Locator, Page } from 'playwright-core';
import { beforeAll, expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { story } from '../support/citizen-steps.ts';
import { inTayThanh, startPortalOfFile, type TestPortal } from '../support/portal.ts';

/** The three ways for who has no finger on a screen, or does not see it: keys alone, and what a screen reader is told. */
const dist = path.resolve(import.meta.dirname, '../../dist');
let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

/** Home of a ward, with everything that is read aloud written down. */
async function openHome() {
  const page = await openPhonePage({ position: inTayThanh, context: { reducedMotion: 'reduce' } });
  const heard: string[] = [];
  await page.exposeFunction('hear', (words: string) => heard.push(words));
  await page.addInitScript(listenToLiveRegions);
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
  await page.getByRole('button', { name: 'Bỏ qua' }).click();
  return { page, heard: () => heard.join(' | ') };
}

/** Runs in the page: what appears in a live region, or comes with one, is heard. */
function listenToLiveRegions(): void {
  const live = '[role="status"], [role="alert"], [aria-live="polite"], [aria-live="assertive"]';
  const told = (window as Window & { hear?: (words: string) => void }).hear;
  new MutationObserver((changes) => {
    for (const { target, addedNodes } of changes) {
      const element = target instanceof Element ? target : target.parentElement;
      const region = element?.closest(live);
      if (region?.textContent) told?.(region.textContent);
      for (const node of addedNodes)
        if (node instanceof Element)
          for (const each of [node, ...node.querySelectorAll(live)])
            if (each.matches(live) && each.textContent) told?.(each.textContent);
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

const pressesMax = 80;

/** Tab, as often as it takes. */
async function tabTo(page: Page, target: Locator): Promise<void> {
  await target.waitFor();
  for (let presses = 0; presses < pressesMax; presses += 1) {
    await page.keyboard.press('Tab');
    if (await target.evaluate((element) => element === document.activeElement)) return;
  }
  throw new Error(`No Tab of ${pressesMax} leads to ${target}.`);
}

async function tabAndPress(page: Page, target: Locator, key: 'Enter' | 'Space' = 'Enter'): Promise<void> {
  await tabTo(page, target);
  await page.keyboard.press(key);
}

/** The first of a group has the focus; the arrows choose. */
async function arrowTo(page: Page, target: Locator): Promise<void> {
  for (let presses = 0; presses < pressesMax && !(await target.isChecked()); presses += 1)
    await page.keyboard.press('ArrowDown');
  expect(await target.isChecked()).toBe(true);
}

const focused = (page: Page) =>
  page.evaluate(() => `${document.activeElement?.tagName}: ${document.activeElement?.textContent}`);
const headingTakesFocus = (page: Page, heading: string) =>
  expect.poll(() => focused(page)).toBe(`H1: ${heading}`);

test('a tip is written and sent with keys alone; each step begins at its heading, a mistake takes the focus, sending is read aloud', async () => {
  const { page, heard } = await openHome();
  const button = (name: string) => page.getByRole('button', { name, exact: true });
  const radio = (name: RegExp) => page.getByRole('radio', { name });
  const goOn = () => tabAndPress(page, button('Tiếp tục'));

  await tabAndPress(page, page.getByRole('link', { name: /Báo tin cho công an phường/ }));
  await headingTakesFocus(page, 'Bạn muốn báo việc gì?');
  await tabTo(page, radio(/Tố giác, tin báo/));
  await arrowTo(page, radio(/Phản ánh an ninh/));
  await tabAndPress(page, page.locator('summary', { hasText: 'Trật tự công cộng' }));
  await tabTo(page, radio(/Cờ bạc/));
  await arrowTo(page, radio(/Gây rối trật tự/));
  await goOn();

  await headingTakesFocus(page, 'Chuyện gì đã xảy ra?');
  await goOn();
  await expect
    .poll(() => page.evaluate(() => document.activeElement?.getAttribute('data-field')))
    .toBe('description');
  expect(heard()).toContain('Vui lòng xem lại mục được đánh dấu bên dưới.');
  const words = page.getByRole('textbox', { name: 'Kể lại sự việc' });
  const described = (await words.getAttribute('aria-describedby')) ?? '';
  const remark = page.locator(
    described
      .split(' ')
      .map((id) => `[id="${id}"]`)
      .join(','),
  );
  expect((await remark.allTextContents()).join(' ')).toContain('Vui lòng kể ít nhất');
  await page.keyboard.type(story);
  await tabAndPress(page, radio(/Vừa xảy ra/), 'Space');
  await goOn();

  await headingTakesFocus(page, 'Sự việc xảy ra ở đâu?');
  await tabAndPress(page, button('Lấy vị trí của tôi'));
  await expect.poll(heard).toContain('Đã có vị trí, thuộc địa bàn Công an phường Tây Thạnh.');
  await goOn();

  await headingTakesFocus(page, 'Bạn có cho biết mình là ai không?');
  await tabAndPress(page, radio(/Gửi ẩn danh/), 'Space');
  await goOn();

  await headingTakesFocus(page, 'Kiểm tra lại trước khi gửi');
  await tabAndPress(page, page.getByRole('checkbox', { name: 'Tôi đã đọc và đồng ý' }), 'Space');
  await tabAndPress(page, button('Gửi tới Công an phường Tây Thạnh'));
  await headingTakesFocus(page, 'Đã nhận tin của bạn');
  expect(heard()).toContain('Đang gửi tin.');
  await tabAndPress(page, button('Tôi đã lưu'));
});

test('an alert is sent with keys alone, and what becomes of it is read aloud', async () => {
  const { page, heard } = await openHome();
  await tabAndPress(page, page.getByRole('link', { name: /^SOS/ }));
  await headingTakesFocus(page, 'Cần giúp ngay');
  // The first thing that a key reaches on the screen is a number to dial.
  const numbers = page.getByRole('region', { name: 'Gọi điện' }).getByRole('link');
  await page.keyboard.press('Tab');
  expect(await numbers.first().evaluate((link) => link === document.activeElement)).toBe(true);

  await tabAndPress(page, page.getByRole('button', { name: /^Giữ nút này/ }));
  await tabAndPress(page, page.getByRole('button', { name: 'Gửi vị trí ngay', exact: true }));
  await expect
    .poll(heard, { timeout: 30_000 })
    .toMatch(/Đã vào nhóm trực ban Công an phường Tây Thạnh lúc \d\d:\d\d, chưa có người nhận: gọi 113/);
});

test('a procedure is found and its papers are ticked off with keys alone, and what was found is read aloud', async () => {
  const { page, heard } = await openHome();
  await tabAndPress(page, page.getByRole('link', { name: /Thủ tục, giấy tờ/ }));
  await headingTakesFocus(page, 'Thủ tục, giấy tờ');
  await tabTo(page, page.getByRole('searchbox', { name: 'Bạn cần làm giấy tờ gì?' }));
  await page.keyboard.type('dang ky tam tru');
  await expect.poll(heard).toMatch(/Có \d+ thủ tục, gần nhất đứng đầu/);
  await tabAndPress(page, page.getByRole('link', { name: /Đăng ký tạm trú/ }).first());
  await headingTakesFocus(page, 'Đăng ký tạm trú');
  const paper = page.getByRole('checkbox').first();
  await tabAndPress(page, paper, 'Space');
  expect(await paper.isChecked()).toBe(true);
  await page
    .getByText(/Đã có 1\/\d/)
    .first()
    .waitFor();
});
