import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { openPhonePage, type PhonePageOptions } from '../support/chromium.ts';
import { staffKey } from '../support/desk.ts';
import { chatOf } from '../support/oa-chat.ts';
import { startTestPortal, type TestPortal } from '../support/portal.ts';

/** Chats of an OA that wait for a person, as the desk hears of them. */
const dist = path.resolve(import.meta.dirname, '../../dist');

/** Pictures to look at: set to a folder. */
const pictures = process.env.CHAT_PICTURES;
const look = async (page: Page, name: string) => {
  if (pictures) await page.screenshot({ path: path.join(pictures, `${name}.png`) });
};

async function openDesk(
  portal: TestPortal,
  role: 'officer' | 'commander',
  unit: string,
  at: string,
  options: PhonePageOptions = {},
) {
  const page = await openPhonePage(options);
  const key = staffKey(role, unit).replace('Bearer ', '');
  await page.goto(`${portal.origin}${at}#vao=${encodeURIComponent(key)}`);
  await page.getByText('Trực tiếp').waitFor();
  return page;
}

const tab = (page: Page) => page.getByRole('navigation').getByRole('link', { name: /^Chat/ });

test('a person who waits shows on the unit’s open desks, is answered in Zalo, and goes back to the assistant', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const page = await openDesk(portal, 'officer', 'tay-thanh', '/desk');
  const elsewhere = await openDesk(portal, 'officer', 'son-ky', '/desk/chats');
  const above = await openDesk(portal, 'commander', 'ca-quan', '/desk/chats');
  await elsewhere.getByText('Không có ai đang chờ').waitFor();
  const lan = chatOf(portal, 'tay-thanh', 'chi-lan');
  await lan.ask('cho tôi gặp cán bộ');
  await tab(page).getByText('1', { exact: true }).waitFor();
  expect(await page.getByText('Có thêm một người chờ trong chat.').count()).toBe(1);
  await tab(page).click();
  await page.getByRole('heading', { name: 'Đang chờ (1)' }).waitFor();
  const card = page.getByRole('article').first();
  await card.getByText('Công an phường Tây Thạnh').waitFor();
  await card.getByText(/Xin gặp cán bộ\. Chuyển cho cán bộ lúc \d\d:\d\d hôm nay/).waitFor();
  await card.getByText(/Zalo cho nhắn lại đến \d\d:\d\d ngày/).waitFor();
  expect(await page.getByRole('link', { name: /Mở khung chat của OA/ }).getAttribute('href')).toBe(
    'https://oa.zalo.me/',
  );
  await above.getByRole('heading', { name: 'Đang chờ (1)' }).waitFor();
  await look(page, 'chats-waiting');

  await lan.act({
    event: 'oa_send_text',
    officer: 'truc-ban-1',
    text: 'Chào chị, tôi nghe đây.',
  });
  await page.getByRole('heading', { name: 'Cán bộ đang trả lời' }).waitFor();
  await page.getByText(/Cán bộ nhắn gần nhất lúc/).waitFor();
  await look(page, 'chats-taken');
  await lan.say('dạ em hỏi thêm chút');
  await page.getByRole('heading', { name: 'Đang chờ (1)' }).waitFor();

  await page.getByRole('button', { name: /^Trả về trợ lý: Công an phường Tây Thạnh/ }).click();
  await page.getByText('Đã trả khung chat về trợ lý.').waitFor();
  await page.getByText('Không có ai đang chờ').waitFor();
  await above.getByText('Không có ai đang chờ').waitFor();
  await lan.ask('số trực ban là bao nhiêu');
  expect(await elsewhere.getByRole('article').count()).toBe(0);
});

test('a list that could not be read says so and is read again; on the narrowest phone nothing stands over another', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const page = await openDesk(portal, 'officer', 'tay-thanh', '/desk/me', {
    expectedErrors: [/ERR_FAILED.*\/conversations/],
  });
  let isDown = true;
  await page.route('**/api/staff/conversations*', async (route) =>
    isDown ? await route.abort() : await route.continue(),
  );
  await page.reload();
  await tab(page).click();
  await page.getByText(/Chưa tải được danh sách chat\./).waitFor();
  await look(page, 'chats-failed');
  isDown = false;
  await page.getByRole('button', { name: 'Thử lại' }).click();
  await page.getByText('Không có ai đang chờ').waitFor();
  await look(page, 'chats-empty');

  const narrow = await openDesk(portal, 'commander', 'tay-thanh', '/desk/chats', {
    context: { viewport: { width: 320, height: 640 } },
  });
  await narrow.getByRole('heading', { name: 'Chat chờ cán bộ' }).waitFor();
  const boxes = await narrow
    .getByRole('navigation')
    .getByRole('link')
    .evaluateAll((links) =>
      links.map((link) => {
        const words = [...link.querySelectorAll('span')].map((span) => span.getBoundingClientRect());
        const { left, right, height } = link.getBoundingClientRect();
        return {
          left,
          right,
          height,
          isWithin: words.every((word) => word.left >= left - 1 && word.right <= right + 1),
        };
      }),
    );
  await look(narrow, 'chats-narrow');
  expect(boxes.length).toBe(5);
  expect(boxes.filter(({ height, isWithin }) => height < 44 || !isWithin)).toEqual([]);
  expect(await narrow.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(320);
});
