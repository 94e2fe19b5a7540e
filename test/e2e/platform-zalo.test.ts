import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { cancelFileChoosers, openedFileChooser } from '../support/chromium.ts';
import {
  type FakeZalo,
  type FakeZaloPageOptions,
  nativeCalls,
  reopenByLink,
  setNativeAnswer,
  startFakeZalo,
} from '../support/fake-zalo.ts';
import { buildPlatformPage, type PlatformPage } from '../support/platform-page.ts';

/** The real zmp-sdk in Chromium over a native bridge that answers as Zalo for Android does. */
let built: PlatformPage;
let zalo: FakeZalo;

beforeAll(async () => {
  built = await buildPlatformPage('zalo');
  zalo = await startFakeZalo(built);
});

afterAll(async () => {
  await zalo?.stop();
  await built?.remove();
});

const openApp = (options: FakeZaloPageOptions = {}): Promise<Page> => zalo.open('/', options);

const refusals = [
  ['a refusal passed through by Zalo', -201],
  ['a refusal of the phone’s own question', -2002],
  ['a cancellation', -2003],
] as const;

const unavailabilities = [
  ['not being signed in', -1401, 'unsupported'],
  ['a permission that Zalo has not granted the app', -1403, 'unsupported'],
  ['a Zalo too old for it', -1404, 'unsupported'],
  ['a native time-out', -1408, 'timeout'],
  ['too many calls', -1409, 'failed'],
  ['an unknown error', -2000, 'failed'],
] as const;

describe('signing in inside Zalo', () => {
  test('gives Zalo’s access token, and asks once for callers who come together', async () => {
    const page = await openApp({ accessToken: 'token-of-lan' });
    const outcomes = await page.evaluate(() =>
      Promise.all([window.platform.signIn(), window.platform.signIn()]),
    );
    expect(outcomes).toEqual([
      { kind: 'ok', value: 'token-of-lan' },
      { kind: 'ok', value: 'token-of-lan' },
    ]);
  });

  test('gives up when Zalo never answers', async () => {
    const page = await openApp({ answers: { 'action.jump.login': 'silence' } });
    await page.clock.install();
    const outcome = page.evaluate(() => window.platform.signIn());
    await page.waitForFunction(() => window.fakeZalo.calls.length > 0);
    await page.clock.runFor(12_000);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });
});

