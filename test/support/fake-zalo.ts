import { readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import { createServer } from 'node:https';
import type { AddressInfo } from 'node:net';
import path from 'node:path';
import { gzipSync } from 'node:zlib';
import type { Page } from 'playwright-core';
import type { WwwManifest } from '../../scripts/www-manifest.ts';
import { leadHosts, openPhonePage, type PhonePageOptions, zaloUserAgent } from './chromium.ts';
import { selfSignedCertificate } from './self-signed-certificate.ts';

/**
 * Zalo around a Mini App, so that the real zmp-sdk runs end to end in Chromium: the shell page at `https://h5.zdn.vn/zapps/<id>/` made
 * from the package's lists, the native bridge of an Android phone, and the few addresses of h5.zalo.me that the SDK asks.
 */
export type FakeZalo = {
  /** Opens the Mini App at a path such as `/?w=tay-thanh`; the person's and the phone's answers are in `answers`. */
  open(path: string, options?: FakeZaloPageOptions): Promise<Page>;
  /** Where `h5.zdn.vn` has to lead, for who brings a browser of their own. */
  port: number;
  /** The address of a path of the Mini App. */
  addressOf(path: string): string;
  stop(): Promise<void>;
};

/** What the native side answers to an action: data, an error code of Zalo, or nothing at all, for ever. */
export type NativeAnswer = { data: unknown } | { errorCode: number; message?: string } | 'silence';

export type FakeZaloPageOptions = PhonePageOptions & {
  /** By native action, such as `action.get.location`; the others succeed. */
  answers?: Record<string, NativeAnswer>;
  /** The token that `getAccessToken` gives; our server in the sandbox knows whose it is. */
  accessToken?: string;
  locationToken?: string;
  /** Done to the page before it goes to the app; then nobody waits until all of it has come. */
  beforeOpening?: (page: Page) => Promise<unknown>;
};

type NativeCall = { action: string; parameters: unknown };

declare global {
  interface Window {
    fakeZalo: { calls: NativeCall[]; answers: Record<string, NativeAnswer> };
    zaloJSV2: { zalo_h5_event_handler(id: string, name: string, data: string): void };
  }
}

const appId = '1234567890123456789';
const base = `/zapps/${appId}`;
/** Each upload lies in a folder of its own; the shell points there. */
const versionFolder = `${base}/1`;

const addressOf = (pathInApp: string): string => `https://h5.zdn.vn${base}${pathInApp}`;

/** Serves the package that lies in `folder` (with its `app-config.json`) as Zalo would. */
export async function startFakeZalo({ folder }: { folder: string }): Promise<FakeZalo> {
  const server = createServer(selfSignedCertificate('h5.zdn.vn'), (request, response) => {
    const answer = request.headers.host === 'h5.zalo.me' ? answerAsZaloApi : answerAsShell(folder);
    answer(request, response).catch((error: unknown) => response.destroy(error as Error));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  // One that serves a whole worker ends with it.
  server.unref();
  const { port } = server.address() as AddressInfo;
  return {
    port,
    addressOf,
    open: async (pathInApp, options) => {
      await leadHosts({ 'h5.zdn.vn': port, 'h5.zalo.me': port });
      return await openMiniApp(pathInApp, options);
    },
    stop: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

/** The native calls that the page has made so far, oldest first, without the sign-in that precedes them. */
export async function nativeCalls(page: Page): Promise<NativeCall[]> {
  const calls = await page.evaluate(() => window.fakeZalo.calls);
  return calls.filter(({ action }) => action !== 'action.jump.login');
}

/** Changes what the native side answers from now on. */
export async function setNativeAnswer(page: Page, action: string, answer: NativeAnswer): Promise<void> {
  await page.evaluate(
    (change) => {
      window.fakeZalo.answers[change.action] = change.answer;
    },
    { action, answer },
  );
}

/** Zalo brings the app back to the front with a new link, as after a QR code was scanned. */
export async function reopenByLink(page: Page, pathInApp: string): Promise<void> {
  const url = addressOf(pathInApp);
  await page.evaluate(
    (data) => window.zaloJSV2.zalo_h5_event_handler('1', 'h5.event.open.mp', data),
    JSON.stringify({ url }),
  );
}

async function openMiniApp(pathInApp: string, options: FakeZaloPageOptions = {}): Promise<Page> {
  const page = await openPhonePage({
    ...options,
    userAgent: zaloUserAgent,
    context: { ...options.context, ignoreHTTPSErrors: true },
  });
  await page.addInitScript(installBridge, {
    appId,
    accessToken: options.accessToken ?? 'access-token-of-zalo',
    answers: {
      'action.get.location': { data: { token: options.locationToken ?? 'location-token-of-zalo' } },
      ...options.answers,
    },
  });
  await options.beforeOpening?.(page);
  await page.goto(addressOf(pathInApp), {
    waitUntil: options.beforeOpening ? 'commit' : 'load',
  });
  return page;
}

/** Runs in the page before everything else: the objects that Zalo for Android puts into its web view. */
function installBridge(settings: {
  appId: string;
  accessToken: string;
  answers: Record<string, NativeAnswer>;
}): void {
  const signIn = {
    cookiesOAuthLogins: [
      { name: 'h5.zdn.vn_zlink3rd', value: 'script-token' },
      // The SDK hands these two in for an access token; the fake gives the first one back as it.
      { name: 'h5.zdn.vn_zoauth', value: settings.accessToken },
      { name: 'h5.zdn.vn_zoauth_vrf', value: 'verifier' },
    ],
    miniProgramConfig: {
      userId: 'user',
      jwt: 'jwt',
      canUseAccessTokenByDefault: true,
      dynamicApis: [],
      srcOpen: 'qr',
    },
  };
  const fake: Window['fakeZalo'] = {
    calls: [],
    answers: { 'action.jump.login': { data: signIn }, ...settings.answers },
  };
  Object.assign(window, {
    fakeZalo: fake,
    APP_ID: settings.appId,
    ZJSBridge: { setZAccSession() {}, setJSToken() {} },
    ZaloJavaScriptInterface: {
      getStatusBarHeight: () => 72,
      jsH5EventCallback() {},
      jsCall(_token: string, action: string, _access: string, parameters: string, callback: string) {
        fake.calls.push({ action, parameters: JSON.parse(parameters) });
        const answer = fake.answers[action] ?? { data: {} };
        if (answer === 'silence') return;
        const result =
          'data' in answer
            ? { error_code: 0, data: answer.data, action }
            : { error_code: answer.errorCode, error_message: answer.message ?? 'refused', action };
        // biome-ignore lint/security/noGlobalEval: Zalo itself runs the SDK's expression, which names the function to call.
        const deliver = globalThis.eval(callback);
        setTimeout(() => deliver(JSON.stringify(result)), 5);
      },
    },
  });
}

function answerAsShell(folder: string) {
  return async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const { pathname } = new URL(request.url ?? '/', 'https://h5.zdn.vn');
    if (pathname.startsWith(`${versionFolder}/`)) {
      await sendFile(response, path.join(folder, pathname.slice(versionFolder.length)));
    } else if (pathname.startsWith(`${base}/`)) {
      sendCompressed(response, 'text/html; charset=utf-8', await shellPage(folder));
    } else {
      response.writeHead(404).end();
    }
  };
}

async function sendFile(response: ServerResponse, file: string): Promise<void> {
  const type = contentTypes[path.extname(file)] ?? 'application/octet-stream';
  try {
    const content = await readFile(file);
    // A file of a version never changes, and travels as small as anywhere.
    response.setHeader('cache-control', 'public, max-age=31536000, immutable');
    sendCompressed(response, type, content);
  } catch {
    response.writeHead(404).end();
  }
}

function sendCompressed(response: ServerResponse, type: string, content: string | Buffer): void {
  response.setHeader('content-encoding', 'gzip').setHeader('content-type', type).end(gzipSync(content));
}

const contentTypes: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** Zalo makes this page itself: nothing of our `index.html` is in it, and the language is not set. */
async function shellPage(folder: string): Promise<string> {
  const manifest: WwwManifest = JSON.parse(await readFile(path.join(folder, 'app-config.json'), 'utf8'));
  const styles = manifest.listCSS.map((file) => `<link rel="stylesheet" href="${versionFolder}/${file}">`);
  const ahead = manifest.listAsyncJS.map((file) => scriptTag(file, 'async'));
  const scripts = manifest.listSyncJS.map((file) => scriptTag(file, 'defer'));
  return `<!doctype html><html><head><meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="data:,">${styles.join('')}${ahead.join('')}</head>
<body><div id="app"></div>${scripts.join('')}</body></html>`;
}

/** Only the ending `.module.js` makes Zalo load a script as a module. */
function scriptTag(file: string, when: 'async' | 'defer'): string {
  const type = file.endsWith('.module.js') ? ' type="module"' : '';
  return `<script${type} ${when} src="${versionFolder}/${file}"></script>`;
}

async function answerAsZaloApi(request: IncomingMessage, response: ServerResponse): Promise<void> {
  response.setHeader('access-control-allow-origin', request.headers.origin ?? '*');
  response.setHeader('access-control-allow-headers', 'authorization, content-type');
  response.setHeader('content-type', 'application/json');
  const { pathname } = new URL(request.url ?? '/', 'https://h5.zalo.me');
  if (pathname === '/openapi/access_token') {
    const form = new URLSearchParams(await bodyOf(request));
    response.end(JSON.stringify({ access_token: form.get('code'), expires_in: '3600' }));
  } else {
    response.end(JSON.stringify({ err: 0, data: {} }));
  }
}

async function bodyOf(request: IncomingMessage): Promise<string> {
  const parts: Buffer[] = [];
  for await (const part of request) parts.push(part);
  return Buffer.concat(parts).toString();
}
