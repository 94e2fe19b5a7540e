import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { Page } from 'playwright-core';
import { build } from 'vite';
import { beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { unitsToBundle } from '../../server/content/bundled-units.ts';
import { expectAccessible } from '../support/accessibility.ts';
import { leadHosts, openPhonePage, type PhonePageOptions } from '../support/chromium.ts';
import { nativeCalls, setNativeAnswer, startFakeZalo } from '../support/fake-zalo.ts';
import { openInsideZalo } from '../support/inside-zalo.ts';
import { letTimePass } from '../support/phone-time.ts';
import { inTayThanh, startPortalOfFile, type TestPortal } from '../support/portal.ts';
import {
  callForHelp,
  dutyMobile,
  holdButton,
  holdFor,
  letGo,
  packWithDutyMobile,
  windowMs,
} from '../support/sos-steps.ts';

/** The screen of SOS by itself: numbers, the way in and out, and what is left when nothing else works. */
const dist = path.resolve(import.meta.dirname, '../../dist');

let portal: TestPortal;
let withDutyMobile: TestPortal;
beforeAll(async () => {
  const removals: (() => Promise<void>)[] = [];
  const pack = await packWithDutyMobile('tay-thanh', (remove) => removals.push(remove));
  portal = await startPortalOfFile({ pageFolder: dist });
  withDutyMobile = await startPortalOfFile({ pageFolder: dist, pack });
  return async () => {
    await portal.stop();
    await withDutyMobile.stop();
    for (const remove of removals) await remove();
  };
});

const portNobodyListensAt = 1;
const withoutLine = [/ERR_INTERNET_DISCONNECTED/, /ERR_FAILED/, /ERR_CONNECTION/, /503/];
const heading = (page: Page) => page.getByRole('heading', { name: 'Cần giúp ngay' });
const numbers = (page: Page) => page.getByRole('region', { name: 'Gọi điện' }).getByRole('link');
const hrefs = (page: Page) =>
  numbers(page).evaluateAll((all) => all.map((each) => each.getAttribute('href')));

async function openSos(portal: TestPortal, options: PhonePageOptions = {}): Promise<Page> {
  const page = await openPhonePage(options);
  await page.goto(`${portal.origin}/?w=tay-thanh`);
  await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
  await page.getByRole('link', { name: /^SOS/ }).click();
  await heading(page).waitFor();
  return page;
}

describe('the numbers of SOS', () => {
  test('are the police and the ward’s duty phone, equally large and on top, with fire and ambulance below', async () => {
    const page = await openSos(withDutyMobile);
    expect(await hrefs(page)).toEqual(['tel:113', 'tel:0912345678', 'tel:114', 'tel:115']);
    const [police, duty] = await Promise.all(
      [numbers(page).nth(0), numbers(page).nth(1)].map((each) => each.boundingBox()),
    );
    expect(duty?.height).toBe(police?.height);
    expect(duty?.width).toBe(police?.width);
    expect(police?.height).toBeGreaterThanOrEqual(88);
    expect(await numbers(page).nth(1).textContent()).toContain('Trực ban 24/24 · Công an phường Tây Thạnh');
    const last = await numbers(page).nth(3).boundingBox();
    expect((last?.y ?? 844) + (last?.height ?? 0)).toBeLessThan(844);
  });

  test('never dial a placeholder, and offer 113 instead', async () => {
    const page = await openSos(portal);
    expect(await hrefs(page)).toEqual(['tel:113', 'tel:114', 'tel:115']);
    await page.getByRole('button', { name: /số thử .*Công an phường Tây Thạnh không gọi được/ }).click();
    await page
      .getByText('Đây là số thử, bấm gọi sẽ không có ai nghe máy. Vui lòng gọi 113.')
      .first()
      .waitFor();
  });

  test('stand there large to be dialled by hand once one is pressed, since no phone tells what came of it', async () => {
    const page = await openSos(withDutyMobile);
    await stopDialling(page);
    await numbers(page).nth(1).click();
    const after = page.getByRole('region', { name: 'Chưa thấy gọi đi?' });
    const number = after.getByText(dutyMobile);
    expect(
      await number.evaluate((each) => Number.parseFloat(getComputedStyle(each).fontSize)),
    ).toBeGreaterThanOrEqual(32);
    await after.getByRole('button', { name: 'Sao chép số' }).click();
    await after.getByText(/Đã sao chép/).waitFor();
  });

  test('are there without a ward too, with the way to choose one', async () => {
    const page = await openPhonePage();
    await page.goto(`${portal.origin}/sos`);
    await heading(page).waitFor();
    expect(await hrefs(page)).toContain('tel:113');
    await page.getByRole('link', { name: 'Chọn phường', exact: true }).click();
    await page.getByRole('heading', { name: /công an phường nào/ }).waitFor();
  });
});

/** A test dials nobody. */
const stopDialling = (page: Page) =>
  page.evaluate(() =>
    document.addEventListener('click', (event) => {
      if (event.target instanceof Element && event.target.closest('a[href^="tel:"]')) event.preventDefault();
    }),
  );

test('the screen opens without a request, in less than a tenth of a second', async () => {
  const page = await openPhonePage();
  await page.goto(`${withDutyMobile.origin}/?w=tay-thanh`);
  await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
  // Home has fetched all that it fetches ahead.
  await page.waitForLoadState('networkidle');
  await page.waitForTimeout(3_000);
  await page.waitForLoadState('networkidle');

  const requests: string[] = [];
  page.on('request', (request) => requests.push(request.url()));
  const took: number[] = [];
  for (let opening = 0; opening < 5; opening += 1) {
    const opened = page.evaluate(millisecondsFromPressToNumbers);
    await page.getByRole('link', { name: /^SOS/ }).click();
    took.push(await opened);
    await page.getByRole('button', { name: 'Quay lại' }).click();
    await page.getByRole('link', { name: /^SOS/ }).waitFor();
  }
  console.log(`SOS opens after ${took.map((each) => Math.round(each)).join(', ')} ms`);
  expect(took.toSorted((one, other) => one - other)[2]).toBeLessThan(100);
  // What every open app asks in any case has nothing to do with it.
  expect(requests.filter((url) => !url.endsWith('/api/notices'))).toEqual([]);
});

/** Runs in the page: from the press to the first frame with the numbers on it. */
function millisecondsFromPressToNumbers(): Promise<number> {
  return new Promise((resolve) => {
    let pressedAt: number | null = null;
    document.addEventListener('click', () => (pressedAt = performance.now()), { capture: true, once: true });
    const observer = new MutationObserver(() => {
      const pressed = pressedAt;
      if (
        pressed === null ||
        !document.querySelector('section[aria-label="Gọi điện"] a[href="tel:0912345678"]')
      )
        return;
      observer.disconnect();
      requestAnimationFrame(() => resolve(performance.now() - pressed));
    });
    observer.observe(document, { childList: true, subtree: true });
  });
}

describe('without a line, after one visit', () => {
  test('the app opens with 113, the ward’s number, and a text message with the place in it', async () => {
    const page = await openPhonePage({
      position: inTayThanh,
      expectedErrors: withoutLine,
      context: { serviceWorkers: 'allow' },
    });
    await page.goto(`${withDutyMobile.origin}/?w=tay-thanh`);
    await page.getByRole('heading', { name: 'Công an phường Tây Thạnh' }).waitFor();
    await page.waitForFunction(() => navigator.serviceWorker.controller !== null);
    await page.context().setOffline(true);

    await page.goto(`${withDutyMobile.origin}/`);
    await page.getByRole('link', { name: /^SOS/ }).click();
    await heading(page).waitFor();
    expect(await hrefs(page)).toEqual(['tel:113', 'tel:0912345678', 'tel:114', 'tel:115']);

    await page.getByRole('button', { name: 'Cháy', exact: true }).click();
    await callForHelp(page);
    await page.getByText('Chưa gửi được. Gọi 113 ngay.').waitFor();
    const message = page.getByRole('link', { name: `Soạn SMS tới ${dutyMobile}` });
    const address = new URL((await message.getAttribute('href')) ?? '');
    expect(`${address.protocol}${address.pathname}`).toBe('sms:0912345678');
    expect(address.searchParams.get('body')).toMatch(
      /^CUU GIUP \(Zalo An ninh\)\. Chay\. Vi tri 10\.81280,106\.6223\d sai so 15m luc \d\d:\d\d\. https:\/\/maps\.google\.com\/\?q=10\.81280,106\.6223\d$/,
    );
    await expectAccessible(page, 'SOS that has not left');
  });

  test('where no mobile of the police is known the message can be copied, and none is made up', async () => {
    const page = await openSos(portal, { position: inTayThanh, expectedErrors: withoutLine });
    await page.context().setOffline(true);
    await page.getByRole('heading', { name: 'Gửi bằng tin nhắn SMS' }).waitFor();
    expect(await page.getByRole('link', { name: /Soạn SMS/ }).count()).toBe(0);
    await page.getByRole('button', { name: 'Sao chép tin' }).click();
    await page.getByText('Đã sao chép tin.').waitFor();
  });
});

describe('nothing leaves', () => {
  /** Every request for an alert, answered by nobody. */
  async function countAlerts(page: Page): Promise<string[]> {
    const sent: string[] = [];
    await page.route('**/api/sos', (route) => {
      sent.push(route.request().headers()['idempotency-key'] ?? '');
      return route.abort();
    });
    return sent;
  }

  test('when the button is let go too early, or the thumb slides off it', async () => {
    const page = await openSos(portal, { position: inTayThanh, expectedErrors: withoutLine });
    const sent = await countAlerts(page);
    await holdFor(page, 300);
    await page.getByText('Thả sớm quá nên chưa gửi gì.').waitFor();
    await page.getByRole('button', { name: 'Không gửi' }).click();

    const box = await holdButton(page).boundingBox();
    await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) + 50);
    await page.mouse.down();
    await letTimePass(page, 1_600);
    await page.mouse.move((box?.x ?? 0) + 100, (box?.y ?? 0) - 200);
    await page.mouse.up();
    await letTimePass(page, windowMs + 200);
    expect(sent).toEqual([]);
    expect(await page.getByRole('button', { name: 'Hủy, không gửi' }).count()).toBe(0);
  });

  test('when it is taken back within its window', async () => {
    const page = await openSos(portal, { position: inTayThanh, expectedErrors: withoutLine });
    const sent = await countAlerts(page);
    await letGo(page);
    await page.getByRole('button', { name: 'Hủy, không gửi' }).click();
    await page.getByText('Đã hủy. Chưa gửi gì.').waitFor();
    await letTimePass(page, windowMs + 200);
    expect(sent).toEqual([]);
    await page.reload();
    await heading(page).waitFor();
    expect(sent).toEqual([]);
  });
});

