import type { Server } from 'node:http';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  cancelFileChoosers,
  leadHosts,
  openedFileChooser,
  openPhonePage,
  type PhonePageOptions,
  zaloUserAgent,
} from '../support/chromium.ts';
import { buildPlatformPage, type PlatformPage, servePlatformPage } from '../support/platform-page.ts';

let built: PlatformPage;
let served: { origin: string; server: Server };

beforeAll(async () => {
  built = await buildPlatformPage('production');
  served = await servePlatformPage(built.folder);
  // A name that is no secure context, as when somebody opens a server of their own network without https.
  await leadHosts({ 'portal.test': Number(new URL(served.origin).port) });
});

afterAll(async () => {
  served?.server.close();
  await built?.remove();
});

async function openPage(options: PhonePageOptions = {}, origin = served.origin): Promise<Page> {
  const page = await openPhonePage(options);
  await page.goto(`${origin}/`);
  return page;
}

const jpeg = (name: string) => ({ name, mimeType: 'image/jpeg', buffer: Buffer.from(name) });

describe('finding the place in a browser', () => {
  test('gives the position with its accuracy and time', async () => {
    const page = await openPage({ position: { lat: 10.8102, lng: 106.6245, accuracyM: 12 } });
    const outcome = await page.evaluate(() => window.platform.locate());
    expect(outcome).toEqual({
      kind: 'ok',
      value: { lat: 10.8102, lng: 106.6245, accuracyM: 12, at: expect.stringMatching(/^\d{4}-.*Z$/) },
    });
  });

  test('takes a refusal as an ordinary no', async () => {
    const page = await openPage({ position: 'refused' });
    expect(await page.evaluate(() => window.platform.locate())).toEqual({ kind: 'declined' });
  });

  test('does not take a page without https for a refusal of the person', async () => {
    const page = await openPage({}, 'http://portal.test');
    expect(await page.evaluate(() => window.platform.locate())).toEqual({
      kind: 'unavailable',
      reason: 'unsupported',
    });
  });

  test('falls back to the rougher position when the satellites take too long', async () => {
    const page = await openPage();
    const asked = await page.evaluate(async () => {
      const precision: unknown[] = [];
      const position = {
        coords: { latitude: 10.79, longitude: 106.63, accuracy: 400 },
        timestamp: Date.UTC(2026, 10, 24),
      };
      navigator.geolocation.getCurrentPosition = (found, failed, options) => {
        precision.push(options?.enableHighAccuracy);
        if (options?.enableHighAccuracy) {
          failed?.(Object.assign(Object.create(GeolocationPositionError.prototype), {}));
        } else found(position as GeolocationPosition);
      };
      Object.defineProperty(GeolocationPositionError.prototype, 'code', { value: 3 });
      return { outcome: await window.platform.locate(), precision };
    });
    expect(asked.precision).toEqual([true, false]);
    expect(asked.outcome).toEqual({
      kind: 'ok',
      value: { lat: 10.79, lng: 106.63, accuracyM: 400, at: '2026-11-24T00:00:00.000Z' },
    });
  });

  test('gives up when the person never answers the browser’s question', async () => {
    const page = await openPage();
    await page.clock.install();
    const outcome = page.evaluate(() => {
      navigator.geolocation.getCurrentPosition = () => undefined;
      return window.platform.locate();
    });
    await page.evaluate(() => undefined);
    await page.clock.runFor(60_000);
    expect(await outcome).toEqual({ kind: 'unavailable', reason: 'timeout' });
  });
});

test('nobody is signed in in a browser', async () => {
  const page = await openPage();
  expect(await page.evaluate(() => window.platform.signIn())).toEqual({
    kind: 'unavailable',
    reason: 'unsupported',
  });
});

