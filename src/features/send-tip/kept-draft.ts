import { keptText, type TextStore } from '../../lib/kept-text.ts';
import { atom } from '../../lib/store.ts';

/**
 * What of tips lies on this phone, told without opening any of it: small, because home and the frame of every screen ask it.
 * Keys end in a number that is raised when the shape changes: an older one is then not read.
 */
export const draftIndexKey = 'tip-drafts-2';
export const unsavedTipsKey = 'unsaved-tips-2';

/** Drafts and sent tips whose codes are not saved, together. Who has so many is asked before a new one is begun. */
export const tipsOnPhoneMax = 10;

/** `waiting`: finished, to be sent when there is a line; `setback`: was to be sent, and needs the person again. */
export type DraftMark = 'written' | 'waiting' | 'setback';
export type DraftIndex = { id: string; mark: DraftMark }[];

export function readList<Entry>(
  store: TextStore,
  key: string,
  isEntry: (value: unknown) => value is Entry,
): Entry[] {
  try {
    const value: unknown = JSON.parse(store.getItem(key) ?? '[]');
    return Array.isArray(value) ? value.filter(isEntry) : [];
  } catch {
    return [];
  }
}

const isIndexEntry = (value: unknown): value is DraftIndex[number] =>
  typeof value === 'object' &&
  value !== null &&
  'id' in value &&
  typeof value.id === 'string' &&
  'mark' in value;

export const readDraftIndex = (store: TextStore): DraftIndex => readList(store, draftIndexKey, isIndexEntry);

export type TipsOnPhone = Record<DraftMark | 'unsaved', number>;

export function countTipsOnPhone(store: TextStore): TipsOnPhone {
  const index = readDraftIndex(store);
  const marked = (mark: DraftMark) => index.filter((entry) => entry.mark === mark).length;
  return {
    written: marked('written'),
    waiting: marked('waiting'),
    setback: marked('setback'),
    unsaved: readList(
      store,
      unsavedTipsKey,
      (value): value is object => typeof value === 'object' && value !== null,
    ).length,
  };
}

const countedAtom = atom(countTipsOnPhone(keptText));

/** How many tips of which kind lie on the phone. */
export const tipsOnPhoneAtom = atom((get) => get(countedAtom));

/** Counts anew: after every change, also one that another window of the app has made. */
export const recountTipsAtom = atom(null, (get, set) => {
  const counted = countTipsOnPhone(keptText);
  if (JSON.stringify(counted) !== JSON.stringify(get(countedAtom))) set(countedAtom, counted);
});
