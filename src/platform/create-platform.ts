import { createBrowserPlatform } from './browser/browser-platform.ts';
import type { ExchangeLocation, Platform } from './platform.ts';
import { detectPlatformKind } from './surroundings.ts';
import { createZaloPlatform } from './zalo/zalo-platform.ts';

/** The phone as this page reaches it. `exchangeLocation` may reject; that counts as unavailable. */
export function createPlatform({ exchangeLocation }: { exchangeLocation: ExchangeLocation }): Platform {
  const kind = detectPlatformKind(window.location, window);
  return kind === 'zalo'
    ? createZaloPlatform({ exchangeLocation })
    : createBrowserPlatform({ isInAppWebview: kind === 'zalo-webview' });
}
