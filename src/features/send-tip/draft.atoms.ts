import { createPhotoQueueAtoms } from '../../api/photo-queue.atoms.ts';
import { createKeptFiles } from '../../lib/kept-files.ts';
import { keptText, keptTextPrefix, sessionText } from '../../lib/kept-text.ts';
import { randomId } from '../../lib/random-id.ts';
import { atom, type Getter, type Setter } from '../../lib/store.ts';
import { recountTipsAtom } from './kept-draft.ts';
import type { FieldIssues, TipField } from './tip-draft.rules.ts';
import {
  emptyDraft,
  isUntouched,
  readDraft,
  readDrafts,
  removeDraft,
  type TipDraft,
  writeDraft,
} from './tip-draft.ts';

/** Which draft is being written outlives a reload, not a closed app: there the person chooses from the list. */
const openDraftKey = 'open-draft';

const newDraft = (): TipDraft => emptyDraft(randomId(), randomId());

type Drafts = { byId: Record<string, TipDraft>; openId: string };

/** There is always one draft open, at first an empty one, which is not kept. */
function firstDrafts(): Drafts {
  const byId = readDrafts(keptText);
  const openId = sessionText.getItem(openDraftKey);
  if (openId !== null && byId[openId]) return { byId, openId };
  const empty = newDraft();
  return { byId: { ...byId, [empty.id]: empty }, openId: empty.id };
}

const draftsAtom = atom<Drafts>(firstDrafts());

/** The draft that is being written. */
export const draftAtom = atom((get): TipDraft => {
  const { byId, openId } = get(draftsAtom);
  const draft = byId[openId];
  if (!draft) throw new Error('No draft is open.');
  return draft;
});

/** All drafts in which something stands, the one changed last first. */
export const keptDraftsAtom = atom((get) =>
  Object.values(get(draftsAtom).byId)
    .filter((draft) => !isUntouched(draft))
    .sort((one, other) => other.changedAt.localeCompare(one.changedAt)),
);

export const findDraft = (get: Getter, id: string): TipDraft | undefined => get(draftsAtom).byId[id];

/** The open draft's photos as they are shown, by the draft's id. */
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
  hasSignedIn: ['identity'],
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
function keepDraft(get: Getter, set: Setter, draft: TipDraft): void {
  const { byId, openId } = get(draftsAtom);
  set(draftsAtom, { byId: { ...byId, [draft.id]: draft }, openId });
  writeDraft(keptText, draft);
  set(recountTipsAtom);
}

/** What the app itself notes on a draft; nothing happens when the draft is no more. */
export const noteOnDraftAtom = atom(null, (get, set, id: string, change: Partial<TipDraft>) => {
  const draft = findDraft(get, id);
  if (draft) keepDraft(get, set, { ...draft, ...change });
});

/** A change by the person: what the server said of the field is settled, and what waited to be sent is a draft again. */
function changedByPerson(draft: TipDraft, change: Partial<TipDraft>): TipDraft {
  return {
    ...draft,
    remarks: withoutRemarks(draft.remarks, change),
    outgoing: null,
    changedAt: new Date().toISOString(),
    ...change,
  };
}

/** What the person changes on the open draft. What is on its way stays as it was sent; so the draft is one to write again. */
export const changeDraftAtom = atom(null, (get, set, change: Partial<TipDraft>) => {
  const draft = get(draftAtom);
  sessionText.setItem(openDraftKey, draft.id);
  keepDraft(get, set, changedByPerson(draft, change));
});

/**
 * What has come of something that the person asked for on this draft, such as their place. It may come late: what has been sent off
 * meanwhile stays as it was sent, and another draft that is open by then is not touched.
 */
export const answerOnDraftAtom = atom(
  null,
  (get, set, id: string, changeOf: (draft: TipDraft) => Partial<TipDraft>) => {
    const draft = findDraft(get, id);
    const change = draft && !draft.outgoing ? changeOf(draft) : {};
    if (draft && Object.keys(change).length > 0) keepDraft(get, set, changedByPerson(draft, change));
  },
);

/** Begins a new draft beside those that are there. */
export const beginDraftAtom = atom(null, (get, set) => {
  const empty = newDraft();
  set(draftsAtom, { byId: { ...get(draftsAtom).byId, [empty.id]: empty }, openId: empty.id });
  sessionText.removeItem(openDraftKey);
});

