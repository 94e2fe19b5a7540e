import type { Location } from '#contract/portal.ts';
import type { NewTip } from '#contract/tips.ts';
import { type TipKind, tipKinds } from '#contract/vocabulary.ts';
import type { LocatedPoint } from '../../api/units.ts';
import type { TextStore } from '../../lib/kept-text.ts';
import { keptDraftKey } from './kept-draft.ts';

/** A photo of the draft: `id` names its bytes on the phone, `photoId` the copy on the server once it is there. */
export type DraftPhoto = { id: string; photoId: string | null };

/**
 * When it happened. `now` keeps the instant at which it was said: the body of a tip must not change between two attempts to send
 * it, or the server takes the second for another tip.
 */
export type DraftTime = { kind: 'now'; at: string } | { kind: 'at'; local: string } | { kind: 'unknown' };

/** What a person has written so far. Kept on the phone until the server has it. */
export type TipDraft = {
  /** Idempotency-Key: one for this draft, however often it is sent. */
  key: string;
  kind: TipKind | null;
  categoryId: string | null;
  description: string;
  time: DraftTime | null;
  photos: DraftPhoto[];
  point: LocatedPoint | null;
  /** The server's answer for the point; null while it has not been reached. */
  location: Location | null;
  address: string;
  /** The case has no place, such as a fraud by telephone. */
  isNowhere: boolean;
  /** The unit the person chose: by list, or the side of a border. Begins as the app's own ward. */
  unitId: string | null;
  /** The app's own ward when it was last taken over into `unitId`; a later choice of another ward is taken over again. */
  wardHint: string | null;
  identity: 'anonymous' | 'named' | null;
  contactName: string;
  contactPhone: string;
  /** Bodies sent under the key whose outcome is not known, oldest first: one of them may have arrived. */
  attempted: NewTip[];
};

export function emptyDraft(key: string): TipDraft {
  return {
    key,
    kind: null,
    categoryId: null,
    description: '',
    time: null,
    photos: [],
    point: null,
    location: null,
    address: '',
    isNowhere: false,
    unitId: null,
    wardHint: null,
    identity: null,
    contactName: '',
    contactPhone: '',
    attempted: [],
  };
}

/** Nothing worth keeping has been entered; a ward that came from a link is no entry. */
export function isUntouched(draft: TipDraft): boolean {
  const { key, unitId, wardHint } = draft;
  return JSON.stringify(draft) === JSON.stringify({ ...emptyDraft(key), unitId, wardHint });
}

/** Ours, but a phone's storage can be cut off in the middle or hold what an older version wrote. */
function isDraft(value: unknown): value is TipDraft {
  if (typeof value !== 'object' || value === null) return false;
  const draft = value as Partial<Record<keyof TipDraft, unknown>>;
  return (
    typeof draft.key === 'string' &&
    typeof draft.description === 'string' &&
    typeof draft.address === 'string' &&
    typeof draft.contactName === 'string' &&
    typeof draft.contactPhone === 'string' &&
    Array.isArray(draft.photos) &&
    Array.isArray(draft.attempted) &&
    (draft.kind === null || tipKinds.some((kind) => kind === draft.kind))
  );
}

/** The draft left by an earlier visit; undefined when there is none that can be read. */
export function readDraft(store: TextStore): TipDraft | undefined {
  const text = store.getItem(keptDraftKey);
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isDraft(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** Keeps the draft; one in which nothing stands is not kept. */
export function writeDraft(store: TextStore, draft: TipDraft): void {
  if (isUntouched(draft)) store.removeItem(keptDraftKey);
  else store.setItem(keptDraftKey, JSON.stringify(draft));
}

export const removeDraft = (store: TextStore): void => store.removeItem(keptDraftKey);
