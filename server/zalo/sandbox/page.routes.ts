import { readFileSync } from 'node:fs';
import { Hono } from 'hono';
import type { SandboxEnv } from './sandbox-context.ts';

const files = {
  '/': { name: 'index.html', type: 'text/html; charset=utf-8' },
  '/page.css': { name: 'page.css', type: 'text/css; charset=utf-8' },
  '/desk-entrance.css': { name: 'desk-entrance.css', type: 'text/css; charset=utf-8' },
  '/desk-entrance.js': { name: 'desk-entrance.js', type: 'text/javascript; charset=utf-8' },
  '/bubbles.js': { name: 'bubbles.js', type: 'text/javascript; charset=utf-8' },
  '/chat.css': { name: 'chat.css', type: 'text/css; charset=utf-8' },
  '/chat.js': { name: 'chat.js', type: 'text/javascript; charset=utf-8' },
  '/oa-articles.css': { name: 'oa-articles.css', type: 'text/css; charset=utf-8' },
  '/oa-articles.js': { name: 'oa-articles.js', type: 'text/javascript; charset=utf-8' },
  '/page.js': { name: 'page.js', type: 'text/javascript; charset=utf-8' },
} as const;

/** Nothing inline, nothing from elsewhere; pictures by address are shown as a link only. */
const contentSecurityPolicy =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

/** The page at `/sandbox`: plain HTML, CSS and one script, read once. */
export function createPageRoutes(): Hono<SandboxEnv> {
  const app = new Hono<SandboxEnv>();
  for (const [route, { name, type }] of Object.entries(files)) {
    const body = readFileSync(new URL(`./page/${name}`, import.meta.url), 'utf8');
    app.get(route, (c) =>
      c.body(body, 200, {
        'content-type': type,
        'cache-control': 'no-cache',
        'content-security-policy': contentSecurityPolicy,
        'x-content-type-options': 'nosniff',
        'referrer-policy': 'no-referrer',
      }),
    );
  }
  return app;
}
