import { drawSmaller } from './picture-drawing.ts';
import type { PictureWork, PictureWorkerAnswer } from './picture-worker.ts';

/** A worker that is allowed runs within this; one that is not may also stay silent. */
const workerStartMsMax = 3_000;
/** A worker that has begun is given up only when it hangs. */
const workerDrawMsMax = 20_000;

type Drawable = { source: CanvasImageSource; width: number; height: number; release: () => void };

/**
 * The picture as a JPEG of at most `edgePixelsMax` a side, made in a worker where there is one and otherwise by the page itself (Zalo's
 * web views may have no workers). Drawing it anew also leaves behind its place, time and camera. Rejects when this phone cannot read the
 * picture; the caller then sends the original, which the server cleans or refuses.
 */
export async function shrinkPicture(file: Blob, edgePixelsMax: number): Promise<Blob> {
  return (await shrinkInWorker({ file, edgePixelsMax })) ?? shrinkInPage(file, edgePixelsMax);
}

/** Undefined: no worker could be had, or it cannot do it. */
function shrinkInWorker(work: PictureWork): Promise<Blob | undefined> {
  const worker = startWorker();
  if (!worker) return Promise.resolve(undefined);
  return new Promise((resolve) => {
    const end = (jpeg?: Blob) => {
      clearTimeout(timer);
      worker.terminate();
      resolve(jpeg);
    };
    let timer = setTimeout(() => end(), workerStartMsMax);
    worker.onerror = (event) => {
      event.preventDefault();
      end();
    };
    worker.onmessage = ({ data }: MessageEvent<PictureWorkerAnswer>) => {
      if (data.kind !== 'started') return end(data.kind === 'drawn' ? data.jpeg : undefined);
      clearTimeout(timer);
      timer = setTimeout(() => end(), workerDrawMsMax);
    };
    worker.postMessage(work);
  });
}

/** The constructor throws where a policy or the origin forbids workers. */
function startWorker(): Worker | undefined {
  if (typeof Worker === 'undefined' || typeof OffscreenCanvas === 'undefined') return undefined;
  try {
    return new Worker(new URL('./picture-worker.ts', import.meta.url), { type: 'module' });
  } catch {
    return undefined;
  }
}

async function shrinkInPage(file: Blob, edgePixelsMax: number): Promise<Blob> {
  const picture = await openWithBitmap(file).catch(() => openWithImage(file));
  try {
    return await drawSmaller(picture, edgePixelsMax, (width, height) =>
      Object.assign(document.createElement('canvas'), { width, height }),
    );
  } finally {
    picture.release();
  }
}

async function openWithBitmap(file: Blob): Promise<Drawable> {
  const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
  return { source: bitmap, width: bitmap.width, height: bitmap.height, release: () => bitmap.close() };
}

async function openWithImage(file: Blob): Promise<Drawable> {
  const url = URL.createObjectURL(file);
  const image = new Image();
  image.src = url;
  await image.decode();
  return {
    source: image,
    width: image.naturalWidth,
    height: image.naturalHeight,
    release: () => URL.revokeObjectURL(url),
  };
}
