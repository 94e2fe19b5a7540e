import type { UrgentKind } from '#contract/urgent-words.ts';

/** What a citizen does in the chat of a unit's OA, without who they are. */
export type ChatInput =
  | { readonly kind: 'text'; readonly text: string }
  /** A button of ours; its payload, which begins with "#". */
  | { readonly kind: 'button'; readonly payload: string }
  | { readonly kind: 'position'; readonly lat: number; readonly lng: number }
  /** A picture or a file, perhaps with words. */
  | { readonly kind: 'picture'; readonly text: string | null }
  /** Something spoken or filmed. */
  | { readonly kind: 'recording' }
  | { readonly kind: 'sticker' }
  | { readonly kind: 'follow' }
  /** "Nhắn tin" was pressed: the chat is open, nothing is said yet. */
  | { readonly kind: 'opened' }
  /** A person of the OA wrote to the citizen. */
  | { readonly kind: 'officer' };

/** Where a button leads inside the Mini App. `words`: they stand in the form of a tip when it opens. */
export type AppPlace =
  | { readonly screen: 'home' | 'track' | 'sos' | 'channels' | 'procedures' }
  | { readonly screen: 'tip'; readonly words: string | null }
  | { readonly screen: 'procedure'; readonly id: string }
  | { readonly screen: 'form'; readonly slug: string }
  | { readonly screen: 'article'; readonly id: string };

export type ChatButton = {
  readonly title: string;
  readonly action:
    | { readonly kind: 'open'; readonly place: AppPlace }
    | { readonly kind: 'say'; readonly payload: string }
    /** Digits as they are dialled in Việt Nam. */
    | { readonly kind: 'call'; readonly phone: string };
};

/** One message to the citizen. `file`: the empty form as PDF. `news`: what is new of this unit, looked up when it is told. */
export type ChatAnswer =
  | { readonly kind: 'text'; readonly text: string; readonly buttons: readonly ChatButton[] }
  | { readonly kind: 'file'; readonly slug: string }
  | { readonly kind: 'news' }
  /** A position that starts an alert, or belongs to the one that is open: done first, then told. */
  | {
      readonly kind: 'alert';
      readonly lat: number;
      readonly lng: number;
      /** When it was sent. */
      readonly at: string;
      readonly words: string | null;
      readonly heard: UrgentKind | null;
    }
  | { readonly kind: 'cancel_alert' };

export const chatLimits = {
  /** Of one message of Zalo (zalo/server.md 3.1). */
  textCharsMax: 2_000,
  buttonsMax: 5,
  answersPerInputMax: 3,
  /** Of a citizen's words that go into the form of a tip. */
  tipWordsCharsMax: 4_000,
  /** Of a citizen's words that go with an alert. */
  sosWordsCharsMax: 500,
  choicesMax: 4,
} as const;

/** Why people took over: the citizen asked, we did not understand twice, the message came too late, an officer simply wrote. */
export const handOverReasons = ['asked', 'misses', 'late', 'officer'] as const;
export type HandOverReason = (typeof handOverReasons)[number];

/** What a conversation remembers. Words of the citizen are in it: stored sealed. */
export type ChatState = {
  /** Messages in a row that were not understood. */
  readonly misses: number;
  /** The procedure that was spoken of last. */
  readonly topic: string | null;
  /** What "1", "2" stand for: payloads. */
  readonly choices: readonly string[];
  /** What sounded like a tip, so that what follows can be added. */
  readonly tipWords: string | null;
  /** Help was called for: what was heard and said, and since when. */
  readonly cry: { readonly heard: UrgentKind; readonly words: string; readonly at: string } | null;
  /** Said last, so that the same is not said twice in a row: sticker, picture, ... */
  readonly lastQuiet: string | null;
};

export const emptyState: ChatState = {
  misses: 0,
  topic: null,
  choices: [],
  tipWords: null,
  cry: null,
  lastQuiet: null,
};
