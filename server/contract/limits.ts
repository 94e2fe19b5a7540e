/** Every limit that a citizen or a program can meet, in one place, with its unit in its name. */
export const limits = {
  descriptionCharsMin: 5,
  descriptionCharsMax: 4000,
  addressCharsMax: 300,
  contactNameCharsMax: 80,
  photosPerTipMax: 5,
  messageCharsMax: 2000,
  photosPerMessageMax: 5,
  ratingCharsMax: 1000,
  reopenReasonCharsMax: 1000,
  reopensMax: 2,
  /** A rating of so many stars or fewer reaches the commander, and opens the tip again while it may be opened. */
  lowStarsMax: 2,
  /** Of one tip, over its whole life. */
  citizenMessagesMax: 100,
  myTipsPageMax: 20,
  deskPageMax: 50,
  /** Tips taken up in one request. */
  acknowledgedAtOnceMax: 50,
  /** Of one unit, in one answer. */
  colleaguesMax: 200,
  /** As near as street pictures come: one pixel is about 15 cm. */
  mapZoomMax: 19,
  /** Of a reply, and of the advice with which a tip is declined. */
  replyCharsMax: 4000,
  /** Of a content pack. */
  replyTemplatesMax: 200,
  /** Of why something is done to a tip. */
  reasonCharsMax: 1000,
  staffNameCharsMax: 80,
  keyLabelCharsMax: 60,
  keyDaysMax: 366,
  /** Not revoked and not over. */
  keysPerStaffMax: 10,
  /** A code by which a member's Zalo identity is bound to them. */
  bindingCodeMinutesMax: 15,
  /** A code that a browser shows. */
  pairingCodeMinutesMax: 5,
  typedCodeCharsMax: 20,
  /** The desk in a browser, from the confirmation of its code. */
  staffSessionHoursMax: 12,
  /** One member's browsers; one more closes the oldest. */
  browsersPerStaffMax: 5,
  /** Browsers that show a code, in all. */
  pairingsWaitingMax: 10_000,
  /** Systems of one unit that are told of its tips. */
  webhooksPerUnitMax: 5,
  webhookLabelCharsMax: 60,
  webhookUrlCharsMax: 500,
  /** How long the secret before signs too. */
  webhookRotationHoursMax: 24,
  webhookDeliveriesShownMax: 20,
  /** From signing in; without use a session ends sooner. */
  sessionHoursMax: 12,
  sessionIdleMinutesMax: 120,
  /** Words with an alert: who writes more has the time to call. */
  sosTextCharsMax: 500,
  /** In one request: what a phone without a line gathered. */
  sosFixesPerRequestMax: 50,
  /** Of one alert; beyond it the oldest goes (three hours at a fix every ten seconds). The first and the best one stay. */
  sosFixesKeptMax: 1_000,
  /** Words and corrections added to one alert. */
  sosUpdatesMax: 30,
  /** Units that get one alert: the one it lies in, those across a border it is near, and those it moves into. */
  sosUnitsMax: 5,
  /** Until nobody having taken it up lets it climb, and the screen puts the call before all else. */
  sosAcknowledgeSecondsMax: 60,
  /** A body of JSON; a tip of 4,000 letters with every Vietnamese mark is under 20 kB. */
  jsonBytesMax: 64 * 1024,
  /** What a phone's camera makes at full size, with room. */
  photoBytesMax: 20 * 1024 * 1024,
  photoPixelsMax: 50_000_000,
  photoEdgePixelsMax: 2048,
  thumbnailEdgePixelsMax: 320,
  /** Zalo refuses pictures over 1 MB (zalo/server.md 3.4). */
  zaloPhotoBytesMax: 950_000,
  unattachedPhotoHoursMax: 24,
  /** A fix worse than this says too little about the ward: the address is asked (promise 3). */
  accuracyUsableMetresMax: 500,
} as const;
