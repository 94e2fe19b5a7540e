import path from 'node:path';
import type { Page } from 'playwright-core';
import { describe, expect, test } from 'vitest';
import { openPhonePage } from '../support/chromium.ts';
import { agreeAndSend, chooseKind, stayAnonymous, story, tellStory } from '../support/citizen-steps.ts';
import { patience } from '../support/forwarding.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { metadataMarkers } from '../support/jpeg-segments.ts';
import { phonePhoto } from '../support/photos.ts';
import { inTayThanh, startTestPortal, type TestPortal } from '../support/portal.ts';

/** From the QR link of a ward to the message in its duty group, at 390x844, against the built page and a real server. */
const dist = path.resolve(import.meta.dirname, '../../dist');

async function expectInGroup(portal: TestPortal, code: string, photos: number): Promise<void> {
  await expect.poll(() => portal.messages('tay-thanh'), patience).toHaveLength(1 + photos);
  const [text, ...pictures] = await portal.messages('tay-thanh');
  expect(text?.text).toContain(code);
  expect(text?.text).toContain(story);
  for (const picture of pictures) {
    const bytes = new Uint8Array(
      await (await fetch(new URL(picture.imageUrl ?? '', portal.origin))).arrayBuffer(),
    );
    expect(metadataMarkers(bytes)).toEqual([]);
  }
}

describe('a citizen in a browser', () => {
  test('sends a tip with a photo and a position, and opens it again with the receipt', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    const page = await openPhonePage({ position: inTayThanh });
    await page.goto(`${portal.origin}/?w=tay-thanh&src=qr`);

    await chooseKind(page);
    await tellStory(page, await phonePhoto({ megapixels: 12, orientation: 6 }));
    await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
    await page.getByText('thuộc địa bàn Công an phường Tây Thạnh').waitFor();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await stayAnonymous(page);
    const { code, receipt } = await agreeAndSend(page, 'Công an phường Tây Thạnh');

    await expectInGroup(portal, code, 1);
    await page.getByRole('button', { name: 'Tôi đã lưu' }).click();
    await page.getByRole('link', { name: /Tra cứu tin đã gửi/ }).click();
    const secret = page.getByRole('textbox', { name: 'Mã tra cứu bí mật' });
    await page.getByRole('textbox', { name: 'Mã tin báo' }).fill(code.toLowerCase());
    await secret.fill(receipt.slice(0, -2));
    await page.getByRole('button', { name: 'Xem tin' }).click();
    await page.getByText('Mã tra cứu bí mật có 24 chữ và số, bạn đã nhập 22.').waitFor();
    await secret.fill(receipt.toLowerCase());
    await page.getByRole('button', { name: 'Xem tin' }).click();
    await page.getByText('Đã gửi, đang chờ trực ban xác nhận').waitFor();
    expect(await page.locator('main').textContent()).toContain(story);
    expect(page.url()).not.toContain(receipt.slice(0, 4));
  });

  test('who refuses to give the position types the address and chooses the ward', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    const page = await openPhonePage({ position: 'refused' });
    await page.goto(`${portal.origin}/?w=son-ky`);

    await chooseKind(page);
    await tellStory(page);
    await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
    await page.getByText('Bạn chưa cho phép lấy vị trí').waitFor();
    const { code } = await typeTheAddressAndSend(page);

    await expectInGroup(portal, code, 0);
  });

  test('who loses the line sees the tip wait, and one tip goes by itself when it is back', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    const page = await openPhonePage({
      position: inTayThanh,
      expectedErrors: [/ERR_INTERNET_DISCONNECTED/],
    });
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await chooseKind(page);
    await tellStory(page);
    await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
    await page.getByText('thuộc địa bàn').waitFor();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await stayAnonymous(page);
    await page.getByRole('checkbox', { name: 'Tôi đã đọc và đồng ý' }).check();

    await page.context().setOffline(true);
    await page.getByRole('button', { name: /Gửi tới/ }).click();
    await page.getByText('Tin chưa gửi đi, đang chờ mạng…').waitFor();
    await page.context().setOffline(false);
    await page.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();

    await expect.poll(() => portal.messages('tay-thanh')).toHaveLength(1);
  });

  test('finds a written tip again after the app was closed', async () => {
    const portal = await startTestPortal({ pageFolder: dist });
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await chooseKind(page);
    await tellStory(page, await phonePhoto());

    await page.goto(`${portal.origin}/`);
    await page.getByRole('link', { name: /Tin đang viết/ }).click();
    await page.getByRole('button', { name: /Viết tiếp/ }).click();
    await page.getByRole('heading', { name: 'Sự việc xảy ra ở đâu?' }).waitFor();
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await page.getByRole('heading', { name: 'Chuyện gì đã xảy ra?' }).waitFor();

    expect(await page.getByRole('textbox', { name: 'Kể lại sự việc' }).inputValue()).toBe(story);
    await page.getByText('Đã tải lên').first().waitFor();
  });
});