describe('an alert that finds no answer', () => {
  test('leaves within two seconds of letting go, is tried again under the same key, also after a reload, and by keys alone', async () => {
    const page = await openSos(portal, { position: 'refused', expectedErrors: withoutLine });
    const tries: { key: string; body: string; at: number }[] = [];
    await page.route('**/api/sos', (route) => {
      const request = route.request();
      tries.push({
        key: request.headers()['idempotency-key'] ?? '',
        body: request.postData() ?? '',
        at: Date.now(),
      });
      return route.abort();
    });
    await holdButton(page).press('Enter');
    await page.getByRole('button', { name: 'Gửi vị trí ngay', exact: true }).press('Enter');
    const releasedAt = Date.now();
    await page.getByText('Chưa gửi được. Gọi 113 ngay.').waitFor();
    expect((tries[0]?.at ?? 0) - releasedAt).toBeLessThan(2_000);
    expect(JSON.parse(tries[0]?.body ?? '')).toMatchObject({ unitId: 'tay-thanh' });
    await expect.poll(() => tries.length).toBeGreaterThan(1);
    await page.reload();
    await page.getByText('Chưa gửi được. Gọi 113 ngay.').waitFor();

    const before = tries.length;
    await expect.poll(() => tries.length).toBeGreaterThan(before);
    expect(new Set(tries.map(({ key }) => key)).size).toBe(1);
    expect(new Set(tries.map(({ body }) => body)).size).toBe(1);
    expect(tries[0]?.key).toMatch(/^[0-9a-f-]{36}$/);

    // The call fills the screen: 113 takes more than a third of it.
    expect((await numbers(page).first().boundingBox())?.height).toBeGreaterThan(844 / 3);
  });
});

