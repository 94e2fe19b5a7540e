import { cacheNameOf, handlingOf, isShellCache, type Shell, sweptCaches } from './shell-cache.rules.ts';

/**
 * Lets the web page open without a line after one visit. It keeps the files of one build, never an answer of the API: what is known of
 * the place is the app's own snapshot, which says that it is old. Inside Zalo there is no worker; the shell is Zalo's.
 *
 * A new build is installed beside the old one and takes over at once. Nothing is reloaded, and the build before stays, so that a window
 * with an open tip finds its own screens.
 */

/** The parts of a worker's surroundings that are used here: the page's types do not know them. */
type LifeEvent = Event & { waitUntil(work: Promise<unknown>): void };
type FetchEvent = LifeEvent & { readonly request: Request; respondWith(answer: Promise<Response>): void };
declare const self: {
  readonly location: Location;
  readonly clients: { claim(): Promise<void> };
  skipWaiting(): Promise<void>;
  addEventListener(type: 'install' | 'activate', listener: (event: LifeEvent) => void): void;
  addEventListener(type: 'fetch', listener: (event: FetchEvent) => void): void;
};

/** Put here by the build (scripts/offline-shell.ts). */
declare const __SHELL__: Shell;

const shell = __SHELL__;
/** Home has a page with home drawn in it; every other address answers with one page. */
const pageAddresses = { home: '/', screen: '/sos' } as const;
/** Longer than a poor line needs, shorter than somebody in need waits; then the kept page opens. */
const pageLimitMs = 3_000;

self.addEventListener('install', (event) => event.waitUntil(keepShell()));
self.addEventListener('activate', (event) => event.waitUntil(sweep()));
self.addEventListener('fetch', (event) => {
  const handling = handlingOf(event.request, self.location.origin);
  if (handling === 'page') event.respondWith(answerPage(event.request));
  if (handling === 'asset') event.respondWith(answerAsset(event.request));
});

/** All or nothing: a shell with a hole would open and then fail. What an older build has already is not fetched again. */
async function keepShell(): Promise<void> {
  const cache = await caches.open(cacheNameOf(shell));
  await cache.addAll(
    Object.values(pageAddresses).map((address) => new Request(address, { cache: 'reload' })),
  );
  await Promise.all(
    shell.files.map(async (file) => {
      const known = await keptFile(file);
      return known ? cache.put(file, known) : cache.add(file);
    }),
  );
  await self.skipWaiting();
}

async function sweep(): Promise<void> {
  const swept = sweptCaches(await caches.keys(), cacheNameOf(shell));
  await Promise.all(swept.map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** The server's own page while it answers, so that nobody is kept on an old build; the kept one when it does not. */
async function answerPage(request: Request): Promise<Response> {
  const isHome = new URL(request.url).pathname === pageAddresses.home;
  const address = isHome ? pageAddresses.home : pageAddresses.screen;
  const kept = await caches.match(address, { cacheName: cacheNameOf(shell), ignoreVary: true });
  if (!kept) return fetch(request);
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(kept), pageLimitMs);
    fetch(request)
      .then((answer) => resolve(answer.status >= 500 ? kept : answer))
      .catch(() => resolve(kept))
      .finally(() => clearTimeout(timer));
  });
}

/** A file never changes under its name, so the kept one is as good as the server's. */
async function answerAsset(request: Request): Promise<Response> {
  return (await keptFile(request.url)) ?? fetch(request);
}

async function keptFile(address: string): Promise<Response | undefined> {
  for (const cacheName of (await caches.keys()).filter(isShellCache)) {
    const found = await caches.match(address, { cacheName });
    if (found) return found;
  }
  return undefined;
}
