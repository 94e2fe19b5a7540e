import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { launchChromium, openPhonePage } from '../support/chromium.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { inTayThanh, noisyKaraoke, startTestPortal, type TestPortal } from '../support/portal.ts';

/** Somebody sends a tip from an address from which thirty have just come: the phone works for it, and it arrives. */
const dist = path.resolve(import.meta.dirname, '../../dist');
const story = 'Nhóm thanh niên tụ tập đua xe, nẹt pô trước chợ.';
/** The browser itself reports a 428 of the API as a failed resource. */
const expectedErrors = [/status of 428/];

let browser: Browser;
beforeAll(async () => {
  browser = await launchChromium();
});
afterAll(() => browser?.close());

async function startPastLimit(): Promise<TestPortal> {
  const portal = await startTestPortal({ pageFolder: dist, environment: { RATE_LIMITS: 'on' } });
  const consentVersion = (await portal.portal()).consent.version;
  for (let sent = 0; sent < 30; sent += 1) {
    const answer = await portal.sendTip(noisyKaraoke({ consentVersion, description: `Tin thử số ${sent}` }));
    expect(answer.status).toBe(201);
  }
  expect((await portal.sendTip(noisyKaraoke({ consentVersion }), randomUUID())).status).toBe(428);
  return portal;
}

async function writeTip(page: Page): Promise<void> {
  await page.getByRole('link', { name: /Báo tin cho công an phường/ }).click();
  await page.getByRole('radio', { name: /Phản ánh an ninh/ }).check();
  await page.locator('summary', { hasText: 'Trật tự công cộng' }).click();
  await page.getByRole('radio', { name: /Gây rối trật tự/ }).check();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('textbox', { name: 'Kể lại sự việc' }).fill(story);
  await page.getByRole('radio', { name: /Vừa xảy ra/ }).check();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('button', { name: 'Lấy vị trí của tôi' }).click();
  await page.getByText('thuộc địa bàn').waitFor();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('radio', { name: /Gửi ẩn danh/ }).check();
  await page.getByRole('button', { name: 'Tiếp tục' }).click();
  await page.getByRole('checkbox', { name: 'Tôi đã đọc và đồng ý' }).check();
}

/** A phone twenty times slower than this machine, so that the work can be seen. */
async function slowDown(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Emulation.setCPUThrottlingRate', { rate: 20 });
}

async function send(page: Page): Promise<void> {
  await page.getByRole('button', { name: /Gửi tới/ }).click();
  await page.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();
}

async function expectOneInGroup(portal: TestPortal): Promise<void> {
  const withStory = async () => {
    const messages = await portal.messages('tay-thanh');
    return messages.filter((message) => message.text.includes(story)).length;
  };
  await expect.poll(withStory, { timeout: 15_000 }).toBe(1);
}

describe('a phone that is asked to work', () => {
  test('does so in a worker beside the page', async () => {
    const portal = await startPastLimit();
    const page = await openPhonePage(browser, { position: inTayThanh, expectedErrors });
    const workers: string[] = [];
    page.on('worker', (worker) => workers.push(new URL(worker.url()).pathname));
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await writeTip(page);
    await send(page);

    expect(workers).toEqual([expect.stringMatching(/^\/assets\/proof-worker/)]);
    await expectOneInGroup(portal);
  });

  test('does so on the page’s own thread where there are no workers, and says what is going on', async () => {
    const portal = await startPastLimit();
    const page = await openPhonePage(browser, { position: inTayThanh, expectedErrors });
    await page.addInitScript(() => Reflect.deleteProperty(window, 'Worker'));
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await writeTip(page);
    await slowDown(page);
    await page.getByRole('button', { name: /Gửi tới/ }).click();
    await page.getByText('Đang xác nhận, vui lòng đợi…').waitFor();
    await page.getByRole('heading', { name: 'Đã nhận tin của bạn' }).waitFor();

    await expectOneInGroup(portal);
  });

  test('does so where a policy forbids workers', async () => {
    const portal = await startPastLimit();
    const page = await openPhonePage(browser, {
      position: inTayThanh,
      expectedErrors: [...expectedErrors, /worker/i],
    });
    await page.route(`${portal.origin}/?w=tay-thanh`, async (route) => {
      const answer = await route.fetch();
      const policy = answer
        .headers()
        ['content-security-policy']?.replace("worker-src 'self'", "worker-src 'none'");
      await route.fulfill({
        response: answer,
        headers: { ...answer.headers(), 'content-security-policy': policy ?? '' },
      });
    });
    await page.goto(`${portal.origin}/?w=tay-thanh`);
    await writeTip(page);
    await send(page);

    await expectOneInGroup(portal);
  });

  test('does so inside Zalo', async () => {
    const portal = await startPastLimit();
    const page = await openInsideZalo(portal, '/?w=tay-thanh', { expectedErrors });
    await writeTip(page);
    await send(page);

    await expectOneInGroup(portal);
  });
});
