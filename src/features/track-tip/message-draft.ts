import { keptText, keptTextPrefix, type TextStore } from '../../lib/kept-text.ts';

/** A photo of a message; `photoId` once it is on the server. */
export type MessagePhoto = { id: string; photoId: string | null };

/** What is written to a tip and not sent. The key belongs to it from its first letter until it is stored at the server. */
export type MessageDraft = { key: string; text: string; photos: MessagePhoto[] };

/** By case code: a person writes to one tip at a time, and comes back to a few. */
export type MessageDrafts = Record<string, MessageDraft>;

/** Raised when the shape changes: an older one is then not read. */
const draftsKey = 'message-drafts-1';
const draftsMax = 10;

/** Photos of messages lie apart from those of tips. */
export const messageFilesOwner = (): string =>
  `${keptTextPrefix(globalThis.location?.pathname ?? '')}messages`;

const isDraft = (value: unknown): value is MessageDraft =>
  typeof value === 'object' &&
  value !== null &&
  'key' in value &&
  typeof value.key === 'string' &&
  'text' in value &&
  typeof value.text === 'string' &&
  'photos' in value &&
  Array.isArray(value.photos);

export function readMessageDrafts(store: TextStore = keptText): MessageDrafts {
  try {
    const value: unknown = JSON.parse(store.getItem(draftsKey) ?? '{}');
    if (typeof value !== 'object' || value === null) return {};
    return Object.fromEntries(
      Object.entries(value).filter((entry): entry is [string, MessageDraft] => isDraft(entry[1])),
    );
  } catch {
    return {};
  }
}

/** Keeps the newest ones; an empty draft is not kept. Answers what is kept. */
export function writeMessageDrafts(drafts: MessageDrafts, store: TextStore = keptText): MessageDrafts {
  const written = Object.entries(drafts).filter(([, { text, photos }]) => text !== '' || photos.length > 0);
  const kept = Object.fromEntries(written.slice(-draftsMax));
  if (written.length === 0) store.removeItem(draftsKey);
  else store.setItem(draftsKey, JSON.stringify(kept));
  return kept;
}
