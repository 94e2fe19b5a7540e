import jsQR from 'jsqr';
import { getDocument } from 'pdfjs-dist/legacy/build/pdf.mjs';
import sharp from 'sharp';

/** What a reader that did not write it finds in a picture, seen this large; null where there is no code. */
export async function readQr(picture: Uint8Array, edgePixels: number): Promise<string | null> {
  const { data, info } = await sharp(picture)
    .resize(edgePixels)
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return jsQR(new Uint8ClampedArray(data), info.width, info.height)?.data ?? null;
}

type CanvasFactory = {
  create(width: number, height: number): { canvas: HTMLCanvasElement; context: CanvasRenderingContext2D };
};

/** A PDF as another program sees it: its pages, its words in reading order, and the code on its first page as pixels show it. */
export async function readPdf(
  bytes: Uint8Array,
): Promise<{ pages: number; words: string; qr: string | null }> {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const document = await task.promise;
  const page = await document.getPage(1);
  const content = await page.getTextContent();
  const words = content.items.map((item) => ('str' in item ? item.str : '')).join(' ');
  const viewport = page.getViewport({ scale: 1 });
  // Of the library's own kind in this process; its type says no more than Object.
  const canvases = document.canvasFactory as CanvasFactory;
  const { canvas, context } = canvases.create(viewport.width, viewport.height);
  await page.render({ canvas, canvasContext: context, viewport }).promise;
  const pixels = context.getImageData(0, 0, canvas.width, canvas.height);
  const qr = jsQR(pixels.data, canvas.width, canvas.height)?.data ?? null;
  const pages = document.numPages;
  await task.destroy();
  return { pages, words: words.replace(/\s+/g, ' ').trim(), qr };
}
