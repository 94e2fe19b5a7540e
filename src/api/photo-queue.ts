import { limits } from '#contract/limits.ts';
import { problemsOnPhone } from '#contract/problem-on-phone.ts';
import type { KeptFiles } from '../lib/kept-files.ts';
import { shrinkPicture } from '../lib/picture-shrinking.ts';
import { type PhotoUpload, uploadPhoto } from './photos.ts';
import { type ApiProblem, waitOf } from './problem.ts';

export type PhotoState =
  | { kind: 'preparing' }
  | { kind: 'waiting' }
  | { kind: 'uploading'; fraction: number }
  | { kind: 'done' }
  | { kind: 'failed'; problem: ApiProblem }
  /** Its bytes are gone from the phone and it never reached the server. */
  | { kind: 'lost' };

/** A photo as it is shown. The preview is an object URL of the bytes that are sent. */
export type ShownPhoto = { state: PhotoState; previewUrl: string | null };

type Events = {
  onChange: (id: string, photo: ShownPhoto | null) => void;
  onUploaded: (id: string, photoId: string) => void;
};

type Entry = { bytes: Blob | null; previewUrl: string | null; state: PhotoState; upload: PhotoUpload | null };

/** How often a busy server is asked again before the person is. */
const busyRetriesMax = 3;
const busyWaitMsDefault = 2_000;

const isSettled = ({ kind }: PhotoState): boolean => kind === 'done' || kind === 'failed' || kind === 'lost';

const pause = (waitMs: number) => new Promise<void>((resolve) => setTimeout(resolve, waitMs));

const tooLarge: ApiProblem = {
  kind: 'refused',
  code: 'photo_too_large',
  title: problemsOnPhone.photo_too_large.title,
  status: problemsOnPhone.photo_too_large.status,
  requestId: null,
  issues: [],
  retryAfterMs: null,
};

const fault: ApiProblem = { kind: 'unexpected', status: 0, requestId: null, retryAfterMs: null };

/**
 * Sends photos in the background while the person goes on writing, one after the other: two at once would only share the same
 * thin line. The bytes stay on the phone until the tip is sent, so that a reload or an expired copy costs nothing.
 */
export class PhotoQueue {
  readonly #files: KeptFiles;
  readonly #events: Events;
  readonly #entries = new Map<string, Entry>();
  #running: Promise<void> = Promise.resolve();

  constructor(files: KeptFiles, events: Events) {
    this.#files = files;
    this.#events = events;
  }

  /** A photo just taken or picked. */
  add(id: string, file: File): void {
    this.#entries.set(id, { bytes: null, previewUrl: null, state: { kind: 'preparing' }, upload: null });
    this.#show(id, { kind: 'preparing' });
    this.#enqueue(id, () => this.#prepare(id, file));
    this.#enqueue(id, () => this.#send(id));
  }

  /** A photo of a draft that was left earlier; uploaded already when it has a `photoId`. */
  restore(id: string, photoId: string | null): void {
    if (this.#entries.has(id)) return;
    this.#entries.set(id, { bytes: null, previewUrl: null, state: { kind: 'preparing' }, upload: null });
    this.#enqueue(id, async () => {
      // A phone that has no such place has nothing to give back either.
      const bytes = await this.#files.get(id).catch(() => undefined);
      if (bytes) this.#hold(id, bytes);
      if (photoId !== null) this.#show(id, { kind: 'done' });
      else this.#show(id, bytes ? { kind: 'waiting' } : { kind: 'lost' });
    });
    if (photoId === null) this.#enqueue(id, () => this.#send(id));
  }

  /** Sends a photo again, whatever became of it before. */
  sendAgain(id: string): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    this.#show(id, entry.bytes ? { kind: 'waiting' } : { kind: 'lost' });
    this.#enqueue(id, () => this.#send(id));
  }

  remove(id: string): void {
    const entry = this.#entries.get(id);
    this.#entries.delete(id);
    entry?.upload?.abort();
    if (entry?.previewUrl) URL.revokeObjectURL(entry.previewUrl);
    this.#events.onChange(id, null);
    this.#files.remove(id).catch(() => undefined);
  }

  /** Resolves when none of these photos (of all, without `ids`) is on its way any more, however that ended. */
  async settle(ids?: readonly string[]): Promise<void> {
    const isOnItsWay = ([id, { state }]: [string, Entry]) => !isSettled(state) && (ids?.includes(id) ?? true);
    while ([...this.#entries].some(isOnItsWay)) await this.#running;
  }

  #enqueue(id: string, work: () => Promise<void>): void {
    // A fault of ours on one photo must not hold up the others, nor the tip that waits for them.
    this.#running = this.#running.then(work).catch((error: unknown) => {
      console.error(error);
      this.#show(id, { kind: 'failed', problem: fault });
    });
  }

  #show(id: string, state: PhotoState): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.state = state;
    this.#events.onChange(id, { state, previewUrl: entry.previewUrl });
  }

  #hold(id: string, bytes: Blob): void {
    const entry = this.#entries.get(id);
    if (!entry) return;
    entry.bytes = bytes;
    entry.previewUrl = URL.createObjectURL(bytes);
  }

  async #prepare(id: string, file: File): Promise<void> {
    // What this phone cannot draw goes as it is: the server reads more formats, and refuses what it cannot clean.
    const bytes = await shrinkPicture(file, limits.photoEdgePixelsMax).catch(() => file);
    if (!this.#entries.has(id)) return;
    this.#hold(id, bytes);
    if (bytes.size > limits.photoBytesMax) {
      this.#show(id, { kind: 'failed', problem: tooLarge });
      return;
    }
    this.#show(id, { kind: 'waiting' });
    // Without a place to keep it the photo lives as long as the page.
    await this.#files.put(id, bytes).catch(() => undefined);
  }

  async #send(id: string): Promise<void> {
    for (let tries = 0; ; tries += 1) {
      const entry = this.#entries.get(id);
      if (!entry?.bytes || isSettled(entry.state)) return;
      this.#show(id, { kind: 'uploading', fraction: 0 });
      entry.upload = uploadPhoto(entry.bytes, (fraction) => this.#show(id, { kind: 'uploading', fraction }));
      const result = await entry.upload.finished;
      if (!this.#entries.has(id)) return;
      if (result.ok) {
        this.#events.onUploaded(id, result.value.id);
        this.#show(id, { kind: 'done' });
        return;
      }
      const isBusy = result.problem.kind === 'refused' && result.problem.status === 503;
      if (!isBusy || tries >= busyRetriesMax) {
        this.#show(id, { kind: 'failed', problem: result.problem });
        return;
      }
      await pause(waitOf(result.problem) ?? busyWaitMsDefault);
    }
  }
}
