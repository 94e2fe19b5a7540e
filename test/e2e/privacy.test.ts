import path from 'node:path';
import { beforeAll, expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { chooseKind, tellStory } from '../support/citizen-steps.ts';
import { phonePhoto } from '../support/photos.ts';
import { startPortalOfFile, type TestPortal } from '../support/portal.ts';

const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

test('how data is protected can be read from home, and without a line as it was seen last', async () => {
  const page = await openPhonePage({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
  await page.goto(`${portal.origin}/`);
  await page.getByRole('link', { name: 'Dữ liệu của bạn' }).click();
  await page.getByRole('heading', { level: 2, name: 'Trẻ em' }).waitFor();
  expect(await page.getByRole('heading', { name: /được bảo vệ thế nào/ }).count()).toBe(1);
  await page.getByText('cổng không lưu tài khoản nào của bạn').waitFor();

  await page.context().route('**/api/**', (route) => route.abort('internetdisconnected'));
  await page.reload();
  await page.getByText('Đây là bản đã tải lần trước').waitFor();
  await page.getByRole('heading', { level: 2, name: 'Trẻ em' }).waitFor();
});

test('everything on the phone goes at one word, photos included', async () => {
  const page = await openPhonePage();
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await chooseKind(page);
  await tellStory(page, await phonePhoto());
  const kept = () =>
    page.evaluate(async () => ({
      texts: [...Object.keys(localStorage), ...Object.keys(sessionStorage)].filter((key) =>
        /draft|ward/.test(key),
      ),
      // The newest news and procedures are the same for everybody; an app that is opened anew fetches them again.
      files: (await indexedDB.databases())
        .map(({ name }) => name)
        .filter((name) => !/:(news|procedures)$/.test(name ?? '')),
    }));
  const before = await kept();
  expect(before.texts.length).toBeGreaterThan(2);
  expect(before.files).toHaveLength(1);

  await page.goto(`${portal.origin}/du-lieu-cua-ban`);
  await page.getByRole('button', { name: 'Xóa trên điện thoại này' }).click();
  await page.getByRole('dialog').getByRole('button', { name: 'Xóa hết' }).click();
  await page.getByText('Chọn phường của bạn để thấy số trực ban.').waitFor();

  expect(await kept()).toEqual({ texts: [], files: [] });
  expect(await page.getByRole('link', { name: /Tin đang viết/ }).count()).toBe(0);
});
