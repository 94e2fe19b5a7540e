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
  /** Zalo's access token for this person, which only our server can read. No browser has one. */
  signIn(): Promise<Outcome<string>>;
  locate(): Promise<Outcome<Position>>;
  /**
   * Keeps telling where the phone is, beginning with what it knows at once, until stopped; only while the page is before the person's
   * eyes. After `declined` nothing more comes: the person is not asked twice.
   */
  followPosition(onAnswer: (answer: Outcome<Position>) => void): () => void;
  /** Whether `followPosition` would ask the person a question first. False where nobody can tell. */
  mayLocateUnasked(): Promise<boolean>;
  pickPhotos(options: { atMost: number; source: 'camera' | 'album' }): Promise<Outcome<File[]>>;
  /** `ok` means that the dialler was asked to open, never that somebody was reached: keep the number on screen. */
  call(phone: string): Promise<Outcome<void>>;
  /** Opens a text message to be sent by the person. `ok` as with `call`: asked to open, never that it was sent. */
  writeSms(phone: string, words: string): Promise<Outcome<void>>;
  /** Keeps the screen from locking by itself until stopped, as far as the phone lets it; a page that comes back to the front asks anew. */
  keepAwake(): () => void;
  /** Takes the app off the screen at once, as far as the phone lets a page do that. */
  leaveQuickly(): void;
  /** Asks to follow the OA ("Quan tâm"); on the web its page opens instead, where one follows. */
  followOa(oaId: string): Promise<Outcome<void>>;
  /** Opens the chat with the OA, `message` written for the person to send; on the web its page, which leads there without it. */
  openChat(oaId: string, message?: string): Promise<Outcome<void>>;
  /** Asks whether Zalo may notify the person of us; no browser can. */
  askForNotifications(): Promise<Outcome<void>>;
  /** Opens a page of somebody else over the app, or beside it on the web. Only https. */
  openOutside(url: string): Promise<Outcome<void>>;
  saveImage(image: Blob, fileName: string): Promise<Outcome<void>>;
  /** Puts a document (PDF, DOCX) among the phone's files; inside Zalo under a name that Zalo makes. `ok` means handed over. */
  saveDocument(document: Blob, fileName: string): Promise<Outcome<void>>;
  /** Shows a PDF of an https address with a button to save it; only Zalo has such a viewer, elsewhere it is `unsupported`. */
  viewPdf(url: string, title: string): Promise<Outcome<void>>;
  /** Whether `shareDocument` can do anything here. */
  canShareDocuments(): boolean;
  /** Hands a document to another app, such as a chat with oneself, by the phone's share sheet. Must be called from a tap. */
  shareDocument(document: Blob, fileName: string): Promise<Outcome<void>>;
  copyText(text: string): Promise<Outcome<void>>;
  /** Lets the person send a link to somebody: Zalo's sheet of friends, or the phone's own. `unavailable`: copy it instead. */
  shareLink(link: { url: string; title: string }): Promise<Outcome<void>>;
  /** Zalo re-opens the app with a new link while it is in the background (EventName.OpenApp); returns unsubscribe. */
  onReopened(handler: (path: string) => void): () => void;
}

/** Turns Zalo's one-time tokens into a position on our server (the app never sees the coordinates otherwise). */
export type ExchangeLocation = (tokens: {
  zaloLocationToken: string;
  zaloAccessToken: string;
}) => Promise<Position>;