describe('finding the place inside Zalo', () => {
  const action = 'action.get.location';

  test('gives the position that our server made of Zalo’s two tokens', async () => {
    const page = await openApp({ accessToken: 'token-of-lan', locationToken: 'place-of-lan' });
    expect(await page.evaluate(() => window.platform.locate())).toEqual({
      kind: 'ok',
      value: { lat: 10.8, lng: 106.62, accuracyM: null, at: '2026-11-24T00:00:00.000Z' },
    });
    expect(await page.evaluate(() => window.exchanged)).toEqual([
      { zaloLocationToken: 'place-of-lan', zaloAccessToken: 'token-of-lan' },
    ]);
  });

  test.each(refusals)('takes %s as an ordinary no and asks our server nothing', async (_, errorCode) => {
    const page = await openApp({ answers: { [action]: { errorCode } } });
    expect(await page.evaluate(() => window.platform.locate())).toEqual({ kind: 'declined' });
    expect(await page.evaluate(() => window.exchanged)).toEqual([]);
  });

  test('takes the native code of a refused location as an ordinary no', async () => {
    const page = await openApp({ answers: { [action]: { errorCode: -1 } } });
    expect(await page.evaluate(() => window.platform.locate())).toEqual({ kind: 'declined' });
  });

  test.each(unavailabilities)('says that %s stands in the way', async (_, errorCode, reason) => {
    const page = await openApp({ answers: { [action]: { errorCode } } });
    expect(await page.evaluate(() => window.platform.locate())).toEqual({ kind: 'unavailable', reason });
  });

  test('says that the app lacks the permission when Zalo says so in words', async () => {
    const page = await openApp({ answers: { [action]: { errorCode: -7, message: 'Permission required!' } } });
    expect(await page.evaluate(() => window.platform.locate())).toEqual({
      kind: 'unavailable',
      reason: 'unsupported',
    });
  });

  test('believes no answer without a token', async () => {
    const page = await openApp({ answers: { [action]: { data: { token: '' } } } });
    expect((await page.evaluate(() => window.platform.locate())).kind).toBe('unavailable');
    expect(await page.evaluate(() => window.exchanged)).toEqual([]);
  });

  test('gives up when Zalo never answers, and asks anew at the next tap', async () => {
    const page = await openApp({ answers: { [action]: 'silence' } });
    await page.clock.install();
    const outcome = page.evaluate(() => window.platform.locate());
    await waitForNativeCall(page, action);
    await page.clock.runFor(45_000);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
    await setNativeAnswer(page, action, { data: { token: 'second' } });
    const second = page.evaluate(() => window.platform.locate());
    await runClockUntilSettled(page, second);
    expect((await second).kind).toBe('ok');
  });

  test('gives up when signing in to Zalo is never answered', async () => {
    const page = await openApp({ answers: { 'action.jump.login': 'silence' } });
    await page.clock.install();
    const outcome = page.evaluate(() => window.platform.locate());
    await page.waitForFunction(() => window.fakeZalo.calls.length > 0);
    await page.clock.runFor(12_000);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });

  test('says so when our server refuses the tokens', async () => {
    const page = await openApp();
    const outcome = await page.evaluate(() => {
      window.exchangeLocation = () => Promise.reject(new Error('502'));
      return window.platform.locate();
    });
    expect(outcome).toEqual({ kind: 'unavailable', reason: 'failed' });
  });

  test('says that the phone is offline when our server cannot be reached', async () => {
    const page = await openApp();
    // First the SDK is loaded and signed in; then the network goes.
    await page.evaluate(() => window.platform.locate());
    await page.context().setOffline(true);
    const outcome = await page.evaluate(() => {
      window.exchangeLocation = () => Promise.reject(new TypeError('Failed to fetch'));
      return window.platform.locate();
    });
    expect(outcome).toEqual({ kind: 'unavailable', reason: 'offline' });
  });

  test('gives up when our server never answers', async () => {
    const page = await openApp();
    await page.clock.install();
    const outcome = page.evaluate(() => {
      window.exchangeLocation = () => new Promise(() => undefined);
      return window.platform.locate();
    });
    await runClockUntilSettled(page, outcome);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });

  test('asks the person once when several parts of a screen ask at the same time', async () => {
    const page = await openApp();
    const kinds = await page.evaluate(async () => {
      const outcomes = await Promise.all(Array.from({ length: 6 }, () => window.platform.locate()));
      return outcomes.map(({ kind }) => kind);
    });
    expect(kinds).toEqual(Array(6).fill('ok'));
    expect(await nativeCalls(page)).toHaveLength(1);
  });
});

