const jpegQuality = 0.85;

/** What the page's own canvas and the one of a worker have alike. */
type AnyCanvas = HTMLCanvasElement | OffscreenCanvas;

/** Width and height that fit into a square of `edgePixelsMax`, never larger than they were. */
export function fitInto(
  width: number,
  height: number,
  edgePixelsMax: number,
): { width: number; height: number } {
  const scale = Math.min(1, edgePixelsMax / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
}

/** The picture drawn anew on a canvas that `makeCanvas` brings, as a JPEG. Rejects where there is no canvas. */
export async function drawSmaller(
  picture: { source: CanvasImageSource; width: number; height: number },
  edgePixelsMax: number,
  makeCanvas: (width: number, height: number) => AnyCanvas,
): Promise<Blob> {
  const { width, height } = fitInto(picture.width, picture.height, edgePixelsMax);
  const canvas = makeCanvas(width, height);
  const context = canvas.getContext('2d') as
    | CanvasRenderingContext2D
    | OffscreenCanvasRenderingContext2D
    | null;
  if (!context) throw new Error('This phone has no canvas.');
  // JPEG knows no transparency; without this a screenshot's clear parts turn black.
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(picture.source, 0, 0, width, height);
  return toJpeg(canvas);
}

async function toJpeg(canvas: AnyCanvas): Promise<Blob> {
  if ('convertToBlob' in canvas) return canvas.convertToBlob({ type: 'image/jpeg', quality: jpegQuality });
  return new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'))),
      'image/jpeg',
      jpegQuality,
    ),
  );
}
