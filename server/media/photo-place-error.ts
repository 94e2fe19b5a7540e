/** The place where photos lie did not do what was asked of it. `code` and message are fit for a log: no key, no address of a person. */
export class PhotoPlaceError extends Error {
  override name = 'PhotoPlaceError';
  readonly code = 'PHOTO_PLACE_UNAVAILABLE';
}
