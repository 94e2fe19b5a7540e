/** How much of an article is taken and shown. */
export const newsLimits = {
  titleCharsMax: 150,
  summaryCharsMax: 300,
  /** Markdown; about twenty printed pages. */
  bodyCharsMax: 40_000,
  remarkCharsMax: 1_000,
  queryCharsMax: 100,
  pageMax: 20,
  deskPageMax: 50,
  photosPerVersionMax: 30,
  attachmentsPerVersionMax: 5,
  /** Of one PDF: a scanned decision of forty pages. */
  attachmentBytesMax: 10 * 1024 * 1024,
  attachmentNameCharsMax: 120,
  /** From its publication: what is urgent for longer is news. */
  urgentDaysMax: 30,
  /** From now: what is planned for later is forgotten by then. */
  scheduleDaysMax: 90,
  noticesMax: 20,
  feedItemsMax: 50,
  versionsMax: 100,
  historyShownMax: 300,
  /** Ids of articles that were withdrawn lately, so that a phone lets go of its copies. */
  withdrawnToldMax: 200,
  withdrawnToldDays: 90,
  /** Of one article with every field at its longest. */
  jsonBytesMax: 256 * 1024,
  /** What Zalo takes in one broadcast (zalo/server.md 4). */
  articlesPerBroadcastMax: 5,
  broadcastMinutesApart: 30,
  /** How long what was said about a broadcast stands: whoever presses later reads it again. */
  confirmationMinutesMax: 10,
} as const;
