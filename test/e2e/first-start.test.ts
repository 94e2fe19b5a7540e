import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { startPortalOfFile, type TestPortal } from '../support/portal.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

test('a newcomer sees three cards above the tasks, once, and is asked for nothing', async () => {
  const page = await openPhonePage();
  await page.addInitScript(() => {
    navigator.geolocation.getCurrentPosition = () => {
      throw new Error('The place was asked for.');
    };
  });
  await page.goto(`${portal.origin}/`);
  const cards = page.getByRole('region', { name: 'Giới thiệu ứng dụng' });
  await cards.getByText('Báo tin tới đúng công an phường').waitFor();
  await page.getByRole('link', { name: /Gọi 113/ }).waitFor();
  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).waitFor();
  await cards.getByRole('button', { name: 'Tiếp' }).click();
  await cards.getByRole('button', { name: 'Tiếp' }).click();
  await cards.getByText('3/3').waitFor();
  await cards.getByRole('button', { name: 'Đã hiểu' }).click();
  expect(await cards.count()).toBe(0);

  await page.reload();
  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).waitFor();
  expect(await cards.count()).toBe(0);
});

test('nothing moves under a finger while home opens, the first time and the next', async () => {
  const page = await openPhonePage();
  await page.addInitScript(() => {
    const shifts = { sum: 0 };
    Object.assign(window, { shifts });
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) shifts.sum += Number(Reflect.get(entry, 'value'));
    }).observe({ type: 'layout-shift', buffered: true });
  });
  for (const visit of ['first', 'next']) {
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
    const moved = await page.evaluate(() => Number(Reflect.get(Reflect.get(window, 'shifts'), 'sum')));
    // The strip of the trial alone, were it to come late, moves all by 0.07.
    expect(moved, visit).toBeLessThan(0.05);
  }
});

test('the cards are skipped at one press', async () => {
  const page = await openPhonePage();
  await page.goto(`${portal.origin}/`);
  await page.getByRole('button', { name: 'Bỏ qua' }).click();
  expect(await page.getByRole('region', { name: 'Giới thiệu ứng dụng' }).count()).toBe(0);
});

test.each(['/bao-tin', '/tra-cuu', '/du-lieu-cua-ban'])(
  'who comes by a link to %s is not held up',
  async (address) => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}${address}?w=tay-thanh`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await page.getByRole('region', { name: 'Giới thiệu ứng dụng' }).count()).toBe(0);
  },
);
