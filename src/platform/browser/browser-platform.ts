import { copyToClipboard } from '../clipboard.ts';
import { canShareFiles, shareFile } from '../file-share.ts';
import { oaPage, openOutsideLink } from '../outside-link.ts';
import { pickPhotosByInput } from '../photo-input.ts';
import type { Outcome, Platform } from '../platform.ts';
import { openSmsLink, openTelLink } from '../tel-link.ts';
import { shareInFlight } from '../time-limit.ts';
import { keepAwakeByLock } from '../wake-lock.ts';
import { downloadFile } from './file-download.ts';
import { followByBrowser, locateByBrowser, mayLocateUnasked } from './geolocation.ts';
import { shareByPhone } from './share-link.ts';

/** What everybody's phone has open now and then, and every phone can show. */
const harmlessPage = 'https://www.google.com/';

/** The phone as any web page reaches it. `isInAppWebview`: the page was opened inside another app, such as a Zalo chat. */
export function createBrowserPlatform({ isInAppWebview }: { isInAppWebview: boolean }): Platform {
  const save = async (file: Blob, fileName: string): Promise<Outcome<void>> =>
    isInAppWebview ? shareFile(file, fileName) : downloadFile(file, fileName);
  return {
    kind: 'browser',
    signIn: async () => ({ kind: 'unavailable', reason: 'unsupported' }),
    locate: shareInFlight(locateByBrowser),
    followPosition: followByBrowser,
    mayLocateUnasked,
    pickPhotos: (options) => pickPhotosByInput({ ...options, cameraAccept: 'image/*' }),
    async call(phone) {
      return openTelLink(phone)
        ? { kind: 'ok', value: undefined }
        : { kind: 'unavailable', reason: 'failed' };
    },
    async writeSms(phone, words) {
      return openSmsLink(phone, words)
        ? { kind: 'ok', value: undefined }
        : { kind: 'unavailable', reason: 'failed' };
    },
    keepAwake: keepAwakeByLock,
    // In place of ours, so that the browser's back does not lead here.
    leaveQuickly: () => window.location.replace(navigator.onLine ? harmlessPage : 'about:blank'),
    followOa: async (oaId) => openOutsideLink(oaPage(oaId)),
    openChat: async (oaId) => openOutsideLink(oaPage(oaId)),
    askForNotifications: async () => ({ kind: 'unavailable', reason: 'unsupported' }),
    openOutside: async (url) => openOutsideLink(url),
    saveImage: save,
    saveDocument: save,
    viewPdf: async () => ({ kind: 'unavailable', reason: 'unsupported' }),
    canShareDocuments: canShareFiles,
    shareDocument: shareFile,
    copyText: copyToClipboard,
    shareLink: shareByPhone,
    // Only Zalo re-opens a page that lies in the background; a browser loads the link anew.
    onReopened: () => () => undefined,
  };
}