describe('calling from inside Zalo', () => {
  const action = 'action.open.phone';

  test('opens the dialler with the bare number', async () => {
    const page = await openApp();
    expect(await page.evaluate(() => window.platform.call('028 3864 0501'))).toEqual({ kind: 'ok' });
    expect(await nativeCalls(page)).toEqual([
      { action, parameters: expect.objectContaining({ phoneNum: '02838640501' }) },
    ]);
  });

  test.each(refusals)('takes %s as an ordinary no and does not dial another way', async (_, errorCode) => {
    const page = await openApp({ answers: { [action]: { errorCode } } });
    const dialled = await watchTelLinks(page);
    expect(await page.evaluate(() => window.platform.call('113'))).toEqual({ kind: 'declined' });
    expect(await dialled()).toEqual([]);
  });

  test('tries the plain link, but promises nothing, when Zalo cannot dial', async () => {
    const page = await openApp({ answers: { [action]: { errorCode: -1404 } } });
    const dialled = await watchTelLinks(page);
    expect(await page.evaluate(() => window.platform.call('113'))).toEqual({
      kind: 'unavailable',
      reason: 'unsupported',
    });
    expect(await dialled()).toEqual(['tel:113']);
  });

  test('tries the plain link within four seconds when Zalo never answers', async () => {
    const page = await openApp({ answers: { [action]: 'silence' } });
    const dialled = await watchTelLinks(page);
    await page.clock.install();
    const outcome = page.evaluate(() => window.platform.call('113'));
    await waitForNativeCall(page, action);
    await page.clock.runFor(4_000);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
    expect(await dialled()).toEqual(['tel:113']);
  });

  test('does not dial twice when the dialler has covered the app without an answer from Zalo', async () => {
    const page = await openApp({ answers: { [action]: 'silence' } });
    const dialled = await watchTelLinks(page);
    await page.clock.install();
    const outcome = page.evaluate(() => window.platform.call('113'));
    await waitForNativeCall(page, action);
    await page.evaluate(() => {
      Object.defineProperty(document, 'hidden', { configurable: true, get: () => true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await page.clock.runFor(4_000);
    expect(await outcome).toEqual({ kind: 'ok' });
    expect(await dialled()).toEqual([]);
  });

  test('refuses what is not a telephone number', async () => {
    const page = await openApp();
    expect(await page.evaluate(() => window.platform.call('*#06#'))).toEqual({
      kind: 'unavailable',
      reason: 'failed',
    });
    expect(await nativeCalls(page)).toEqual([]);
  });
});

describe('saving a picture from inside Zalo', () => {
  const action = 'action.save.image.gallery';
  const save = (page: Page) =>
    page.evaluate(() => window.platform.saveImage(new Blob(['bytes'], { type: 'image/png' }), 'ma.png'));

  test('hands the picture to the phone’s gallery', async () => {
    const page = await openApp();
    expect(await save(page)).toEqual({ kind: 'ok' });
    expect(await nativeCalls(page)).toEqual([
      { action, parameters: expect.objectContaining({ imageBase64Data: 'data:image/png;base64,Ynl0ZXM=' }) },
    ]);
  });

  test.each(refusals)('takes %s as an ordinary no', async (_, errorCode) => {
    expect(await save(await openApp({ answers: { [action]: { errorCode } } }))).toEqual({ kind: 'declined' });
  });

  test.each(unavailabilities)('says that %s stands in the way', async (_, errorCode, reason) => {
    const page = await openApp({ answers: { [action]: { errorCode } } });
    expect(await save(page)).toEqual({ kind: 'unavailable', reason });
  });

  test('says that saving failed when the gallery refuses the picture', async () => {
    const page = await openApp({ answers: { [action]: { errorCode: -101 } } });
    expect(await save(page)).toEqual({ kind: 'unavailable', reason: 'failed' });
  });

  test('gives up when Zalo never answers', async () => {
    const page = await openApp({ answers: { [action]: 'silence' } });
    await page.clock.install();
    const outcome = save(page);
    await waitForNativeCall(page, action);
    await page.clock.runFor(20_000);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });

  test('does not send the phone a picture larger than Zalo takes', async () => {
    const page = await openApp();
    const outcome = await page.evaluate(() =>
      window.platform.saveImage(new Blob([new Uint8Array(5_000_001)]), 'lon.png'),
    );
    expect(outcome).toEqual({ kind: 'unavailable', reason: 'failed' });
    expect(await nativeCalls(page)).toEqual([]);
  });
});

describe('saving a document from inside Zalo', () => {
  const action = 'action.save.file';
  const save = (page: Page) =>
    page.evaluate(() =>
      window.platform.saveDocument(new Blob(['bytes'], { type: 'application/pdf' }), 'CT01.pdf'),
    );

  test('hands the bytes to the phone’s files, and no address', async () => {
    const page = await openApp();
    expect(await save(page)).toEqual({ kind: 'ok' });
    const [call] = await nativeCalls(page);
    expect(call).toMatchObject({
      action,
      parameters: { fileBase64Data: 'data:application/pdf;base64,Ynl0ZXM=' },
    });
    expect(call?.parameters).not.toHaveProperty('fileUrl');
  });

  test.each(refusals)('takes %s as an ordinary no', async (_, errorCode) => {
    expect(await save(await openApp({ answers: { [action]: { errorCode } } }))).toEqual({ kind: 'declined' });
  });

  test.each(unavailabilities)('says that %s stands in the way', async (_, errorCode, reason) => {
    const page = await openApp({ answers: { [action]: { errorCode } } });
    expect(await save(page)).toEqual({ kind: 'unavailable', reason });
  });

  test('says that saving failed when the phone refuses the file', async () => {
    const page = await openApp({ answers: { [action]: { errorCode: -101 } } });
    expect(await save(page)).toEqual({ kind: 'unavailable', reason: 'failed' });
  });

  test('gives up when Zalo never answers', async () => {
    const page = await openApp({ answers: { [action]: 'silence' } });
    await page.clock.install();
    const outcome = save(page);
    await waitForNativeCall(page, action);
    await page.clock.runFor(30_000);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });
});

describe('viewing a PDF inside Zalo', () => {
  const action = 'action.open.document';
  const view = (page: Page, url = 'https://portal.example.vn/api/forms/links/abc.pdf') =>
    page.evaluate((address) => window.platform.viewPdf(address, 'CT01'), url);

  test('opens Zalo’s viewer with a button to save', async () => {
    const page = await openApp();
    expect(await view(page)).toEqual({ kind: 'ok' });
    expect(await nativeCalls(page)).toEqual([
      {
        action,
        parameters: expect.objectContaining({
          url: 'https://portal.example.vn/api/forms/links/abc.pdf',
          title: 'CT01',
          download: true,
          share: false,
        }),
      },
    ]);
  });

  test.each(refusals)('takes %s as an ordinary no', async (_, errorCode) => {
    expect(await view(await openApp({ answers: { [action]: { errorCode } } }))).toEqual({ kind: 'declined' });
  });

  test.each([
    ['a file it cannot fetch', -702, 'failed'],
    ['a file it cannot show', -703, 'failed'],
    ['a Zalo too old for it', -1404, 'unsupported'],
  ] as const)('says that %s stands in the way', async (_, errorCode, reason) => {
    const page = await openApp({ answers: { [action]: { errorCode } } });
    expect(await view(page)).toEqual({ kind: 'unavailable', reason });
  });

  test('gives up when Zalo never answers', async () => {
    const page = await openApp({ answers: { [action]: 'silence' } });
    await page.clock.install();
    const outcome = view(page);
    await waitForNativeCall(page, action);
    await page.clock.runFor(30_000);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });

  test('asks Zalo for no address that is not https', async () => {
    const page = await openApp();
    expect(await view(page, 'http://portal.example.vn/a.pdf')).toEqual({
      kind: 'unavailable',
      reason: 'failed',
    });
    expect(await nativeCalls(page)).toEqual([]);
  });
});

describe('choosing photos inside Zalo', () => {
  test('opens Zalo’s rear camera and gives the photo', async () => {
    const page = await openApp();
    const chooser = await openedFileChooser(page, () =>
      page.evaluate(() => {
        Object.assign(window, { picking: window.platform.pickPhotos({ atMost: 3, source: 'camera' }) });
      }),
    );
    expect(await chooser.element().getAttribute('accept')).toBe('zcamera/photo-backfacing');
    expect(await chooser.element().getAttribute('capture')).toBe('environment');
    await chooser.setFiles({ name: 'anh.jpg', mimeType: 'image/jpeg', buffer: Buffer.from('jpeg') });
    const names = await page.evaluate(async () => {
      const { value }: { value: File[] } = await Reflect.get(window, 'picking');
      return value.map(({ name }) => name);
    });
    expect(names).toEqual(['anh.jpg']);
  });

  test('takes closing the picker as an ordinary no', async () => {
    const page = await openApp();
    await cancelFileChoosers(page);
    expect(await page.evaluate(() => window.platform.pickPhotos({ atMost: 3, source: 'album' }))).toEqual({
      kind: 'declined',
    });
  });
});

describe('following a channel inside Zalo', () => {
  const action = 'action.follow.oa';
  const follow = (page: Page) => page.evaluate(() => window.platform.followOa('4318657068771012646'));

  test('asks Zalo for that OA', async () => {
    const page = await openApp();
    expect(await follow(page)).toEqual({ kind: 'ok' });
    expect(await nativeCalls(page)).toContainEqual({
      action,
      parameters: expect.objectContaining({ uid: '4318657068771012646', showDialogConfirm: true }),
    });
  });

  test.each(refusals)('takes %s as an ordinary no', async (_, errorCode) => {
    expect(await follow(await openApp({ answers: { [action]: { errorCode } } }))).toEqual({
      kind: 'declined',
    });
  });

  test.each(unavailabilities)('says that %s stands in the way', async (_, errorCode, reason) => {
    const page = await openApp({ answers: { [action]: { errorCode } } });
    expect(await follow(page)).toEqual({ kind: 'unavailable', reason });
  });

  test('gives up when Zalo never answers', async () => {
    const page = await openApp({ answers: { [action]: 'silence' } });
    await page.clock.install();
    const outcome = follow(page);
    await waitForNativeCall(page, action);
    await page.clock.runFor(45_000);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });
});

describe('sending a link to somebody inside Zalo', () => {
  const action = 'action.open.sharesheet';
  const url = 'https://zalo.me/s/1/procedures/cu-tru-tam-tru';
  const share = (page: Page) =>
    page.evaluate((link) => window.platform.shareLink({ url: link, title: 'Đăng ký tạm trú' }), url);

  test('opens Zalo’s sheet of friends with it', async () => {
    const page = await openApp();
    expect(await share(page)).toEqual({ kind: 'ok' });
    expect(await nativeCalls(page)).toEqual([
      { action, parameters: expect.objectContaining({ link: url, chatOnly: 0 }) },
    ]);
  });

  test('takes closing the sheet as an ordinary no', async () => {
    const page = await openApp({ answers: { [action]: { data: { status: 0 } } } });
    expect(await share(page)).toEqual({ kind: 'declined' });
  });

  test.each(refusals)('takes %s as an ordinary no', async (_, errorCode) => {
    expect(await share(await openApp({ answers: { [action]: { errorCode } } }))).toEqual({
      kind: 'declined',
    });
  });

  test('says so when Zalo is too old for it', async () => {
    const page = await openApp({ answers: { [action]: { errorCode: -1404 } } });
    expect(await share(page)).toEqual({ kind: 'unavailable', reason: 'unsupported' });
  });
});

describe('leaving the app inside Zalo', () => {
  test('opens the chat with the OA', async () => {
    const page = await openApp();
    expect(await page.evaluate(() => window.platform.openChat('4318657068771012646'))).toEqual({
      kind: 'ok',
    });
    expect(await nativeCalls(page)).toContainEqual({
      action: 'action.open.chat',
      parameters: expect.objectContaining({ uId: '4318657068771012646' }),
    });
  });

  test('has the words in the chat written already, for the person to send', async () => {
    const page = await openApp();
    await page.evaluate(() => window.platform.openChat('4318657068771012646', 'Nhận trả lời'));
    expect(await nativeCalls(page)).toContainEqual({
      action: 'action.open.chat',
      parameters: expect.objectContaining({ uId: '4318657068771012646', msg: 'Nhận trả lời' }),
    });
  });

  test('tells a refusal of notifications from a Zalo that cannot ask', async () => {
    const page = await openApp({ answers: { 'action.mp.send.notification': { errorCode: -201 } } });
    const ask = () => page.evaluate(() => window.platform.askForNotifications());
    expect(await ask()).toEqual({ kind: 'declined' });
    await setNativeAnswer(page, 'action.mp.send.notification', { errorCode: -1404 });
    expect(await ask()).toEqual({ kind: 'unavailable', reason: 'unsupported' });
  });

  test('says so when Zalo opens no chat, or never answers', async () => {
    const page = await openApp({ answers: { 'action.open.chat': { errorCode: -1404 } } });
    const chat = () => page.evaluate(() => window.platform.openChat('1'));
    expect(await chat()).toEqual({ kind: 'unavailable', reason: 'unsupported' });
    await setNativeAnswer(page, 'action.open.chat', 'silence');
    await page.clock.install();
    const outcome = chat();
    await runClockUntilSettled(page, outcome);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });

  test('opens another’s page over the whole screen, with a way back', async () => {
    const page = await openApp();
    const outcome = await page.evaluate(() => window.platform.openOutside('https://dichvucong.gov.vn/a?b=1'));
    expect(outcome).toEqual({ kind: 'ok' });
    expect(await nativeCalls(page)).toContainEqual({
      action: 'action.open.inapp',
      parameters: expect.objectContaining({
        url: expect.stringMatching(/^https:\/\/dichvucong\.gov\.vn\/a\?b=1/),
        style: { modal_style: 'normal', left_button: 'back' },
      }),
    });
  });

  test.each(['http://dichvucong.gov.vn', 'javascript:alert(1)', 'zalo://home', 'dichvucong.gov.vn', ''])(
    'does not leave for “%s”',
    async (address) => {
      const page = await openApp();
      const outcome = await page.evaluate((url) => window.platform.openOutside(url), address);
      expect(outcome).toEqual({ kind: 'unavailable', reason: 'failed' });
      expect(await nativeCalls(page)).toEqual([]);
    },
  );
});

describe('coming back to the app by a new link', () => {
  test('tells the path inside the app, until one no longer listens', async () => {
    const page = await openApp();
    await page.clock.install();
    await page.evaluate(() => {
      const paths: string[] = [];
      Object.assign(window, { paths, stop: window.platform.onReopened((path) => paths.push(path)) });
    });
    const paths = () => page.evaluate(() => Reflect.get(window, 'paths'));
    await page.clock.runFor(2_000);
    await page.waitForFunction(() => 'zaloJSV2' in window);
    await reopenByLink(page, '/tin?w=tay-thanh&src=qr');
    await expect.poll(paths).toEqual(['/tin?w=tay-thanh&src=qr']);
    await page.evaluate(() => Reflect.get(window, 'stop')());
    await reopenByLink(page, '/?w=tan-quy');
    expect(await paths()).toEqual(['/tin?w=tay-thanh&src=qr']);
  });
});

describe('the SDK', () => {
  test('is not loaded before the phone is needed', async () => {
    const page = await openApp();
    expect(await page.evaluate(() => 'zaloJSV2' in window)).toBe(false);
    expect(await page.evaluate(() => window.platform.kind)).toBe('zalo');
    await page.evaluate(() => window.platform.call('113'));
    expect(await page.evaluate(() => 'zaloJSV2' in window)).toBe(true);
  });

  test('that cannot be loaded is an ordinary answer, and is loaded at the next try', async () => {
    const page = await openApp({ expectedErrors: [/ERR_INTERNET_DISCONNECTED/] });
    await page.context().setOffline(true);
    expect(await page.evaluate(() => window.platform.locate())).toEqual({
      kind: 'unavailable',
      reason: 'offline',
    });
    await page.context().setOffline(false);
    expect(await page.evaluate(() => window.platform.locate())).toMatchObject({ kind: 'ok' });
  });
});

/** The SDK calls the phone a few turns after it was asked. */
async function waitForNativeCall(page: Page, action: string): Promise<void> {
  await expect
    .poll(async () => {
      await page.clock.runFor(50);
      return (await nativeCalls(page)).map((call) => call.action);
    })
    .toContain(action);
}

/** Lets the page's clock run, with room for real network answers in between, until the work is done. */
async function runClockUntilSettled(page: Page, work: Promise<unknown>): Promise<void> {
  let isSettled = false;
  work.finally(() => {
    isSettled = true;
  });
  for (let turn = 0; turn < 200 && !isSettled; turn += 1) {
    await page.clock.runFor(500);
    await new Promise((resolve) => setTimeout(resolve, 10));
  }
}

/** Notes the `tel:` links that are followed from now on, instead of following them. */
async function watchTelLinks(page: Page): Promise<() => Promise<string[]>> {
  await page.evaluate(() => {
    const links: string[] = [];
    Object.assign(window, { links });
    document.addEventListener('click', (event) => {
      if (event.target instanceof HTMLAnchorElement && event.target.protocol === 'tel:') {
        event.preventDefault();
        links.push(event.target.href);
      }
    });
  });
  return () => page.evaluate(() => Reflect.get(window, 'links'));
}
