/** Somebody as one OA knows them: ids are scoped to the OA (zalo/server.md 0.1). */
export type OaPerson = {
  readonly oaId: string;
  readonly userId: string;
  /** The same person as our Zalo App knows them; null while Zalo does not say. */
  readonly appUserId: string | null;
};

type AtOa = {
  /** Of our own making; the same event has the same one, however often it arrives. */
  readonly id: string;
  readonly oaId: string;
  /** Whose OA it is. */
  readonly unitId: string;
  /** When it happened, by Zalo's clock. */
  readonly at: Date;
  /** When we heard of it first; much later than `at` when the webhook had been off. */
  readonly receivedAt: Date;
};
type ByPerson = AtOa & { readonly person: OaPerson };
type Said = ByPerson & {
  readonly messageId: string;
  /** What was quoted by this message; either may be missing, also when something was quoted. */
  readonly quoted: { readonly messageId: string | null; readonly text: string | null } | null;
};

/** What kinds of things a person sends besides text, pictures and places; taken calmly, never looked into. */
export type OtherContent =
  | 'sticker'
  | 'file'
  | 'link'
  | 'audio'
  | 'video'
  | 'gif'
  | 'business_card'
  | 'other';

/** What Zalo told us, in our words. Texts are NFC. */
export type ZaloEvent =
  | (Said & { readonly kind: 'userSentText'; readonly text: string })
  | (Said & {
      readonly kind: 'userSentLocation';
      /** Degrees WGS 84; Zalo gives no accuracy. */
      readonly lat: number;
      readonly lng: number;
      readonly text: string | null;
    })
  /** The pictures stay in the chat: we take no copy. */
  | (Said & { readonly kind: 'userSentImage'; readonly caption: string | null })
  | (Said & { readonly kind: 'userSentOther'; readonly what: OtherContent })
  /** "Nhắn tin" was pressed, or the form of a request for details was sent in: an interaction, and nothing else of it is kept. */
  | (ByPerson & { readonly kind: 'userInteracted' })
  | (ByPerson & { readonly kind: 'follow' })
  | (ByPerson & { readonly kind: 'unfollow' })
  /** A person of the OA wrote to somebody in Zalo's own chat; what our API sends is none of these, and the words are not kept. */
  | (ByPerson & { readonly kind: 'officerWrote' })
  /** A member wrote in one of the OA's groups. */
  | (Said & { readonly kind: 'groupMessage'; readonly groupId: string; readonly text: string | null })
  /** A group was made, renamed or dissolved. */
  | (AtOa & { readonly kind: 'groupsChanged' })
  /** Somebody took back what they had allowed the Mini App: everything tied to them has to go (zalo/server.md 5.7). */
  | {
      readonly kind: 'revokeConsent';
      readonly id: string;
      readonly at: Date;
      readonly receivedAt: Date;
      readonly appUserId: string;
    };

export type ZaloEventKind = ZaloEvent['kind'];
export type ZaloEventOf<Kind extends ZaloEventKind> = Extract<ZaloEvent, { kind: Kind }>;