describe('choosing photos in a browser', () => {
  const startPicking = (page: Page, options: { atMost: number; source: 'camera' | 'album' }) =>
    page.evaluate((wanted) => {
      Object.assign(window, { picking: window.platform.pickPhotos(wanted) });
    }, options);
  const picked = (page: Page) =>
    page.evaluate(async () => {
      const outcome: Awaited<ReturnType<typeof window.platform.pickPhotos>> = await Reflect.get(
        window,
        'picking',
      );
      return outcome.kind === 'ok' ? outcome.value.map(({ name }) => name) : outcome.kind;
    });

  test('gives the photos that were chosen', async () => {
    const page = await openPage();
    const chooser = await openedFileChooser(page, () => startPicking(page, { atMost: 3, source: 'album' }));
    expect(await chooser.element().getAttribute('accept')).toBe('image/*');
    expect(await chooser.element().getAttribute('capture')).toBeNull();
    await chooser.setFiles([jpeg('mot.jpg'), jpeg('hai.jpg')]);
    expect(await picked(page)).toEqual(['mot.jpg', 'hai.jpg']);
    expect(await page.locator('input').count()).toBe(0);
  });

  test('keeps the first ones when more were chosen than a tip takes', async () => {
    const page = await openPage();
    const chooser = await openedFileChooser(page, () => startPicking(page, { atMost: 2, source: 'album' }));
    await chooser.setFiles([jpeg('mot.jpg'), jpeg('hai.jpg'), jpeg('ba.jpg')]);
    expect(await picked(page)).toEqual(['mot.jpg', 'hai.jpg']);
  });

  test('opens the rear camera when a photo is to be taken', async () => {
    const page = await openPage();
    const chooser = await openedFileChooser(page, () => startPicking(page, { atMost: 3, source: 'camera' }));
    expect(await chooser.element().getAttribute('capture')).toBe('environment');
    await chooser.setFiles(jpeg('moi.jpg'));
    expect(await picked(page)).toEqual(['moi.jpg']);
  });

  test('takes closing the picker as an ordinary no', async () => {
    const page = await openPage();
    await cancelFileChoosers(page);
    await startPicking(page, { atMost: 3, source: 'album' });
    expect(await picked(page)).toBe('declined');
    expect(await page.locator('input').count()).toBe(0);
  });

  test('settles a picker that an old phone has closed without telling, once another is opened', async () => {
    const page = await openPage();
    await openedFileChooser(page, () => startPicking(page, { atMost: 3, source: 'album' }));
    const first = picked(page);
    const chooser = await openedFileChooser(page, () => startPicking(page, { atMost: 3, source: 'album' }));
    expect(await first).toBe('declined');
    await chooser.setFiles(jpeg('hai.jpg'));
    expect(await picked(page)).toEqual(['hai.jpg']);
  });

  test('settles a picker that an old phone has closed without telling, a minute after coming back', async () => {
    const page = await openPage();
    await page.clock.install();
    await openedFileChooser(page, () => startPicking(page, { atMost: 3, source: 'album' }));
    await page.evaluate(() => window.dispatchEvent(new Event('focus')));
    await page.clock.runFor(60_000);
    expect(await picked(page)).toBe('declined');
  });
});

describe('calling from a browser', () => {
  test('follows a link with the bare number', async () => {
    const page = await openPage();
    const dialled = await page.evaluate(async () => {
      const links: string[] = [];
      document.addEventListener('click', (event) => {
        event.preventDefault();
        if (event.target instanceof HTMLAnchorElement) links.push(event.target.href);
      });
      return { outcome: await window.platform.call('(028) 3864.0501'), links };
    });
    expect(dialled).toEqual({ outcome: { kind: 'ok' }, links: ['tel:02838640501'] });
  });

  test('refuses what is not a telephone number', async () => {
    const page = await openPage();
    expect(await page.evaluate(() => window.platform.call('số thử'))).toEqual({
      kind: 'unavailable',
      reason: 'failed',
    });
  });
});

describe('saving a picture from a browser', () => {
  const save = (page: Page) =>
    page.evaluate(() => window.platform.saveImage(new Blob(['png'], { type: 'image/png' }), 'ma.png'));

  test('downloads the picture under its name', async () => {
    const page = await openPage();
    const [download, outcome] = await Promise.all([page.waitForEvent('download'), save(page)]);
    expect(download.suggestedFilename()).toBe('ma.png');
    expect(outcome).toEqual({ kind: 'ok' });
  });

  test('promises nothing inside another app’s web view, which drops downloads', async () => {
    const page = await openPage({ userAgent: zaloUserAgent });
    await page.evaluate(() => Object.assign(navigator, { canShare: () => false }));
    expect(await save(page)).toEqual({ kind: 'unavailable', reason: 'unsupported' });
  });

  test.each([
    ['accepts the picture', null, { kind: 'ok' }],
    ['is closed by the person', 'AbortError', { kind: 'declined' }],
    ['fails', 'NotAllowedError', { kind: 'unavailable', reason: 'failed' }],
  ])('asks the share sheet inside another app’s web view, which %s', async (_, failure, outcome) => {
    const page = await openPage({ userAgent: zaloUserAgent });
    await page.evaluate((name) => {
      const share = () => (name ? Promise.reject(new DOMException('', name)) : Promise.resolve());
      Object.assign(navigator, { canShare: () => true, share });
    }, failure);
    expect(await save(page)).toEqual(outcome);
  });
});

