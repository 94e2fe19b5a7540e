import path from 'node:path';
import { beforeAll, test } from 'vitest';
import { expectAccessible } from '../support/accessibility.ts';
import { openPhonePage } from '../support/chromium.ts';
import { agreeAndSend, chooseKind, giveMyPlace, stayAnonymous, tellStory } from '../support/citizen-steps.ts';
import { unitOf } from '../support/desk.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { phonePhoto } from '../support/photos.ts';
import {
  inTayThanh,
  noisyKaraoke,
  readReceipt,
  startPortalOfFile,
  type TestPortal,
} from '../support/portal.ts';

/** Every screen of the tip's way, in light and dark: no violation of WCAG 2.2 AA, no small target, no small text, no sideways scroll. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
beforeAll(async () => {
  portal = await startPortalOfFile({ pageFolder: dist });
  return portal.stop;
});

test('every screen of a tip is readable and within reach', async () => {
  const page = await openPhonePage({
    position: inTayThanh,
    expectedErrors: [/404/],
    context: { reducedMotion: 'reduce' },
  });

  await page.goto(`${portal.origin}/`);
  await page.getByRole('heading', { level: 1 }).waitFor();
  await page.getByRole('region', { name: 'Giới thiệu ứng dụng' }).waitFor();
  await expectAccessible(page, 'home without a ward, for the first time');
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).waitFor();
  await expectAccessible(page, 'home');

  await page
    .getByRole('button', { name: /bấm để đổi phường/ })
    .or(page.getByRole('link', { name: /bấm để đổi phường/ }))
    .click();
  await page.getByRole('heading', { name: /công an phường nào/ }).waitFor();
  await expectAccessible(page, 'choose a ward');
  await page.goBack();

  await chooseKind(page);
  await page.getByRole('heading', { name: 'Chuyện gì đã xảy ra?' }).waitFor();
  await expectAccessible(page, 'story');
  await tellStory(page, await phonePhoto());
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expectAccessible(page, 'place with a mistake');
  await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
  await page.getByText('thuộc địa bàn').waitFor();
  await expectAccessible(page, 'place');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('heading', { name: /mình là ai không/ }).waitFor();
  await expectAccessible(page, 'sender');
  await stayAnonymous(page);
  await page.getByRole('heading', { name: 'Kiểm tra lại trước khi gửi' }).waitFor();
  await expectAccessible(page, 'check');
  const { code, receipt } = await agreeAndSend(page, 'Công an phường Tây Thạnh');
  await expectAccessible(page, 'receipt');
  await page.getByRole('button', { name: 'Tôi đã lưu' }).click();

  await page.getByRole('link', { name: /Tra cứu tin đã gửi/ }).click();
  await page.getByRole('textbox', { name: 'Mã tin báo' }).fill('TB-222222');
  await page.getByRole('textbox', { name: 'Mã tra cứu bí mật' }).fill(receipt);
  await page.getByRole('button', { name: 'Xem tin' }).click();
  await page.getByText('Không tìm thấy tin với hai mã này').waitFor();
  await expectAccessible(page, 'track with a mistake');
  await page.getByRole('textbox', { name: 'Mã tin báo' }).fill(code);
  await page.getByRole('button', { name: 'Xem tin' }).click();
  await page.getByText('Đã gửi, đang chờ trực ban xác nhận').waitFor();
  await expectAccessible(page, 'tip');
  await page.goto(`${portal.origin}/du-lieu-cua-ban`);
  await page.getByRole('heading', { name: 'Gửi ẩn danh' }).waitFor();
  await expectAccessible(page, 'privacy');
  await page.getByRole('button', { name: 'Xóa trên điện thoại này' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page, 'privacy with a question');
  await page.getByRole('button', { name: 'Giữ lại' }).click();

  await page.goto(`${portal.origin}/khong-co-trang-nay`);
  await page.getByRole('heading', { name: 'Không có trang này' }).waitFor();
  await expectAccessible(page, 'not found');
});

test('so is every screen of a tip that waits for a line', async () => {
  const page = await openPhonePage({
    position: inTayThanh,
    expectedErrors: [/ERR_INTERNET_DISCONNECTED/],
    context: { reducedMotion: 'reduce' },
  });
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await chooseKind(page);
  await tellStory(page);
  await page.goto(`${portal.origin}/tin-dang-viet`);
  await page.getByRole('heading', { name: 'Tin đang viết' }).waitFor();
  await expectAccessible(page, 'drafts');
  await page.getByRole('button', { name: /Xóa, tin/ }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page, 'drafts with a question');
  await page.getByRole('button', { name: 'Giữ lại' }).click();
  await page.getByRole('button', { name: /Viết tiếp/ }).click();
  await giveMyPlace(page);
  await stayAnonymous(page);
  await page.context().route('**/api/**', (route) => route.abort('internetdisconnected'));
  await page.getByRole('checkbox', { name: 'Tôi đã đọc và đồng ý' }).check();
  await page.getByRole('button', { name: /Gửi tới/ }).click();
  await page.getByText('Tin chưa gửi đi, đang chờ mạng…').first().waitFor();
  await expectAccessible(page, 'check, waiting for a line');
  await page.goto(`${portal.origin}/`);
  await page.getByRole('button', { name: 'Xem tin' }).waitFor();
  await expectAccessible(page, 'home, waiting for a line');
  await page.goto(`${portal.origin}/du-lieu-cua-ban`);
  await page.getByText('Chưa tải được nội dung về bảo vệ dữ liệu.').waitFor();
  await expectAccessible(page, 'privacy without a line');
  await page.context().unroute('**/api/**');
  await page.goto(`${portal.origin}/tra-cuu`);
  await page.getByText('Tin của bạn đã tới').waitFor();
  await expectAccessible(page, 'track, with a tip that has arrived');
});

/** A tip with everything in it: photos, a question and its answer, the unit's reply. */
async function answeredTip(portal: TestPortal) {
  const consentVersion = (await portal.portal()).consent.version;
  const photoOf = async () => (await portal.sendPhoto(await phonePhoto())).id;
  const tip = noisyKaraoke({ consentVersion, photoIds: [await photoOf()] });
  const sent = await readReceipt(await portal.sendTip(tip));
  await unitOf(portal).acknowledge(sent.code);
  await unitOf(portal).ask(sent.code, 'Loa ở nhà số mấy?');
  const message = { text: 'Dạ, nhà số 12.', photoIds: [await photoOf()] };
  await portal.ask(`Receipt ${sent.receipt}`, 'POST', `/api/tips/${sent.code}/messages`, message);
  await unitOf(portal).answer(sent.code, 'Đã nhắc nhở chủ nhà.');
  return sent;
}

