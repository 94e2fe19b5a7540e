import { agreeAndSend, chooseKind, stayAnonymous, tellStory } from '../test/support/citizen-steps.ts';
import { type PicturePortal, phonePage, samplePhoto, takePicture } from './picture-portal.ts';

/** Takes the README's pictures of what a citizen sees, from home to the receipt, and of the sandbox afterwards. */
export async function takeReadmePictures({ origin, browser }: PicturePortal): Promise<void> {
  const page = await phonePage(browser);
  await page.goto(`${origin}/?w=tay-thanh&src=qr`);
  await page.getByRole('link', { name: /Báo tin/ }).waitFor();
  await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
  await page.getByRole('button', { name: 'Bỏ qua' }).click();
  await takePicture(page, 'home');
  await page.getByRole('link', { name: /^SOS/ }).click();
  await page.getByRole('heading', { name: 'Cần giúp ngay' }).waitFor();
  await takePicture(page, 'sos');
  await page.goBack();
  await chooseKind(page);
  await page.getByRole('heading', { name: 'Chuyện gì đã xảy ra?' }).waitFor();
  await tellStory(page, await samplePhoto());
  await page.goBack();
  await page.getByText('Đã tải lên').waitFor();
  await page.evaluate(() => window.scrollTo(0, 0));
  await takePicture(page, 'story');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
  await page.getByText('thuộc địa bàn').waitFor();
  await takePicture(page, 'place');
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await stayAnonymous(page);
  await agreeAndSend(page, 'Công an phường Tây Thạnh');
  await takePicture(page, 'receipt');
  await page.setViewportSize({ width: 1280, height: 800 });
  await page.goto(`${origin}/sandbox`);
  await page
    .getByRole('button', { name: /Công an phường Tây Thạnh/ })
    .first()
    .click();
  await page.waitForTimeout(2_500);
  await takePicture(page, 'sandbox');
}
