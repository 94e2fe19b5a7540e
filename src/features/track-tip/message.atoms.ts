import { createPhotoQueueAtoms } from '../../api/photo-queue.atoms.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { sendTipMessage, type TipAccess } from '../../api/sent-tips.ts';
import { createKeptFiles } from '../../lib/kept-files.ts';
import { randomId } from '../../lib/random-id.ts';
import { atom, type Getter, type Setter } from '../../lib/store.ts';
import {
  type MessageDraft,
  type MessageDrafts,
  messageFilesOwner,
  readMessageDrafts,
  writeMessageDrafts,
} from './message-draft.ts';

const keptFiles = createKeptFiles(messageFilesOwner());
const { shownPhotosAtom, queueOf } = createPhotoQueueAtoms(keptFiles, changePhoto);
const stateAtom = atom<MessageDrafts>(readMessageDrafts());

/** What is written and not sent, by case code. */
export const messageDraftsAtom = atom((get) => get(stateAtom));

/** Photos of messages as they are shown, by their id. */
export const messagePhotosAtom = atom((get) => get(shownPhotosAtom));

export const emptyMessage: MessageDraft = { key: '', text: '', photos: [] };

const draftOf = (get: Getter, code: string): MessageDraft => get(stateAtom)[code] ?? emptyMessage;

/** Every change is kept on the phone at once. The draft that was changed last stands last. */
export const changeMessageAtom = atom(null, (get, set, code: string, change: Partial<MessageDraft>) => {
  const { [code]: former = emptyMessage, ...others } = get(stateAtom);
  const key = former.key === '' ? randomId() : former.key;
  set(stateAtom, writeMessageDrafts({ ...others, [code]: { ...former, key, ...change } }));
});

function changePhoto(get: Getter, set: Setter, id: string, photoId: string | null): void {
  for (const [code, { photos }] of Object.entries(get(stateAtom))) {
    if (!photos.some((photo) => photo.id === id)) continue;
    set(changeMessageAtom, code, {
      photos: photos.map((photo) => (photo.id === id ? { id, photoId } : photo)),
    });
  }
}

/** Takes up the photos of a message that was left, and drops the bytes of messages that are no more. */
export const restoreMessageAtom = atom(null, (get, set, code: string) => {
  const queue = queueOf(get, set);
  for (const { id, photoId } of draftOf(get, code).photos) queue.restore(id, photoId);
  const ids = Object.values(get(stateAtom)).flatMap(({ photos }) => photos.map(({ id }) => id));
  keptFiles.keepOnly(ids).catch(() => undefined);
});

export const addMessagePhotosAtom = atom(null, (get, set, code: string, files: readonly File[]) => {
  const added = files.map((file) => ({ id: randomId(), file }));
  const photos = added.map(({ id }) => ({ id, photoId: null }));
  set(changeMessageAtom, code, { photos: [...draftOf(get, code).photos, ...photos] });
  for (const { id, file } of added) queueOf(get, set).add(id, file);
});

export const removeMessagePhotoAtom = atom(null, (get, set, code: string, id: string) => {
  set(changeMessageAtom, code, { photos: draftOf(get, code).photos.filter((photo) => photo.id !== id) });
  queueOf(get, set).remove(id);
});

export const resendMessagePhotoAtom = atom(null, (get, set, id: string) => {
  changePhoto(get, set, id, null);
  queueOf(get, set).sendAgain(id);
});

export type MessageOutcome =
  | { kind: 'sent' }
  | { kind: 'photos-failed' }
  /** An earlier version had arrived; what was changed since is under a new key now, and not sent. */
  | { kind: 'conflict' }
  | { kind: 'failed'; problem: ApiProblem };

/** The server drops photos that wait for a day: they are sent again, once, and the message after them. */
const uploadsAgainMax = 1;

/** Sends what is written, after its photos. It stays on the phone until the server has it. */
export const sendMessageAtom = atom(null, async (get, set, access: TipAccess): Promise<MessageOutcome> => {
  const { code } = access;
  for (let uploadsAgain = 0; ; uploadsAgain += 1) {
    await queueOf(get, set).settle(draftOf(get, code).photos.map(({ id }) => id));
    const draft = draftOf(get, code);
    const photoIds = draft.photos.flatMap(({ photoId }) => (photoId === null ? [] : [photoId]));
    if (photoIds.length < draft.photos.length) return { kind: 'photos-failed' };

    const result = await sendTipMessage(access, { text: draft.text.trim(), photoIds }, draft.key);
    if (result.ok) {
      forgetSent(get, set, code, draft);
      return { kind: 'sent' };
    }
    const refusal = result.problem.kind === 'refused' ? result.problem.code : null;
    if (refusal === 'idempotency_conflict') {
      set(changeMessageAtom, code, { key: randomId() });
      return { kind: 'conflict' };
    }
    if (refusal !== 'photo_expired' || uploadsAgain >= uploadsAgainMax) {
      return { kind: 'failed', problem: result.problem };
    }
    for (const { id } of draft.photos) set(resendMessagePhotoAtom, id);
  }
});

/** What was written while the message was on its way stays, as the next one. */
function forgetSent(get: Getter, set: Setter, code: string, sent: MessageDraft): void {
  const { text, photos } = draftOf(get, code);
  const isSent = (id: string) => sent.photos.some((photo) => photo.id === id);
  set(changeMessageAtom, code, {
    key: randomId(),
    text: text === sent.text ? '' : text,
    photos: photos.filter(({ id }) => !isSent(id)),
  });
  for (const { id } of sent.photos) queueOf(get, set).remove(id);
}