describe('inside Zalo', () => {
  test('a press calls Zalo’s dialler with that number, and the number stands there whatever Zalo does', async () => {
    const page = await openInsideZalo(withDutyMobile, '/sos?w=tay-thanh');
    const duty = page.getByRole('link', { name: new RegExp(dutyMobile) });
    await duty.click();
    await expect
      .poll(() => nativeCalls(page))
      .toContainEqual({
        action: 'action.open.phone',
        parameters: expect.objectContaining({ phoneNum: '0912345678' }),
      });
    await page.getByRole('region', { name: 'Chưa thấy gọi đi?' }).getByText(dutyMobile).waitFor();

    for (const answer of [{ errorCode: -201 }, { errorCode: -1403 }, 'silence'] as const) {
      await setNativeAnswer(page, 'action.open.phone', answer);
      await page.getByRole('link', { name: /^Gọi 113 Công an/ }).click();
      await page
        .getByRole('region', { name: 'Chưa thấy gọi đi?' })
        .getByText('113', { exact: true })
        .waitFor();
      await page.getByRole('button', { name: 'Đã gọi được' }).click();
    }
  });
});

describe('in a package made for one pack', () => {
  test('the first start inside Zalo has that pack’s numbers while our server does not answer', async () => {
    const folder = await mkdtemp(path.join(tmpdir(), 'www-'));
    onTestFinished(() => rm(folder, { recursive: true }));
    await buildFor(await packWithDutyMobile('ca-quan'), folder);
    const zalo = await startFakeZalo({ folder });
    onTestFinished(zalo.stop);
    await leadHosts({ 'localhost:8787': portNobodyListensAt });
    const page = await zalo.open('/sos', { expectedErrors: withoutLine });
    await heading(page).waitFor();
    const calls = async () => (await hrefs(page)).filter((href) => href?.startsWith('tel:'));
    await expect.poll(calls).toEqual(['tel:113', 'tel:0912345678', 'tel:114', 'tel:115']);
    expect(await numbers(page).nth(1).textContent()).toContain('Công an quận Tân Phú');
  });
});

