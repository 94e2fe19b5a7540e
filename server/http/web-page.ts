import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { brotliCompress, gzip } from 'node:zlib';
import { serveStatic } from '@hono/node-server/serve-static';
import { type Context, Hono, type MiddlewareHandler } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';
import { encodingFor } from './encoding.rules.ts';

/**
 * The Mini App's page for plain browsers: hashed files for ever, the page itself and its service worker always asked for anew, and every
 * address that is no file answers with the page, whose own router knows what to show. Home's page has home drawn in it already
 * (scripts/first-screen.ts), in the order that suits the phone's language.
 */
export async function createWebPage(folder: string): Promise<Hono> {
  const pages = await readPages(folder);
  return (
    new Hono()
      .use(pageHeaders)
      .use(compress())
      // The build has put each file beside itself in small.
      .use('/assets/*', found('public, max-age=31536000, immutable'))
      .use('/assets/*', serveStatic({ root: folder, precompressed: true }))
      .all('/assets/*', (c) => c.notFound())
      .use('/sw.js', found('no-cache'))
      .get('/sw.js', serveStatic({ root: folder }))
      .get('/', (c) => answerPage(c, pages[homeFor(c.req.header('accept-language') ?? '')]))
      .get('*', (c) => (path.extname(c.req.path) === '' ? answerPage(c, pages.screen) : c.notFound()))
  );
}

/** For how long a file that is there may be kept. */
function found(cacheControl: string): MiddlewareHandler {
  return async (c, next) => {
    await next();
    if (c.res.ok) c.header('Cache-Control', cacheControl);
  };
}

/** `home` for a phone in Vietnamese, `homeForEnglish` where the language's button stands first, `screen` for every other screen. */
type PageName = 'home' | 'homeForEnglish' | 'screen';

const pageFiles: Record<PageName, string> = {
  home: 'index.html',
  homeForEnglish: 'home-en.html',
  screen: 'screen.html',
};

/** What the phone draws first (src/lib/language.ts); one that begins in English gets no Vietnamese home to look at meanwhile. */
function homeFor(acceptLanguage: string): PageName {
  if (/^\s*vi\b/i.test(acceptLanguage)) return 'home';
  return /^\s*en\b/i.test(acceptLanguage) ? 'homeForEnglish' : 'screen';
}

/** Compressed once: the pages are small and asked for at every opening. */
type StoredPage = Record<'identity' | 'gzip' | 'br', Uint8Array<ArrayBuffer>>;

async function readPages(folder: string): Promise<Record<PageName, StoredPage>> {
  const read = async (name: PageName): Promise<StoredPage> => {
    // A folder with one page alone, made by hand, has that for every address.
    const own = await readFile(path.join(folder, pageFiles[name])).catch(() => null);
    const page = own ?? (await readFile(path.join(folder, pageFiles.home)));
    return {
      identity: new Uint8Array(page),
      gzip: new Uint8Array(await promisify(gzip)(page)),
      br: new Uint8Array(await promisify(brotliCompress)(page)),
    };
  };
  const [home, homeForEnglish, screen] = await Promise.all([
    read('home'),
    read('homeForEnglish'),
    read('screen'),
  ]);
  return { home, homeForEnglish, screen };
}

function answerPage(c: Context, page: StoredPage): Response {
  const encoding = encodingFor(c.req.header('accept-encoding'));
  c.header('Content-Type', 'text/html; charset=UTF-8');
  c.header('Cache-Control', 'no-cache');
  c.header('Vary', 'Accept-Encoding, Accept-Language');
  if (encoding) c.header('Content-Encoding', encoding);
  return c.body(page[encoding ?? 'identity']);
}

/** Only our own scripts run, nobody frames the page, and no address of it leaks to where a link leads. */
const pageHeaders = secureHeaders({
  contentSecurityPolicy: {
    defaultSrc: ["'none'"],
    scriptSrc: ["'self'"],
    styleSrc: ["'self'", "'unsafe-inline'"],
    imgSrc: ["'self'", 'blob:', 'data:'],
    fontSrc: ["'self'"],
    connectSrc: ["'self'"],
    manifestSrc: ["'self'"],
    workerSrc: ["'self'"],
    baseUri: ["'none'"],
    formAction: ["'none'"],
    frameAncestors: ["'none'"],
  },
  referrerPolicy: 'no-referrer',
  permissionsPolicy: { geolocation: ['self'], camera: ['self'], microphone: [], payment: [], usb: [] },
  // See security-headers.ts, which knows whether people come by https.
  strictTransportSecurity: false,
  crossOriginEmbedderPolicy: false,
});
