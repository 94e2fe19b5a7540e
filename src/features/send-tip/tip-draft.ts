import type { Location } from '#contract/portal.ts';
import type { NewTip } from '#contract/tips.ts';
import { type TipKind, tipKinds } from '#contract/vocabulary.ts';
import type { LocatedPoint } from '../../api/units.ts';
import type { TextStore } from '../../lib/kept-text.ts';
import { type DraftIndex, type DraftMark, draftIndexKey, readDraftIndex } from './kept-draft.ts';
import type { FieldIssues } from './tip-draft.rules.ts';

/** A photo of the draft: `id` names its bytes on the phone, `photoId` the copy on the server once it is there. */
export type DraftPhoto = { id: string; photoId: string | null };

/**
 * When it happened. `now` keeps the instant at which it was said: the body of a tip must not change between two attempts to send
 * it, or the server takes the second for another tip.
 */
export type DraftTime = { kind: 'now'; at: string } | { kind: 'at'; local: string } | { kind: 'unknown' };

/** What a person has written so far. Kept on the phone until the server has it. */
export type TipDraft = {
  /** Names the draft on this phone. */
  id: string;
  /** Idempotency-Key: one for this draft, however often it is sent. */
  key: string;
  /** When the person last changed anything; an ISO-8601 instant, empty before. */
  changedAt: string;
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
  /** `account`: with the Zalo account, so that the tip stands in the list of the sender's own. */
  identity: 'anonymous' | 'named' | 'account' | null;
  /** For this tip the person has agreed to sign in with Zalo. */
  hasSignedIn: boolean;
  contactName: string;
  contactPhone: string;
  /** Bodies sent under the key whose outcome is not known, oldest first: one of them may have arrived. */
  attempted: NewTip[];
  /** Not null: finished, and to be sent by the app itself as soon as that is possible. */
  outgoing: Outgoing | null;
  /** What the server found wrong, until the field is changed. */
  remarks: FieldIssues;
  /** It was to be sent and needs the person again. */
  needsLook: boolean;
};

/**
 * What was sent off with a consent, at which instant. The body is fixed then: a newer consent or list of units must not change what
 * the person has agreed to. Only the ids of photos may be renewed.
 */
export type Outgoing = { since: string; tip: NewTip };

export function emptyDraft(id: string, key: string): TipDraft {
  return {
    id,
    key,
    changedAt: '',
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
    hasSignedIn: false,
    contactName: '',
    contactPhone: '',
    attempted: [],
    outgoing: null,
    remarks: {},
    needsLook: false,
  };
}

/** Nothing worth keeping has been entered; a ward that came from a link is no entry. */
export function isUntouched(draft: TipDraft): boolean {
  const { id, key, changedAt, unitId, wardHint } = draft;
  return JSON.stringify(draft) === JSON.stringify({ ...emptyDraft(id, key), changedAt, unitId, wardHint });
}

/**
 * Whether another ward of the app's becomes the draft's too: not once the person has said where it was, which an older draft may
 * have from days ago, and never while the tip is on its way.
 */
export function mayTakeOverWard({ wardHint, unitId, address, isNowhere, outgoing }: TipDraft): boolean {
  if (outgoing) return false;
  return wardHint === null || (unitId === wardHint && address === '' && !isNowhere);
}

export function markOf(draft: TipDraft): DraftMark {
  if (draft.outgoing) return 'waiting';
  return draft.needsLook ? 'setback' : 'written';
}

/** Ours, but a phone's storage can be cut off in the middle or hold what an older version wrote. */
function isDraft(value: unknown): value is TipDraft {
  if (typeof value !== 'object' || value === null) return false;
  const draft = value as Partial<Record<keyof TipDraft, unknown>>;
  return (
    typeof draft.id === 'string' &&
    typeof draft.key === 'string' &&
    typeof draft.changedAt === 'string' &&
    typeof draft.description === 'string' &&
    typeof draft.address === 'string' &&
    typeof draft.contactName === 'string' &&
    typeof draft.contactPhone === 'string' &&
    Array.isArray(draft.photos) &&
    Array.isArray(draft.attempted) &&
    typeof draft.remarks === 'object' &&
    draft.remarks !== null &&
    (draft.kind === null || tipKinds.some((kind) => kind === draft.kind))
  );
}

const draftKeyOf = (id: string): string => `tip-draft-2:${id}`;

/** One draft as it lies on the phone; undefined when it is gone or cannot be read. */
export function readDraft(store: TextStore, id: string): TipDraft | undefined {
  const text = store.getItem(draftKeyOf(id));
  if (text === null) return undefined;
  try {
    const value: unknown = JSON.parse(text);
    return isDraft(value) ? value : undefined;
  } catch {
    return undefined;
  }
}

/** All drafts that can be read, by their id. */
export function readDrafts(store: TextStore): Record<string, TipDraft> {
  const drafts = readDraftIndex(store).flatMap(({ id }) => readDraft(store, id) ?? []);
  return Object.fromEntries(drafts.map((draft) => [draft.id, draft]));
}

function writeIndex(store: TextStore, index: DraftIndex): void {
  if (index.length === 0) store.removeItem(draftIndexKey);
  else store.setItem(draftIndexKey, JSON.stringify(index));
}

/** Keeps the draft; one in which nothing stands is not kept. */
export function writeDraft(store: TextStore, draft: TipDraft): void {
  if (isUntouched(draft)) {
    removeDraft(store, draft.id);
    return;
  }
  store.setItem(draftKeyOf(draft.id), JSON.stringify(draft));
  const index = readDraftIndex(store);
  const mark = markOf(draft);
  const known = index.find(({ id }) => id === draft.id);
  if (known?.mark === mark) return;
  const entry = { id: draft.id, mark };
  writeIndex(store, known ? index.map((each) => (each.id === draft.id ? entry : each)) : [...index, entry]);
}

export function removeDraft(store: TextStore, id: string): void {
  store.removeItem(draftKeyOf(id));
  const index = readDraftIndex(store);
  if (index.some((entry) => entry.id === id)) {
    writeIndex(
      store,
      index.filter((entry) => entry.id !== id),
    );
  }
}