/** The package for Zalo as `BUNDLED_PACK=… npm run build` makes it, in a folder of its own. */
async function buildFor(pack: string, folder: string): Promise<void> {
  process.env.BUNDLED_UNITS = JSON.stringify(await unitsToBundle(pack));
  onTestFinished(() => {
    delete process.env.BUNDLED_UNITS;
  });
  const root = path.resolve(import.meta.dirname, '../..');
  await build({ root, mode: 'zalo', logLevel: 'warn', build: { outDir: folder, emptyOutDir: true } });
}

describe('leaving in a hurry', () => {
  test('puts another page in the place of ours, and inside Zalo closes the app', async () => {
    const page = await openSos(portal);
    await page.route('https://www.google.com/', (route) => route.fulfill({ body: 'a page of everyday' }));
    await page.getByRole('button', { name: 'Thoát nhanh' }).click();
    await page.getByText('a page of everyday').waitFor();
    await page.goBack();
    expect(new URL(page.url()).pathname).not.toBe('/sos');

    const inZalo = await openInsideZalo(portal, '/sos?w=tay-thanh');
    await heading(inZalo).waitFor();
    await inZalo.getByRole('button', { name: 'Thoát nhanh' }).click();
    await expect
      .poll(async () => (await nativeCalls(inZalo)).map(({ action }) => action))
      .toContainEqual(expect.stringMatching(/close/));
  });
});

test('SOS is readable and within reach before anything has left, also for who must not be seen', async () => {
  const page = await openSos(withDutyMobile, {
    position: inTayThanh,
    expectedErrors: withoutLine,
    context: { reducedMotion: 'reduce' },
  });
  await expectAccessible(page, 'SOS');
  await stopDialling(page);
  await numbers(page).first().click();
  await holdButton(page).press('Enter');
  await expectAccessible(page, 'SOS with everything open');
  await page.getByRole('button', { name: 'Bạo lực gia đình' }).click();
  await page.getByRole('heading', { name: 'Liên hệ', exact: true }).waitFor();
  await expectAccessible(page, 'SOS, quiet');
  await page.route('**/api/sos', (route) => route.abort());
  await letGo(page);
  await expectAccessible(page, 'SOS in its window');
});
