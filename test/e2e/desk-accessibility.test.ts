import path from 'node:path';
import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import { desksLooks, expectAccessible } from '../support/accessibility.ts';
import { openPhonePage } from '../support/chromium.ts';
import { deskOf } from '../support/desk.ts';
import { phonePhoto } from '../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal } from '../support/portal.ts';
import { deepInTayThanh, sosOf } from '../support/sos.ts';

/** Every screen of the desk, at night and by day, on a phone and on a wide screen. */
const dist = path.resolve(import.meta.dirname, '../../dist');
const expectReadable = (page: Page, screen: string) => expectAccessible(page, screen, desksLooks);

test('every screen of the desk is readable and within reach', async () => {
  const portal = await startTestPortal({ pageFolder: dist });
  const consentVersion = (await portal.portal()).consent.version;
  const send = async (more: object) =>
    readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...more }));
  const photo = await portal.sendPhoto(await phonePhoto());
  const sent = await send({ kind: 'crime', category: 'trom-cap', photoIds: [photo.id] });
  for (let index = 0; index < 3; index += 1)
    await send({ description: `Loa kéo hát rất to trước nhà văn hóa lần thứ ${index} trong tuần` });
  const restricted = await send({ kind: 'crime', category: 'xam-hai-tre-em' });
  const officer = deskOf(portal, 'officer', 'tay-thanh');
  const answered = await send({ category: 'giao-thong' });
  await officer.do(answered.code, 'ask', { text: 'Xe ở đâu ạ?' });
  await officer.do(answered.code, 'draft-reply', { text: 'Đã xử lý.' });

  const page = await openPhonePage({
    expectedErrors: [/401/],
    context: { reducedMotion: 'reduce' },
  });
  await page.goto(`${portal.origin}/desk`);
  await page.getByRole('button', { name: 'Lấy mã mở bàn trực' }).click();
  await page.getByText('Đang chờ xác nhận').waitFor();
  await expectReadable(page, 'entrance with a code');
  await page.getByRole('link', { name: 'Hướng dẫn bàn trực' }).click();
  await page.getByRole('heading', { name: 'Bàn trực trong một trang' }).waitFor();
  await expectReadable(page, 'guide');
  await page.goto(`${portal.origin}/desk#vao=${encodeURIComponent('sandbox:commander:tay-thanh')}`);
  await page.reload();
  await page.getByText('3 tin giống nhau').waitFor();
  await page.getByRole('button', { name: 'Lọc', exact: true }).click();
  await page.getByRole('button', { name: 'Xem từng tin' }).click();
  await expectReadable(page, 'list');

  const open = async (code: string) => {
    await page.goto(`${portal.origin}/desk/tips/${code}`);
    await page.getByRole('heading', { name: `Tin ${code}` }).waitFor();
  };
  await open(sent.code);
  await page.getByRole('img', { name: /Sơ đồ vị trí/ }).waitFor();
  await page.getByRole('button', { name: 'Việc khác' }).click();
  await expectReadable(page, 'tip with all moves');
  await page.getByRole('button', { name: 'Giao việc' }).click();
  await page.getByRole('button', { name: 'Giao việc' }).click();
  await page.getByText('Vui lòng chọn đơn vị hoặc người được giao.').waitFor();
  await expectReadable(page, 'giving work, with a mistake');
  await page.getByRole('button', { name: 'Thôi' }).click();
  await page.getByRole('button', { name: 'Xem ảnh 1 cỡ lớn' }).click();
  await page.getByRole('dialog').getByRole('img').waitFor();
  await expectReadable(page, 'photo');
  await open(restricted.code);
  await expectReadable(page, 'restricted tip, covered');
  await open(answered.code);
  await page.getByText('Dự thảo trả lời chờ duyệt').click();
  await expectReadable(page, 'tip with a draft');
  await page.getByRole('button', { name: 'Duyệt và gửi trả lời' }).click();
  await page.getByRole('heading', { name: 'Duyệt và gửi trả lời' }).waitFor();
  await expectReadable(page, 'approving');
  // A wide screen has room for all places and none for this one.
  await page.goto(`${portal.origin}/desk/more`);
  await page.getByRole('heading', { name: 'Thêm' }).waitFor();
  await expectAccessible(page, 'more');
  await page.goto(`${portal.origin}/desk/me`);
  await page.getByRole('heading', { name: 'Các máy đang mở' }).waitFor();
  await page.getByRole('button', { name: 'Rời bàn trực' }).click();
  await page.getByRole('dialog').waitFor();
  await expectReadable(page, 'leaving');
  await page.goto(`${portal.origin}/desk/deliveries`);
  await page.getByText('Không có lượt gửi nào bị dừng.').waitFor();
  await expectReadable(page, 'deliveries');
  await sosOf(portal).send({ place: deepInTayThanh, phone: '0912345678', situation: 'robbery' });
  await page.getByText('SOS: có người cần cứu giúp').click();
  await page.getByRole('button', { name: /Sơ đồ và diễn biến/ }).click();
  await page.getByRole('button', { name: 'Kết thúc' }).click();
  await page.getByRole('img', { name: /Sơ đồ vị trí/ }).waitFor();
  await expectReadable(page, 'sos');
  await expect.poll(() => page.title()).toMatch(/^\(\d+\) /);
});
