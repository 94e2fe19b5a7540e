import type { Browser, BrowserContext, BrowserContextOptions, Page } from 'playwright-core';
import { smallPhone } from '../support/chromium.ts';

/** A cheap phone on a poor line, as Zalo's users have them: a fourth of this machine's speed, 1.6 Mbit/s, 150 ms. */
export const slowPhone = { slowedTimes: 4, kilobitsPerSecond: 1_600, roundTripMs: 150 } as const;

/** Gives the page time to do what the last answer started. */
const settleMs = 1_500;
const openingLimitMs = 30_000;

/** One opening of a page. Milliseconds are from the beginning of the navigation. */
export type Opening = {
  firstPaintMs: number;
  largestPaintMs: number;
  /** Eighty visible characters. */
  firstTextMs: number;
  /** All that the first screen needs is there, and its controls do what they say. */
  usableMs: number;
  /** Cumulative layout shift of all that happened, without a touch before it. */
  layoutShift: number;
  /** Of long tasks, what is above 50 ms each. */
  blockedMs: number;
  /** Scripts that had come when the screen was usable, as they travel. */
  scriptBytes: number;
};

/** A touch or a key, from the finger until what it does is drawn. */
export type Interaction = { durationMs: number; what: string };

type Watched = {
  firstTextMs: number | null;
  usableMs: number | null;
  largestPaintMs: number;
  layoutShift: number;
  blockedMs: number;
  interactions: Record<string, Interaction>;
};
declare global {
  interface Window {
    watched: Watched;
  }
}

/** A phone of its own, with nothing in its memory. Our service worker stays out: Zalo has none either. */
export async function openSlowPhone(
  browser: Browser,
  options: BrowserContextOptions = {},
): Promise<{ context: BrowserContext; page: Page }> {
  const context = await browser.newContext({
    ...smallPhone,
    serviceWorkers: 'block',
    permissions: ['geolocation'],
    // In Tây Thạnh.
    geolocation: { latitude: 10.8128, longitude: 106.6223, accuracy: 15 },
    ...options,
  });
  const page = await context.newPage();
  await page.addInitScript(watch);
  const session = await context.newCDPSession(page);
  await session.send('Network.enable');
  const bytesPerSecond = (slowPhone.kilobitsPerSecond * 1_000) / 8;
  await session.send('Network.emulateNetworkConditions', {
    offline: false,
    latency: slowPhone.roundTripMs,
    downloadThroughput: bytesPerSecond,
    uploadThroughput: bytesPerSecond / 2,
  });
  await session.send('Emulation.setCPUThrottlingRate', { rate: slowPhone.slowedTimes });
  return { context, page };
}

/** Opens an address and looks on until nothing happens any more. */
export async function measureOpening(page: Page, address: string): Promise<Opening> {
  await page.goto(address, { waitUntil: 'commit' });
  await page.waitForFunction(() => window.watched?.usableMs != null, null, { timeout: openingLimitMs });
  await page.waitForTimeout(settleMs);
  return page.evaluate(() => {
    const { watched } = window;
    const usableMs = watched.usableMs ?? 0;
    const scripts = (performance.getEntriesByType('resource') as PerformanceResourceTiming[]).filter(
      ({ name, responseEnd }) => name.endsWith('.js') && responseEnd <= usableMs,
    );
    return {
      firstPaintMs: performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? 0,
      largestPaintMs: watched.largestPaintMs,
      firstTextMs: watched.firstTextMs ?? 0,
      usableMs,
      layoutShift: watched.layoutShift,
      blockedMs: watched.blockedMs,
      scriptBytes: scripts.reduce((sum, { encodedBodySize }) => sum + encodedBodySize, 0),
    };
  });
}

/** All touches and keys since the page was opened; what was drawn within a frame counts as one of 16 ms, as the browser tells no less. */
export async function interactionsOf(page: Page): Promise<Interaction[]> {
  await page.waitForTimeout(settleMs);
  return page.evaluate(() => {
    const slow = Object.values(window.watched.interactions);
    const { interactionCount } = performance as Performance & { interactionCount?: number };
    const quick = Math.max(0, (interactionCount ?? 0) - slow.length);
    return [...slow, ...Array.from({ length: quick }, () => ({ durationMs: 16, what: 'quick' }))];
  });
}

/** Runs in the page, before anything else. */
function watch(): void {
  const watched: Watched = {
    firstTextMs: null,
    usableMs: null,
    largestPaintMs: 0,
    layoutShift: 0,
    blockedMs: 0,
    interactions: {},
  };
  window.watched = watched;
  const observe = <Entry extends PerformanceEntry>(type: string, take: (entry: Entry) => void) =>
    new PerformanceObserver((list) => {
      for (const entry of list.getEntries()) take(entry as Entry);
    }).observe({ type, buffered: true, durationThreshold: 16 } as PerformanceObserverInit);
  observe('largest-contentful-paint', ({ startTime }) => {
    watched.largestPaintMs = startTime;
  });
  observe<PerformanceEntry & { value: number; hadRecentInput: boolean }>('layout-shift', (entry) => {
    if (!entry.hadRecentInput) watched.layoutShift += entry.value;
  });
  observe('longtask', ({ duration }) => {
    watched.blockedMs += Math.max(0, duration - 50);
  });
  observe<PerformanceEventTiming & { interactionId?: number }>('event', (entry) => {
    if (!entry.interactionId) return;
    const former = watched.interactions[entry.interactionId];
    if (former && former.durationMs >= entry.duration) return;
    const target = entry.target instanceof Element ? entry.target : null;
    const name = target?.textContent?.trim().slice(0, 40) || target?.tagName || '';
    watched.interactions[entry.interactionId] = {
      durationMs: entry.duration,
      what: `${entry.name} ${name}`,
    };
  });
  const look = () => {
    // biome-ignore lint/performance/useDomNodeTextContent: what is hidden is no text to a reader
    const words = (document.body?.innerText ?? '').replace(/\s+/g, '');
    if (watched.firstTextMs === null && words.length >= 80) watched.firstTextMs = performance.now();
    const app = document.getElementById('app');
    // Ours comes drawn, and says so until its scripts have taken over; the floor is empty until then.
    if (app?.querySelector('main') && app.dataset.still === undefined) watched.usableMs ??= performance.now();
    if (watched.firstTextMs === null || watched.usableMs === null) setTimeout(look, 20);
  };
  look();
}
