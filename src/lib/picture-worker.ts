import { drawSmaller } from './picture-drawing.ts';

export type PictureWork = { file: Blob; edgePixelsMax: number };

/** What comes back: first that it runs, then the picture, or that this phone cannot do it here. */
export type PictureWorkerAnswer = { kind: 'started' } | { kind: 'drawn'; jpeg: Blob } | { kind: 'failed' };

const answer = (message: PictureWorkerAnswer) => postMessage(message);

/** Makes one picture smaller beside the page, so that typing goes on: on a cheap phone this takes a second and more. */
addEventListener('message', async ({ data: { file, edgePixelsMax } }: MessageEvent<PictureWork>) => {
  try {
    const bitmap = await createImageBitmap(file, { imageOrientation: 'from-image' });
    const picture = { source: bitmap, width: bitmap.width, height: bitmap.height };
    const jpeg = await drawSmaller(
      picture,
      edgePixelsMax,
      (width, height) => new OffscreenCanvas(width, height),
    );
    bitmap.close();
    answer({ kind: 'drawn', jpeg });
  } catch {
    // The page tries it in its own way, which older phones can do too.
    answer({ kind: 'failed' });
  }
});

answer({ kind: 'started' });
