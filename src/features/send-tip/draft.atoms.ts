import { PhotoQueue, type ShownPhoto } from '../../api/photo-queue.ts';
import { createKeptFiles } from '../../lib/kept-files.ts';
import { keptText, keptTextPrefix } from '../../lib/kept-text.ts';
import { randomId } from '../../lib/random-id.ts';
import { atom, type Getter, type Setter } from '../../lib/store.ts';
import type { FieldIssues, TipField } from './tip-draft.rules.ts';
import { emptyDraft, readDraft, removeDraft, type TipDraft, writeDraft } from './tip-draft.ts';

const stateAtom = atom<TipDraft>(readDraft(keptText) ?? emptyDraft(randomId()));
const remarksAtom = atom<FieldIssues>({});
const shownPhotosAtom = atom<Record<string, ShownPhoto>>({});
const queueAtom = atom<PhotoQueue | null>(null);

/** What the person has written so far. */
export const draftAtom = atom((get) => get(stateAtom));

/** What the server found wrong, until the field is changed. */
export const serverRemarksAtom = atom(
  (get) => get(remarksAtom),
  (_get, set, remarks: FieldIssues) => set(remarksAtom, remarks),
);

/** The draft's photos as they are shown, by the draft's id. */
export const photosAtom = atom((get) => get(shownPhotosAtom));

const fieldsOf: Partial<Record<keyof TipDraft, TipField[]>> = {
  kind: ['kind'],
  categoryId: ['category'],
  description: ['description'],
  time: ['time', 'timeLocal'],
  photos: ['photos'],
  point: ['place', 'ward'],
  address: ['place', 'address'],
  isNowhere: ['place', 'address'],
  unitId: ['ward'],
  identity: ['identity', 'contactName', 'contactPhone'],
  contactName: ['contactName', 'contactPhone'],
  contactPhone: ['contactPhone'],
};

function withoutRemarks(remarks: FieldIssues, change: Partial<TipDraft>): FieldIssues {
  const changed = Object.keys(change).flatMap((key) => fieldsOf[key as keyof TipDraft] ?? []);
  return Object.fromEntries(
    Object.entries(remarks).filter(([field]) => !changed.some((name) => name === field)),
  );
}

/** Every change is kept on the phone at once: a call, a reload or an empty battery costs no words. */
export const changeDraftAtom = atom(null, (get, set, change: Partial<TipDraft>) => {
  const draft = { ...get(stateAtom), ...change };
  set(stateAtom, draft);
  set(remarksAtom, withoutRemarks(get(remarksAtom), change));
  writeDraft(keptText, draft);
});

/** One store of bytes per app on the shared origin. */
const keptFiles = createKeptFiles(keptTextPrefix(globalThis.location?.pathname ?? ''));

function setPhotoId(get: Getter, set: Setter, id: string, photoId: string): void {
  const photos = get(stateAtom).photos.map((photo) => (photo.id === id ? { id, photoId } : photo));
  set(changeDraftAtom, { photos });
}

function queueOf(get: Getter, set: Setter): PhotoQueue {
  const existing = get(queueAtom);
  if (existing) return existing;
  const queue = new PhotoQueue(keptFiles, {
    onChange: (id, photo) => {
      const { [id]: _former, ...others } = get(shownPhotosAtom);
      set(shownPhotosAtom, photo ? { ...others, [id]: photo } : others);
    },
    onUploaded: (id, photoId) => setPhotoId(get, set, id, photoId),
  });
  set(queueAtom, queue);
  return queue;
}

/** Takes up the photos of a draft that was left, and drops the bytes of drafts that are no more. */
export const restorePhotosAtom = atom(null, (get, set) => {
  const { photos } = get(stateAtom);
  const queue = queueOf(get, set);
  for (const photo of photos) queue.restore(photo.id, photo.photoId);
  keptFiles.keepOnly(photos.map(({ id }) => id)).catch(() => undefined);
});

/** Adds photos; their upload begins at once. */
export const addPhotosAtom = atom(null, (get, set, files: readonly File[]) => {
  const { photos } = get(stateAtom);
  const added = files.map((file) => ({ id: randomId(), file }));
  set(changeDraftAtom, { photos: [...photos, ...added.map(({ id }) => ({ id, photoId: null }))] });
  const queue = queueOf(get, set);
  for (const { id, file } of added) queue.add(id, file);
});

export const removePhotoAtom = atom(null, (get, set, id: string) => {
  set(changeDraftAtom, { photos: get(stateAtom).photos.filter((photo) => photo.id !== id) });
  queueOf(get, set).remove(id);
});

/** Sends photos again: one that failed, or all when the server has dropped them. */
export const resendPhotosAtom = atom(null, (get, set, ids: readonly string[]) => {
  const photos = get(stateAtom).photos.map((photo) =>
    ids.includes(photo.id) ? { ...photo, photoId: null } : photo,
  );
  set(changeDraftAtom, { photos });
  for (const id of ids) queueOf(get, set).sendAgain(id);
});

/** Resolves when every photo has arrived, failed or is lost. */
export const settlePhotosAtom = atom(null, (get, set) => queueOf(get, set).settle());

/** Forgets everything: after sending, or because the person wants to. */
export const discardDraftAtom = atom(null, (get, set) => {
  for (const { id } of get(stateAtom).photos) queueOf(get, set).remove(id);
  removeDraft(keptText);
  set(stateAtom, emptyDraft(randomId()));
  set(remarksAtom, {});
});
