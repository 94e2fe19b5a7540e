import { createBrowserPlatform } from './browser/browser-platform.ts';
import { createZaloPlatform } from './zalo/zalo-platform.ts';

/** Why something could not be done, as far as the phone lets us know. */
export type Unavailability = 'unsupported' | 'timeout' | 'offline' | 'failed';

/** What the phone can do, in a citizen's words; refusal is an ordinary answer. */
export type Outcome<Value> =
  | { kind: 'ok'; value: Value }
  /** The person said no or cancelled. */
  | { kind: 'declined' }
  | { kind: 'unavailable'; reason: Unavailability };

/** Degrees WGS 84; `accuracyM` in metres, null where the source does not tell; `at` is an ISO-8601 instant. */
export type Position = { lat: number; lng: number; accuracyM: number | null; at: string };

export interface Platform {
  readonly kind: 'zalo' | 'browser';
  locate(): Promise<Outcome<Position>>;
  pickPhotos(options: { atMost: number; source: 'camera' | 'album' }): Promise<Outcome<File[]>>;
  /** `ok` means that the dialler was asked to open, never that somebody was reached: keep the number on screen. */
  call(phone: string): Promise<Outcome<void>>;
  saveImage(image: Blob, fileName: string): Promise<Outcome<void>>;
  copyText(text: string): Promise<Outcome<void>>;
  /** Zalo re-opens the app with a new link while it is in the background (EventName.OpenApp); returns unsubscribe. */
  onReopened(handler: (path: string) => void): () => void;
}

/** Turns Zalo's one-time tokens into a position on our server (the app never sees the coordinates otherwise). */
export type ExchangeLocation = (tokens: {
  zaloLocationToken: string;
  zaloAccessToken: string;
}) => Promise<Position>;

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

/** The phone as this page reaches it. `exchangeLocation` may reject; that counts as unavailable. */
export function createPlatform({ exchangeLocation }: { exchangeLocation: ExchangeLocation }): Platform {
  const kind = detectPlatformKind(window.location, window);
  return kind === 'zalo'
    ? createZaloPlatform({ exchangeLocation })
    : createBrowserPlatform({ isInAppWebview: kind === 'zalo-webview' });
}