describe('a document in a browser', () => {
  const call = (page: Page, way: 'saveDocument' | 'shareDocument') =>
    page.evaluate(
      (name) => window.platform[name](new Blob(['pdf'], { type: 'application/pdf' }), 'CT01 - Tờ khai.pdf'),
      way,
    );

  test('is downloaded under its name', async () => {
    const page = await openPage();
    const [download, outcome] = await Promise.all([
      page.waitForEvent('download'),
      call(page, 'saveDocument'),
    ]);
    expect(download.suggestedFilename()).toBe('CT01 - Tờ khai.pdf');
    expect(outcome).toEqual({ kind: 'ok' });
  });

  test('goes to the share sheet with its name and kind', async () => {
    const page = await openPage();
    await page.evaluate(() =>
      Object.assign(navigator, {
        canShare: () => true,
        share: async ({ files }: { files: File[] }) => {
          document.title = files.map(({ name, type }) => `${name} ${type}`).join();
        },
      }),
    );
    expect(await call(page, 'shareDocument')).toEqual({ kind: 'ok' });
    expect(await page.title()).toBe('CT01 - Tờ khai.pdf application/pdf');
  });

  test('is not promised a viewer or a share sheet that the browser does not have', async () => {
    const page = await openPage();
    await page.evaluate(() => Object.assign(navigator, { canShare: undefined }));
    const unsupported = { kind: 'unavailable', reason: 'unsupported' };
    expect(await call(page, 'shareDocument')).toEqual(unsupported);
    expect(await page.evaluate(() => window.platform.viewPdf('https://example.vn/a.pdf', 'CT01'))).toEqual(
      unsupported,
    );
  });
});

describe('copying a text in a browser', () => {
  const copy = (page: Page) => page.evaluate(() => window.platform.copyText('TB-7K3M9Q'));

  test('puts it on the clipboard', async () => {
    const page = await openPage({ context: { permissions: ['clipboard-read', 'clipboard-write'] } });
    expect(await copy(page)).toEqual({ kind: 'ok' });
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe('TB-7K3M9Q');
  });

  test('copies by selection where the page has no clipboard', async () => {
    const page = await openPage({}, 'http://portal.test');
    const copied = await page.evaluate(async () => {
      const texts: string[] = [];
      document.addEventListener('copy', () => texts.push(String(document.getSelection())));
      return { outcome: await window.platform.copyText('TB-7K3M9Q'), texts };
    });
    expect(copied).toEqual({ outcome: { kind: 'ok' }, texts: ['TB-7K3M9Q'] });
    expect(await page.locator('textarea').count()).toBe(0);
  });

  test('says so when the browser allows neither way', async () => {
    const page = await openPage();
    await page.evaluate(() => {
      navigator.clipboard.writeText = () => Promise.reject(new DOMException('', 'NotAllowedError'));
      document.execCommand = () => false;
    });
    expect(await copy(page)).toEqual({ kind: 'unavailable', reason: 'unsupported' });
  });
});

test('the page of a browser never loads Zalo’s SDK', async () => {
  const page = await openPage({ position: 'refused' });
  await page.evaluate(async () => {
    window.platform.onReopened(() => undefined);
    await window.platform.locate();
    await window.platform.copyText('a');
  });
  expect(await page.evaluate(() => window.platform.kind)).toBe('browser');
  expect(await page.evaluate(() => 'zaloJSV2' in window)).toBe(false);
});

describe('leaving the page in a browser', () => {
  const cases = [
    ['following a channel', 'followOa', '4318657068771012646', 'https://zalo.me/4318657068771012646'],
    ['the chat of a channel', 'openChat', '4318657068771012646', 'https://zalo.me/4318657068771012646'],
    ['another’s page', 'openOutside', 'https://dichvucong.gov.vn', 'https://dichvucong.gov.vn/'],
  ] as const;

  test.each(cases)('opens %s beside ours, without a way back into it', async (_, method, given, opened) => {
    const page = await openPage();
    await page.context().route(/^https:/, (route) => route.fulfill({ body: '' }));
    const [popup, outcome] = await Promise.all([
      page.waitForEvent('popup'),
      page.evaluate(([name, value]) => window.platform[name](value), [method, given] as const),
    ]);
    expect(outcome).toEqual({ kind: 'ok' });
    await popup.waitForURL(opened);
    expect(await popup.evaluate(() => window.opener)).toBeNull();
    expect(await popup.evaluate(() => document.referrer)).toBe('');
  });

  test('leaves for no address that is not https', async () => {
    const page = await openPage();
    expect(await page.evaluate(() => window.platform.openOutside('javascript:alert(1)'))).toEqual({
      kind: 'unavailable',
      reason: 'failed',
    });
    expect(page.context().pages()).toHaveLength(1);
  });
});
