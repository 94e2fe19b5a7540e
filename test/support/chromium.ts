import chromium from '@sparticuz/chromium';
import {
  type Browser,
  type BrowserContextOptions,
  type FileChooser,
  type Page,
  chromium as playwright,
} from 'playwright-core';
import { expect, onTestFinished } from 'vitest';
import { unpackChromium } from './chromium-binary.ts';
import { type Crossing, openCrossing } from './crossing.ts';

/**
 * Switches of the package that are for a cloud function, not for a test: everything in one process, three dimensions, and no web
 * security (we want to see our CORS answers fail when they are wrong).
 */
const droppedSwitches =
  /^--(single-process|no-zygote|in-process-gpu|use-gl|use-angle|enable-unsafe-swiftshader|ignore-gpu-blocklist|disable-web-security|allow-running-insecure-content|headless)/;

/** How long a step waits for what it is about, on a machine that does much at once. */
const patienceMs = 60_000;

/** A small Android phone of somebody in Việt Nam. */
export const smallPhone = {
  viewport: { width: 390, height: 844 },
  deviceScaleFactor: 2,
  isMobile: true,
  hasTouch: true,
  locale: 'vi-VN',
  timezoneId: 'Asia/Ho_Chi_Minh',
} satisfies BrowserContextOptions;

const androidUserAgent =
  'Mozilla/5.0 (Linux; Android 13; SM-A515F) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/149.0.0.0 Mobile Safari/537.36';

/** Zalo's ordinary in-app browser and its Mini App web view both present themselves like this. */
export const zaloUserAgent =
  'Mozilla/5.0 (Linux; Android 13; SM-A515F; wv) AppleWebKit/537.36 (KHTML, like Gecko) Version/4.0 Chrome/149.0.0.0 Mobile Safari/537.36 Zalo android/26010001 ZaloTheme/light ZaloLanguage/vi';

/**
 * Starts Chromium. Names in `hosts`, with or without a port, lead to a port of this machine (`{ 'h5.zdn.vn': 4711 }`, or
 * `{ 'localhost:8787': 4711 }`); every other name fails at once, so that no test leaves the machine.
 */
export async function launchChromium(options: { hosts?: Record<string, number> } = {}): Promise<Browser> {
  const { executablePath, env } = await unpackChromium();
  const mapped = Object.entries(options.hosts ?? {}).map(([host, port]) => `MAP ${host} 127.0.0.1:${port}`);
  // Not "EXCLUDE localhost": it would go before a rule for one port of localhost.
  const rules = [...mapped, 'MAP localhost 127.0.0.1', 'MAP * ~NOTFOUND', 'EXCLUDE 127.0.0.1'];
  const args = [
    ...chromium.args.filter((argument) => !droppedSwitches.test(argument)),
    '--no-sandbox',
    '--disable-gpu',
    '--disable-quic',
    '--no-first-run',
    '--disable-background-networking',
    '--disable-component-update',
    '--disable-sync',
    '--mute-audio',
    `--host-resolver-rules=${rules.join(', ')}`,
  ];
  return playwright.launch({ executablePath, args, env: { ...process.env, ...env }, headless: true });
}

/** The names that a test can give a server of its own: where Zalo keeps Mini Apps, our server as the package asks it, a page without https. */
const testHosts = ['h5.zdn.vn', 'h5.zalo.me', 'localhost:8787', 'portal.test'] as const;
export type TestHosts = Partial<Record<(typeof testHosts)[number], number>>;

type WorkersBrowser = { browser: Browser; crossings: Map<string, Crossing> };
let workersBrowser: Promise<WorkersBrowser> | null = null;

/** One for all the tests of a worker, which run one after the other, each in a context of its own: a start costs as much as a journey. */
async function browserOfWorker(): Promise<WorkersBrowser> {
  const running = await workersBrowser;
  if (running?.browser.isConnected()) return running;
  workersBrowser = startWorkersBrowser();
  return workersBrowser;
}

async function startWorkersBrowser(): Promise<WorkersBrowser> {
  const crossings = new Map<string, Crossing>();
  for (const host of testHosts) crossings.set(host, await openCrossing());
  const hosts = Object.fromEntries([...crossings].map(([host, { port }]) => [host, port]));
  return { browser: await launchChromium({ hosts }), crossings };
}

/** From now on these names lead to these ports of this machine. */
export async function leadHosts(hosts: TestHosts): Promise<void> {
  const { crossings } = await browserOfWorker();
  for (const [host, port] of Object.entries(hosts)) crossings.get(host)?.leadTo(port);
}

export type PhonePageOptions = {
  userAgent?: string;
  /** Where the phone is, or that the person refuses to say. Without it the browser refuses too. */
  position?: { lat: number; lng: number; accuracyM: number } | 'refused';
  /** Console errors and page errors that belong to the case; all others fail the test. */
  expectedErrors?: RegExp[];
  context?: BrowserContextOptions;
};

/**
 * A page on a small Android phone of a Vietnamese citizen, for the running test: it is closed when the test ends, and the test
 * fails if the page threw or wrote an error to the console that was not expected.
 */
export async function openPhonePage(options: PhonePageOptions = {}): Promise<Page> {
  const { position } = options;
  const { browser } = await browserOfWorker();
  const context = await browser.newContext({
    ...smallPhone,
    userAgent: options.userAgent ?? androidUserAgent,
    // A test sees the server's page and its own routes, not what an earlier page left; tests of the offline start allow it.
    serviceWorkers: 'block',
    ...(typeof position === 'object'
      ? {
          permissions: ['geolocation'],
          geolocation: { latitude: position.lat, longitude: position.lng, accuracy: position.accuracyM },
        }
      : {}),
    ...options.context,
  });
  context.setDefaultTimeout(patienceMs);
  const page = await context.newPage();
  const errors = collectErrors(page, options.expectedErrors ?? []);
  onTestFinished(async () => {
    // What closing breaks off is no error of the page.
    const found = [...errors];
    await context.close();
    expect(found, 'errors of the page').toEqual([]);
  });
  return page;
}

function collectErrors(page: Page, expected: RegExp[]): string[] {
  const errors: string[] = [];
  const note = (text: string) => {
    if (!expected.some((pattern) => pattern.test(text))) errors.push(text);
  };
  page.on('pageerror', (error) => note(`${error.name}: ${error.message}`));
  page.on('console', (message) => {
    if (message.type() === 'error') note(`${message.text()} (${message.location().url})`);
  });
  return errors;
}

/** Does what opens the phone's photo picker and hands back the picker; `setFiles` on it is the person's choice. */
export async function openedFileChooser(page: Page, tap: () => Promise<unknown>): Promise<FileChooser> {
  const [chooser] = await Promise.all([page.waitForEvent('filechooser'), tap()]);
  return chooser;
}

/** From now on the person closes every photo picker without a choice, as with the phone's back button. */
export async function cancelFileChoosers(page: Page): Promise<void> {
  const session = await page.context().newCDPSession(page);
  await session.send('Page.setInterceptFileChooserDialog', { enabled: true, cancel: true });
}
