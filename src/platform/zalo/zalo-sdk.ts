/**
 * All that the app takes of zmp-sdk. Only `loadZaloSdk` may import this file, lazily: the SDK is large and starts a timer and
 * listeners as it loads. Named re-exports keep the rest of the SDK out of the chunk.
 */
export {
  closeApp,
  downloadFile,
  EventName,
  events,
  followOA,
  getAccessToken,
  getLocation,
  openChat,
  openDocument,
  openPhone,
  openShareSheet,
  openSMS,
  openWebview,
  requestSendNotification,
  saveImageToGallery,
} from 'zmp-sdk/apis';
