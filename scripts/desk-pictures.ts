import type { Page } from 'playwright-core';
import { deskOf } from '../test/support/desk.ts';
import { noisyKaraoke, readReceipt, talkTo } from '../test/support/portal.ts';
import { deepInTayThanh, sosOf } from '../test/support/sos.ts';
import { type PicturePortal, phonePage, samplePhoto, takePicture } from './picture-portal.ts';

/** Takes the pictures of the desk, for its guide and the README: a list, a tip, an answer to approve, an alert at night. */
export async function takeDeskPictures({ origin, browser }: PicturePortal): Promise<void> {
  const { stolen, jammed } = await sendTips(origin);
  const page = await openDesk(await phonePage(browser), origin, 'commander');
  await page.getByText(stolen).waitFor();
  await takePicture(page, 'desk-list');
  await openTip(page, origin, stolen);
  await page.getByRole('button', { name: 'Xem ảnh 1 cỡ lớn' }).waitFor();
  await takePicture(page, 'desk-tip');
  await openTip(page, origin, jammed);
  await page.getByText('Dự thảo trả lời chờ duyệt').click();
  await takePicture(page, 'desk-approve');

  const wide = await browser.newPage({ viewport: { width: 1280, height: 800 }, locale: 'vi-VN' });
  await openDesk(wide, origin, 'commander');
  await openTip(wide, origin, stolen);
  await wide.getByRole('img', { name: /Sơ đồ vị trí/ }).waitFor();
  await takePicture(wide, 'desk-wide');

  const alert = { place: deepInTayThanh, phone: '0900000000', situation: 'robbery' };
  await sosOf(talkTo(origin)).send({ ...alert, text: 'Hai người cầm dao, đang ở trong nhà' });
  const night = await openDesk(await phonePage(browser, { colorScheme: 'dark' }), origin, 'officer');
  await night.getByRole('link', { name: /cần cứu giúp/ }).click();
  await night.getByRole('button', { name: /Sơ đồ và diễn biến/ }).waitFor();
  await takePicture(night, 'desk-sos');
}

/** Tips as a ward gets them in an evening, one of them with an answer that waits for the second person. */
async function sendTips(origin: string): Promise<{ stolen: string; jammed: string }> {
  const portal = talkTo(origin);
  const { version: consentVersion } = (await portal.portal()).consent;
  const send = async (more: object) =>
    (await readReceipt(await portal.sendTip({ ...noisyKaraoke({ consentVersion }), ...more }))).code;
  const jammed = await send({
    category: 'giao-thong',
    description: 'Xe tải đậu lấn hết lề đường từ tối qua, người đi bộ phải xuống lòng đường.',
  });
  const officer = deskOf(portal, 'officer', 'tay-thanh');
  await officer.do(jammed, 'acknowledge');
  const answer = 'Công an phường đã yêu cầu chủ xe dời đi và lập biên bản. Cảm ơn bạn đã báo tin.';
  await officer.do(jammed, 'draft-reply', { text: answer });
  const photo = await portal.sendPhoto(await samplePhoto());
  const stolen = await send({
    kind: 'crime',
    category: 'trom-cap',
    description: 'Hai thanh niên bẻ khóa xe máy trước cổng chợ, chạy về hướng Trường Chinh. Xe Wave màu đỏ.',
    photoIds: [photo.id],
  });
  for (const house of ['số 12', 'đầu hẻm 45', 'gần nhà văn hóa'])
    await send({ description: `Loa kéo hát karaoke rất to ở ${house}, quá 23 giờ vẫn chưa nghỉ.` });
  return { stolen, jammed };
}

async function openDesk(page: Page, origin: string, role: 'officer' | 'commander'): Promise<Page> {
  await page.goto(`${origin}/desk#vao=${encodeURIComponent(`sandbox:${role}:tay-thanh`)}`);
  await page.getByText('Trực tiếp').waitFor();
  // Until somebody has touched the page, it says that it cannot ring.
  await page.getByText('Bàn trực', { exact: true }).first().click();
  return page;
}

async function openTip(page: Page, origin: string, code: string): Promise<void> {
  await page.goto(`${origin}/desk/tips/${code}`);
  await page.getByRole('heading', { name: `Tin ${code}` }).click();
}