test('one’s own tips, channels, units and links are readable and within reach', async () => {
  const sent = await answeredTip(portal);
  const page = await openPhonePage({
    expectedErrors: [/404/, /ERR_INTERNET_DISCONNECTED/],
    context: { reducedMotion: 'reduce' },
  });
  await page.goto(`${portal.origin}/tin-cua-toi`);
  await page.getByText('Chưa có tin nào.').waitFor();
  await expectAccessible(page, 'my tips, none');
  await page.getByRole('link', { name: 'Nhập mã để xem tin' }).click();
  await page.getByRole('textbox', { name: 'Mã tin báo' }).fill(sent.code);
  await page.getByRole('textbox', { name: 'Mã tra cứu bí mật' }).fill(sent.receipt);
  await page.getByRole('button', { name: 'Xem tin' }).click();
  await page.getByRole('button', { name: 'Xem ảnh 1 cỡ lớn' }).first().waitFor();
  await page.getByRole('checkbox', { name: 'Giữ mã trên điện thoại này' }).check();
  await page.getByRole('button', { name: 'Gửi đánh giá' }).click();
  await page.getByRole('button', { name: 'Chưa được, xem lại' }).click();
  await page.getByRole('button', { name: 'Gửi lời nhắn' }).click();
  await page.getByText('Vui lòng viết lời nhắn hoặc thêm ảnh.').waitFor();
  await expectAccessible(page, 'answered tip with mistakes');
  await page.getByRole('button', { name: 'Xem ảnh 1 cỡ lớn' }).first().click();
  await page.getByRole('dialog').getByRole('img').waitFor();
  await expectAccessible(page, 'photo');
  await page.getByRole('button', { name: 'Đóng ảnh' }).click();

  await page.goto(`${portal.origin}/tin-cua-toi`);
  await page.getByRole('button', { name: 'Chạm để xem' }).waitFor();
  await expectAccessible(page, 'my tips, covered');
  await page.getByRole('button', { name: 'Chạm để xem' }).click();
  await page.getByRole('button', { name: new RegExp(sent.code) }).waitFor();
  await expectAccessible(page, 'my tips');
  await page.context().setOffline(true);
  await page.getByRole('button', { name: 'Tải lại danh sách' }).click();
  await page.getByText('Chưa kết nối được với máy chủ').waitFor();
  await expectAccessible(page, 'my tips without a line');
  await page.context().setOffline(false);
  await page.getByRole('button', { name: 'Quên hết' }).click();
  await page.getByRole('heading', { name: /Xóa hết mã/ }).waitFor();
  await expectAccessible(page, 'forget all');

  await page.goto(`${portal.origin}/kenh-zalo?w=tay-thanh`);
  await page.getByRole('heading', { name: 'Phường của bạn' }).waitFor();
  await expectAccessible(page, 'channels');
  await page.goto(`${portal.origin}/don-vi/tay-thanh`);
  await page.getByText('Chưa có địa chỉ công khai.').waitFor();
  await expectAccessible(page, 'unit');
  await page.goto(`${portal.origin}/don-vi/khong-co`);
  await page.getByText('Không tìm thấy đơn vị này.').waitFor();
  await expectAccessible(page, 'unknown unit');
  await page.goto(`${portal.origin}/trang-khac`);
  await page.getByText('Bạn sẽ rời Zalo An ninh').waitFor();
  await expectAccessible(page, 'links');
});

test('so is what only people inside Zalo see: signing in for a tip, and erasing what is known of them', async () => {
  const page = await openInsideZalo(portal, '/?w=tay-thanh', { context: { reducedMotion: 'reduce' } });
  await chooseKind(page);
  await tellStory(page);
  await giveMyPlace(page);
  await page.getByRole('radio', { name: /Gửi bằng tài khoản Zalo/ }).check();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await expectAccessible(page, 'sender, before signing in');
  await page.getByRole('button', { name: 'Đăng nhập bằng Zalo' }).click();
  await page.getByText('Đã đăng nhập').waitFor();
  await expectAccessible(page, 'sender, signed in');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('link', { name: 'Xem dữ liệu của bạn được bảo vệ thế nào' }).click();
  await page.getByRole('button', { name: 'Đăng nhập và xóa' }).click();
  await page.getByRole('dialog').waitFor();
  await expectAccessible(page, 'erasing, with a question');
  await page.getByRole('button', { name: 'Xóa dữ liệu của tôi' }).click();
  await page.getByText('Đã xóa:').waitFor();
  await expectAccessible(page, 'erased');
});
