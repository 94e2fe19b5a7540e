import { readFile } from 'node:fs/promises';
import path from 'node:path';
import { serveStatic } from '@hono/node-server/serve-static';
import { Hono } from 'hono';
import { compress } from 'hono/compress';
import { secureHeaders } from 'hono/secure-headers';

/**
 * The Mini App's page for plain browsers: hashed files for ever, the page itself and its service worker always asked for anew, and every
 * address that is no file answers with the page, whose own router knows what to show.
 */
export async function createWebPage(folder: string): Promise<Hono> {
  const page = await readFile(path.join(folder, 'index.html'), 'utf8');
  return new Hono()
    .use(pageHeaders)
    .use(compress())
    .use(
      '/assets/*',
      serveStatic({
        root: folder,
        onFound: (_file, c) => c.header('Cache-Control', 'public, max-age=31536000, immutable'),
      }),
    )
    .get(
      '/sw.js',
      serveStatic({ root: folder, onFound: (_file, c) => c.header('Cache-Control', 'no-cache') }),
    )
    .get('*', (c) => {
      if (path.extname(c.req.path) !== '') return c.notFound();
      c.header('Cache-Control', 'no-cache');
      return c.html(page);
    });
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