/** The way that is left to whom the phone gives no position. */
async function typeTheAddressAndSend(page: Page): Promise<{ code: string }> {
  await page.getByRole('textbox', { name: /Địa chỉ hoặc mốc/ }).fill('Cạnh chợ Tây Thạnh');
  await page
    .getByRole('combobox', { name: /Công an phường nơi xảy ra/ })
    .selectOption({ label: 'Công an phường Tây Thạnh' });
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await stayAnonymous(page);
  return await agreeAndSend(page, 'Công an phường Tây Thạnh');
}

/** A location token that Zalo has decoded once already: the next time it answers 119 (zalo/server.md 1.2). */
async function usedLocationToken(portal: TestPortal): Promise<string> {
  const { lat, lng } = inTayThanh;
  const wish = await portal.post('/sandbox/api/mini-app-tokens', { user: 'lan', kind: 'location', lat, lng });
  const { token } = (await wish.json()) as { token: string };
  const decode = async () => {
    const headers = {
      access_token: await portal.accessToken('lan'),
      code: token,
      secret_key: 'appSecretForTests',
    };
    const answer = await fetch(`${portal.origin}/sandbox/zalo/graph/v2.0/me/info`, { headers });
    return ((await answer.json()) as { error: number }).error;
  };
  expect([await decode(), await decode()]).toEqual([0, 119]);
  return token;
}

describe('a citizen inside Zalo', () => {
  test('sends a tip with a photo and the position that Zalo’s token stands for', async () => {
    const portal = await startTestPortal();
    const page = await openInsideZalo(portal, '/?w=son-ky&src=qr');

    await chooseKind(page);
    await tellStory(page, await phonePhoto());
    await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
    await page.getByText('thuộc địa bàn Công an phường Tây Thạnh').waitFor();
    await page.getByRole('button', { name: 'Tiếp tục' }).click();
    await stayAnonymous(page);
    const { code } = await agreeAndSend(page, 'Công an phường Tây Thạnh');

    await expectInGroup(portal, code, 1);
  });

  test('who refuses Zalo’s question types the address', async () => {
    const portal = await startTestPortal();
    const page = await openInsideZalo(portal, '/?w=son-ky&src=qr', {
      answers: { 'action.get.location': { errorCode: -201 } },
    });

    await chooseKind(page);
    await tellStory(page);
    await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
    await page.getByText('Bạn chưa cho phép lấy vị trí').waitFor();
    const { code } = await typeTheAddressAndSend(page);

    await expectInGroup(portal, code, 0);
  });

  test('whose Zalo never answers types the address', async () => {
    const portal = await startTestPortal();
    const page = await openInsideZalo(portal, '/?w=son-ky&src=qr', {
      answers: { 'action.get.location': 'silence' },
    });

    await chooseKind(page);
    await tellStory(page);
    await page.clock.install();
    await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
    await page.getByText('Đang lấy vị trí').waitFor();
    // Past the limit of the SDK's and of our own waiting.
    for (let seconds = 0; seconds < 60; seconds += 5) await page.clock.runFor(5_000);
    await page.getByText('Chưa lấy được vị trí').waitFor();
    const { code } = await typeTheAddressAndSend(page);

    await expectInGroup(portal, code, 0);
  });

  test('whose location token Zalo takes for used types the address', async () => {
    const portal = await startTestPortal();
    const page = await openInsideZalo(portal, '/?w=son-ky&src=qr', {
      answers: { 'action.get.location': { data: { token: await usedLocationToken(portal) } } },
      expectedErrors: [/422/],
    });

    await chooseKind(page);
    await tellStory(page);
    await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
    await page.getByText('Chưa lấy được vị trí').waitFor();
    const { code } = await typeTheAddressAndSend(page);

    await expectInGroup(portal, code, 0);
  });
});