/** Takes up a draft that was left. */
export const openDraftAtom = atom(null, (get, set, id: string) => {
  const { byId } = get(draftsAtom);
  if (!byId[id]) return;
  set(draftsAtom, { byId, openId: id });
  sessionText.setItem(openDraftKey, id);
  set(noteOnDraftAtom, id, { needsLook: false });
});

/** Reads the drafts anew that another window of the app has changed; the open one stays as it is written here. */
export const rereadDraftsAtom = atom(null, (get, set) => {
  const { byId, openId } = get(draftsAtom);
  const kept = readDrafts(keptText);
  const former = byId[openId];
  // One that waited here and is no more has been sent there.
  const open = !former || (former.outgoing && !kept[openId]) ? newDraft() : former;
  set(draftsAtom, { byId: { ...kept, [open.id]: open }, openId: open.id });
  set(recountTipsAtom);
});

/** As `rereadDrafts`, for one draft; answers what now stands on the phone. */
export const rereadDraftAtom = atom(null, (get, set, id: string): TipDraft | undefined => {
  const kept = readDraft(keptText, id);
  if (kept) keepDraft(get, set, kept);
  else forgetDraft(get, set, id);
  return kept;
});

function forgetDraft(get: Getter, set: Setter, id: string): void {
  const { byId, openId } = get(draftsAtom);
  const { [id]: _forgotten, ...others } = byId;
  removeDraft(keptText, id);
  set(draftsAtom, { byId: others, openId });
  if (id === openId) set(beginDraftAtom);
  set(recountTipsAtom);
}

/** One store of bytes per app on the shared origin. */
const keptFiles = createKeptFiles(keptTextPrefix(globalThis.location?.pathname ?? ''));
const { shownPhotosAtom, queueOf } = createPhotoQueueAtoms(keptFiles, setPhotoId);

function setPhotoId(get: Getter, set: Setter, id: string, photoId: string): void {
  const draft = Object.values(get(draftsAtom).byId).find(({ photos }) =>
    photos.some((photo) => photo.id === id),
  );
  if (!draft) return;
  const photos = draft.photos.map((photo) => (photo.id === id ? { id, photoId } : photo));
  keepDraft(get, set, { ...draft, photos });
}

/** Takes up the photos of a draft that was left, and drops the bytes of drafts that are no more. */
export const restorePhotosAtom = atom(null, (get, set, id: string) => {
  const queue = queueOf(get, set);
  for (const photo of findDraft(get, id)?.photos ?? []) queue.restore(photo.id, photo.photoId);
  // Those of another window of the app count too.
  const drafts = [...Object.values(get(draftsAtom).byId), ...Object.values(readDrafts(keptText))];
  keptFiles.keepOnly(drafts.flatMap(({ photos }) => photos.map((photo) => photo.id))).catch(() => undefined);
});

/** Adds photos; their upload begins at once. */
export const addPhotosAtom = atom(null, (get, set, files: readonly File[]) => {
  const { photos } = get(draftAtom);
  const added = files.map((file) => ({ id: randomId(), file }));
  set(changeDraftAtom, { photos: [...photos, ...added.map(({ id }) => ({ id, photoId: null }))] });
  const queue = queueOf(get, set);
  for (const { id, file } of added) queue.add(id, file);
});

export const removePhotoAtom = atom(null, (get, set, id: string) => {
  set(changeDraftAtom, { photos: get(draftAtom).photos.filter((photo) => photo.id !== id) });
  queueOf(get, set).remove(id);
});

/** Sends photos again: one that failed, or all when the server has dropped them. */
export const resendPhotosAtom = atom(null, (get, set, draftId: string, ids: readonly string[]) => {
  const photos = (findDraft(get, draftId)?.photos ?? []).map((photo) =>
    ids.includes(photo.id) ? { ...photo, photoId: null } : photo,
  );
  set(noteOnDraftAtom, draftId, { photos });
  for (const id of ids) queueOf(get, set).sendAgain(id);
});

/** Resolves when every photo of the draft has arrived, failed or is lost. */
export const settlePhotosAtom = atom(null, (get, set, draftId: string) =>
  queueOf(get, set).settle((findDraft(get, draftId)?.photos ?? []).map(({ id }) => id)),
);

/** Forgets everything of a draft: after sending, or because the person wants to. */
export const discardDraftAtom = atom(null, (get, set, id: string) => {
  for (const photo of findDraft(get, id)?.photos ?? []) queueOf(get, set).remove(photo.id);
  forgetDraft(get, set, id);
});
