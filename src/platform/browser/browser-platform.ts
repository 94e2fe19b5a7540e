import { copyToClipboard } from '../clipboard.ts';
import { oaPage, openOutsideLink } from '../outside-link.ts';
import { pickPhotosByInput } from '../photo-input.ts';
import type { Platform } from '../platform.ts';
import { openTelLink } from '../tel-link.ts';
import { shareInFlight } from '../time-limit.ts';
import { locateByBrowser } from './geolocation.ts';
import { downloadImage, shareImage } from './image-download.ts';

/** The phone as any web page reaches it. `isInAppWebview`: the page was opened inside another app, such as a Zalo chat. */
export function createBrowserPlatform({ isInAppWebview }: { isInAppWebview: boolean }): Platform {
  return {
    kind: 'browser',
    signIn: async () => ({ kind: 'unavailable', reason: 'unsupported' }),
    locate: shareInFlight(locateByBrowser),
    pickPhotos: (options) => pickPhotosByInput({ ...options, cameraAccept: 'image/*' }),
    async call(phone) {
      return openTelLink(phone)
        ? { kind: 'ok', value: undefined }
        : { kind: 'unavailable', reason: 'failed' };
    },
    followOa: async (oaId) => openOutsideLink(oaPage(oaId)),
    openChat: async (oaId) => openOutsideLink(oaPage(oaId)),
    openOutside: async (url) => openOutsideLink(url),
    async saveImage(image, fileName) {
      return isInAppWebview ? shareImage(image, fileName) : downloadImage(image, fileName);
    },
    copyText: copyToClipboard,
    // Only Zalo re-opens a page that lies in the background; a browser loads the link anew.
    onReopened: () => () => undefined,
  };
}
