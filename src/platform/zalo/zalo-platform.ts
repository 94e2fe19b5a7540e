import { copyToClipboard } from '../clipboard.ts';
import { canShareFiles, shareFile } from '../file-share.ts';
import { outsideAddress } from '../outside-link.ts';
import { pickPhotosByInput } from '../photo-input.ts';
import type { ExchangeLocation, Outcome, Platform, Position } from '../platform.ts';
import { dialable, openSmsLink, openTelLink } from '../tel-link.ts';
import { shareInFlight, withTimeLimit } from '../time-limit.ts';
import { keepAwakeByLock } from '../wake-lock.ts';
import { callZalo, type ZaloSdk } from './zalo-call.ts';
import { followByAsking } from './zalo-following.ts';
import { listenForReopening } from './zalo-reopening.ts';

/** Signing in to Zalo: no person is asked as a rule; the SDK itself gives up after 8 s where it does at all. */
const accessTokenLimitMs = 12_000;
/** Covers a person who reads Zalo's question, and the phone that looks for satellites. */
const locationTokenLimitMs = 45_000;
const exchangeLimitMs = 15_000;
/** Short, because somebody may be waiting for the police: after it the plain `tel:` link is tried. */
const callLimitMs = 4_000;
const saveImageLimitMs = 20_000;
/** Covers a person who reads Zalo's question; the SDK itself never gives up here. */
const followLimitMs = 45_000;
/** Covers a person who looks through their friends. */
const shareLimitMs = 120_000;
/** Another screen of Zalo comes up, or it does not. */
const openScreenLimitMs = 8_000;
/** Covers a person who reads the phone's question where to put it. */
const saveDocumentLimitMs = 30_000;
/** Zalo fetches the document before it answers, on a phone's line. */
const viewPdfLimitMs = 30_000;
/** The SDK refuses more than 7,000,000 characters of base64; a receipt's picture or a form has a hundredth of that. */
const savedBytesMax = 5_000_000;

/** The phone as Zalo's Mini App SDK reaches it. */
export function createZaloPlatform({ exchangeLocation }: { exchangeLocation: ExchangeLocation }): Platform {
  // Shared while under way: the SDK refuses the fourth call within a second, and Zalo a second question beside the first.
  const locate = shareInFlight(() => locateThroughZalo(exchangeLocation));
  return {
    kind: 'zalo',
    signIn: shareInFlight(signInToZalo),
    locate,
    followPosition: (onAnswer) => followByAsking(locate, onAnswer),
    // Zalo tells its own settings by a request that may hang; so nobody asks.
    mayLocateUnasked: async () => false,
    // The SDK's chooseImage is the same file input, but its promise never settles when the person cancels, it leaves the input in
    // the page, and gives addresses instead of files. `openMediaPicker` needs a permission and an upload without our credentials.
    // So the input is ours; only the word by which Zalo's web view knows its rear camera is theirs.
    pickPhotos: (options) => pickPhotosByInput({ ...options, cameraAccept: 'zcamera/photo-backfacing' }),
    call: callByPhone,
    writeSms: writeSmsInZalo,
    // Zalo's own way needs a permission of the console; the web view's does not.
    keepAwake: keepAwakeByLock,
    leaveQuickly: () => void callZalo(openScreenLimitMs, (sdk) => sdk.closeApp(), done),
    followOa: (oaId) => callZalo(followLimitMs, (sdk) => sdk.followOA({ id: oaId }), done),
    openChat,
    askForNotifications: () => callZalo(followLimitMs, (sdk) => sdk.requestSendNotification(), done),
    openOutside,
    saveImage: saveToGallery,
    saveDocument: saveToFiles,
    viewPdf,
    canShareDocuments: canShareFiles,
    shareDocument: shareFile,
    copyText: copyToClipboard,
    shareLink,
    onReopened: listenForReopening,
  };
}

function signInToZalo(): Promise<Outcome<string>> {
  return callZalo(accessTokenLimitMs, (sdk) => sdk.getAccessToken(), tokenOutcome);
}

/**
 * The access token comes first: it costs no question, and the location token lives for two minutes and one use, so it must not
 * wait. Neither token is data; our server, which holds the app's secret, turns them into a position.
 */
async function locateThroughZalo(exchangeLocation: ExchangeLocation): Promise<Outcome<Position>> {
  const accessToken = await signInToZalo();
  if (accessToken.kind !== 'ok') return accessToken;
  const locationToken = await callZalo(
    locationTokenLimitMs,
    (sdk) => sdk.getLocation(),
    (answer) => tokenOutcome(answer?.token),
  );
  if (locationToken.kind !== 'ok') return locationToken;
  const exchange = exchangeLocation({
    zaloLocationToken: locationToken.value,
    zaloAccessToken: accessToken.value,
  });
  return withTimeLimit(exchangeLimitMs, exchange.then(ok, exchangeFailure));
}

function ok<Value>(value: Value): Outcome<Value> {
  return { kind: 'ok', value };
}

