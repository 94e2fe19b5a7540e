import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { DeskSosList } from '#contract/sos.ts';
import { openPhonePage } from '../support/chromium.ts';
import { staffKey } from '../support/desk.ts';
import { startTestPortal, type TestPortal } from '../support/portal.ts';
import { deepInTayThanh, sosOf } from '../support/sos.ts';

/** A call for help as the desk hears of it. */
const dist = path.resolve(import.meta.dirname, '../../dist');

const callForHelp = (portal: TestPortal) =>
  sosOf(portal).send({ place: deepInTayThanh, phone: '0912345678', situation: 'robbery' });

async function openDesk(
  portal: TestPortal,
  role: 'officer' | 'commander',
  unit: string,
  at = '/desk',
  expectedErrors: RegExp[] = [],
) {
  const page = await openPhonePage({ expectedErrors });
  const key = staffKey(role, unit).replace('Bearer ', '');
  await page.goto(`${portal.origin}${at}#vao=${encodeURIComponent(key)}`);
  await page.getByText('Trực tiếp').waitFor();
  return page;
}

describe('a call for help', () => {
  test('stands on top of whatever is open, is taken up with one tap, and closed with a reason', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    const page = await openDesk(portal, 'officer', 'tay-thanh', '/desk/me');
    const elsewhere = await openDesk(portal, 'officer', 'son-ky');
    const { id } = await callForHelp(portal);
    await page.getByText('SOS: có người cần cứu giúp').click();
    await page.getByRole('button', { name: 'TÔI NHẬN' }).click();
    await page.getByText('Nguyễn Thị Mẫu (trực ban), Công an phường Tây Thạnh đã nhận').waitFor();
    expect(await page.getByRole('link', { name: /Gọi 0912345678/ }).getAttribute('href')).toBe(
      'tel:0912345678',
    );
    await page.getByRole('button', { name: /Sơ đồ và diễn biến/ }).click();
    await page.getByRole('img', { name: /Sơ đồ vị trí/ }).waitFor();
    await page.getByRole('button', { name: 'Đã cử người tới' }).click();
    await page.getByRole('textbox', { name: /Ai đang tới/ }).fill('Tổ cơ động 2');
    await page.getByRole('button', { name: 'Ghi nhận đang tới nơi' }).click();
    await page.getByText('Đang tới nơi').first().waitFor();
    await page.getByRole('button', { name: 'Kết thúc' }).click();
    await page.getByRole('button', { name: 'Kết thúc tin cứu giúp' }).click();
    await page.getByText('Vui lòng chọn kết quả.').waitFor();
    await page.getByRole('combobox', { name: 'Kết quả' }).selectOption('resolved');
    await page.getByRole('button', { name: 'Kết thúc tin cứu giúp' }).click();
    await page.getByText('Không có tin cứu giúp nào đang mở.').waitFor();

    const list = await portal.ask(staffKey('officer', 'tay-thanh'), 'GET', '/api/staff/sos');
    const { items } = (await list.json()) as DeskSosList;
    expect(items.map((sos) => [sos.id, sos.status, sos.closeReason])).toEqual([[id, 'closed', 'resolved']]);
    expect(await elsewhere.getByText(/SOS: có người/).count()).toBe(0);
  });

  test('keeps what an officer has written of it when the line is gone just then', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    await callForHelp(portal);
    const page = await openDesk(portal, 'officer', 'tay-thanh', '/desk/sos', [/ERR_INTERNET_DISCONNECTED/]);
    await page.getByRole('button', { name: 'TÔI NHẬN' }).click();
    await page.getByRole('button', { name: 'Đã cử người tới' }).click();
    const note = page.getByRole('textbox', { name: /Ai đang tới/ });
    await note.fill('Tổ cơ động 2');
    await page.route('**/dispatch', (route) => route.abort('internetdisconnected'));
    await page.getByRole('button', { name: 'Ghi nhận đang tới nơi' }).click();
    await page.getByText('Chưa kết nối được với máy chủ').waitFor();
    expect(await note.inputValue()).toBe('Tổ cơ động 2');
    await page.unroute('**/dispatch');
    await page.getByRole('button', { name: 'Ghi nhận đang tới nơi' }).click();
    await page.getByText('Đang tới nơi').first().waitFor();
  });

  test('rings until it is silenced, and the next one rings again', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    const page = await openDesk(portal, 'commander', 'tay-thanh');
    await callForHelp(portal);
    await page.getByRole('button', { name: 'Tắt chuông SOS lần này' }).click();
    await expect.poll(() => page.getByRole('button', { name: 'Tắt chuông SOS lần này' }).count()).toBe(0);
    await callForHelp(portal);
    await page.getByText('SOS: 2 người cần cứu giúp').waitFor();
    await page.getByRole('button', { name: 'Tắt chuông SOS lần này' }).waitFor();
  });
});
