import type { KeptFiles } from '../lib/kept-files.ts';
import { atom, type Getter, type Setter } from '../lib/store.ts';
import { PhotoQueue, type ShownPhoto } from './photo-queue.ts';

/** One queue for the photos of a feature, made when it is first needed, and how they are shown, by their id. */
export function createPhotoQueueAtoms(
  files: KeptFiles,
  onUploaded: (get: Getter, set: Setter, id: string, photoId: string) => void,
) {
  const shownPhotosAtom = atom<Record<string, ShownPhoto>>({});
  const queueAtom = atom<PhotoQueue | null>(null);

  function queueOf(get: Getter, set: Setter): PhotoQueue {
    const existing = get(queueAtom);
    if (existing) return existing;
    const queue = new PhotoQueue(files, {
      onChange: (id, photo) => {
        const { [id]: _former, ...others } = get(shownPhotosAtom);
        set(shownPhotosAtom, photo ? { ...others, [id]: photo } : others);
      },
      onUploaded: (id, photoId) => onUploaded(get, set, id, photoId),
    });
    set(queueAtom, queue);
    return queue;
  }

  return { shownPhotosAtom, queueOf };
}