function done(): Outcome<void> {
  return ok(undefined);
}

/** Not the bottom sheet that the SDK takes by itself: another's page needs the whole screen, and a way back. */
async function openOutside(url: string): Promise<Outcome<void>> {
  const address = outsideAddress(url);
  if (address === null) return { kind: 'unavailable', reason: 'failed' };
  const config = { style: 'normal', leftButton: 'back' } as const;
  return callZalo(openScreenLimitMs, (sdk) => sdk.openWebview({ url: address, config }), done);
}

const openChat = (oaId: string, message?: string): Promise<Outcome<void>> =>
  callZalo(
    openScreenLimitMs,
    (sdk) => sdk.openChat({ type: 'oa', id: oaId, ...(message === undefined ? {} : { message }) }),
    done,
  );

/** Zalo's own sheet of friends and groups; status 0 means that the person closed it (zalo/client.md 2.5). */
const shareLink = ({ url }: { url: string }): Promise<Outcome<void>> =>
  callZalo(
    shareLimitMs,
    (sdk) => sdk.openShareSheet({ type: 'link', data: { link: url, chatOnly: false } }),
    (answer) => (answer?.status === 0 ? { kind: 'declined' } : done()),
  );

function tokenOutcome(token: string | undefined): Outcome<string> {
  return token ? ok(token) : { kind: 'unavailable', reason: 'failed' };
}

function exchangeFailure(): Outcome<Position> {
  return { kind: 'unavailable', reason: navigator.onLine ? 'failed' : 'offline' };
}

/**
 * Opens the dialler. Where Zalo cannot or does not answer, the `tel:` link is tried too and the answer stays `unavailable`,
 * since nobody can tell whether it worked. A page that was covered in the meantime has given way to the dialler.
 */
async function callByPhone(phone: string): Promise<Outcome<void>> {
  const number = dialable(phone);
  if (number === null) return { kind: 'unavailable', reason: 'failed' };
  return throughZaloOrLink(
    (sdk) => sdk.openPhone({ phoneNumber: number }),
    () => openTelLink(number),
  );
}

/** The same for a text message. */
async function writeSmsInZalo(phone: string, words: string): Promise<Outcome<void>> {
  const number = dialable(phone);
  if (number === null) return { kind: 'unavailable', reason: 'failed' };
  return throughZaloOrLink(
    (sdk) => sdk.openSMS({ phoneNumber: number, content: words }),
    () => openSmsLink(number, words),
  );
}

async function throughZaloOrLink(
  open: Parameters<typeof callZalo<void, void>>[1],
  openLink: () => void,
): Promise<Outcome<void>> {
  const covering = watchCovering();
  const outcome = await callZalo(callLimitMs, open, done);
  const wasCovered = covering.stop();
  if (outcome.kind !== 'unavailable') return outcome;
  if (wasCovered) return ok(undefined);
  openLink();
  return outcome;
}

function watchCovering(): { stop(): boolean } {
  let wasCovered = document.hidden;
  const note = () => {
    wasCovered ||= document.hidden;
  };
  document.addEventListener('visibilitychange', note);
  return {
    stop() {
      document.removeEventListener('visibilitychange', note);
      return wasCovered;
    },
  };
}

function saveToGallery(image: Blob): Promise<Outcome<void>> {
  return saveBytes(image, saveImageLimitMs, (sdk, imageBase64Data) =>
    sdk.saveImageToGallery({ imageBase64Data }),
  );
}

/** As bytes, not as an address: Zalo's servers and logs never see where the document can be had. */
function saveToFiles(document: Blob): Promise<Outcome<void>> {
  // Only the beginning of the data tells Zalo what kind of file it is: a name cannot be given.
  return saveBytes(document, saveDocumentLimitMs, (sdk, fileBase64Data) =>
    sdk.downloadFile({ fileBase64Data }),
  );
}

async function saveBytes(
  file: Blob,
  limitMs: number,
  save: (sdk: ZaloSdk, base64Data: string) => Promise<unknown>,
): Promise<Outcome<void>> {
  if (file.size > savedBytesMax) return { kind: 'unavailable', reason: 'failed' };
  const base64Data = await dataAddress(file);
  return callZalo(limitMs, (sdk) => save(sdk, base64Data), done);
}

/** Zalo's viewer takes PDF alone, and has a button to save when asked for it. */
async function viewPdf(url: string, title: string): Promise<Outcome<void>> {
  const address = outsideAddress(url);
  if (address === null) return { kind: 'unavailable', reason: 'failed' };
  return callZalo(
    viewPdfLimitMs,
    (sdk) => sdk.openDocument({ url: address, title, download: true, share: false, edit: false }),
    done,
  );
}

function dataAddress(file: Blob): Promise<string> {
  return new Promise((resolve, reject) => {
    const reader = new FileReader();
    reader.onload = () => resolve(String(reader.result));
    reader.onerror = () => reject(reader.error);
    reader.readAsDataURL(file);
  });
}
