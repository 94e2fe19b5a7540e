import type { StoredPhoto } from '#contract/tips.ts';
import { apiUrl } from './client.ts';
import { type ApiResult, readAnswer } from './problem.ts';

/** No progress for this long means a dead line; a slow one that still moves is left alone. */
const stallTimeoutMs = 30_000;

export type PhotoUpload = {
  finished: Promise<ApiResult<StoredPhoto>>;
  /** Stops sending; `finished` then never settles with a photo. */
  abort: () => void;
};

/**
 * Sends one photo without any credential (the sender may choose to stay anonymous later).
 * XMLHttpRequest because `fetch` tells nothing about bytes on their way. `onProgress` gets 0 to 1.
 */
export function uploadPhoto(photo: Blob, onProgress: (fraction: number) => void): PhotoUpload {
  const request = new XMLHttpRequest();
  const form = new FormData();
  form.set('photo', photo, 'photo.jpg');

  const finished = new Promise<ApiResult<StoredPhoto>>((resolve) => {
    let hasStalled = false;
    const giveUp = () => {
      hasStalled = true;
      request.abort();
    };
    let timer = setTimeout(giveUp, stallTimeoutMs);
    const settle = (result: ApiResult<StoredPhoto>) => {
      clearTimeout(timer);
      resolve(result);
    };
    request.upload.onprogress = ({ loaded, total }) => {
      clearTimeout(timer);
      timer = setTimeout(giveUp, stallTimeoutMs);
      if (total > 0) onProgress(loaded / total);
    };
    request.onload = () =>
      settle(
        readAnswer<StoredPhoto>({
          status: request.status,
          header: (name) => request.getResponseHeader(name),
          body: request.responseText,
        }),
      );
    request.onerror = () => settle({ ok: false, problem: { kind: 'offline' } });
    request.onabort = () => settle({ ok: false, problem: { kind: hasStalled ? 'timeout' : 'offline' } });
  });

  request.open('POST', apiUrl('/api/photos'));
  request.send(form);
  return { finished, abort: () => request.abort() };
}
