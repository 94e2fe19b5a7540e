const zaloHostname = 'h5.zdn.vn';
const zaloPath = /^\/zapps\/[^/]+/;

/**
 * Where the page runs. Host and path decide, as in the SDK itself: the native bridge looks different on every phone, so its
 * presence proves nothing and its absence is left to the time limits. `zalo-webview` is Zalo's ordinary in-app browser, in
 * which Mini App calls do not work although the user agent says Zalo.
 */
export function detectPlatformKind(
  location: Pick<Location, 'hostname' | 'pathname'>,
  window: { navigator: Pick<Navigator, 'userAgent'> },
): 'zalo' | 'zalo-webview' | 'browser' {
  if (location.hostname === zaloHostname && zaloPath.test(location.pathname)) return 'zalo';
  return /\bZalo\b/i.test(window.navigator.userAgent) ? 'zalo-webview' : 'browser';
}

/**
 * What the router strips from every path: `/zapps/<APP_ID>` inside Zalo, nothing on the web. Read from the address itself, so
 * that a missing or different `window.APP_ID` cannot make every route miss.
 */
export function basename(location: Pick<Location, 'hostname' | 'pathname'> = window.location): string {
  if (location.hostname !== zaloHostname) return '';
  return zaloPath.exec(location.pathname)?.[0] ?? '';
}

/**
 * The address by which somebody else opens a screen of ours: of the Mini App inside Zalo (zalo/client.md 4), of the page on the web.
 * `path` begins with a slash.
 */
export function sharedAddress(
  path: string,
  location: Pick<Location, 'hostname' | 'pathname' | 'origin'> = window.location,
): string {
  const appId = basename(location).split('/')[2];
  return appId ? `https://zalo.me/s/${appId}${path}` : `${location.origin}${path}`;
}
