const jpegQuality = 0.85;

type Drawable = { source: CanvasImageSource; width: number; height: number; release: () => void };

/** Width and height that fit into a square of `edgePixelsMax`, never larger than they were. */
export function fitInto(
  width: number,
  height: number,
  edgePixelsMax: number,
): { width: number; height: number } {
  const scale = Math.min(1, edgePixelsMax / Math.max(width, height));
  return { width: Math.max(1, Math.round(width * scale)), height: Math.max(1, Math.round(height * scale)) };
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

const toJpeg = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) =>
    canvas.toBlob(
      (blob) => (blob ? resolve(blob) : reject(new Error('The canvas gave no picture.'))),
      'image/jpeg',
      jpegQuality,
    ),
  );

async function redraw(picture: Drawable, edgePixelsMax: number): Promise<Blob> {
  const { width, height } = fitInto(picture.width, picture.height, edgePixelsMax);
  const canvas = document.createElement('canvas');
  canvas.width = width;
  canvas.height = height;
  const context = canvas.getContext('2d');
  if (!context) throw new Error('This phone has no canvas.');
  // JPEG knows no transparency; without this a screenshot's clear parts turn black.
  context.fillStyle = 'white';
  context.fillRect(0, 0, width, height);
  context.drawImage(picture.source, 0, 0, width, height);
  return toJpeg(canvas);
}

/**
 * The picture as a JPEG of at most `edgePixelsMax` a side. Drawing it anew also leaves behind its place, time and camera.
 * Rejects when this phone cannot read the picture; the caller then sends the original, which the server cleans or refuses.
 */
export async function shrinkPicture(file: Blob, edgePixelsMax: number): Promise<Blob> {
  const picture = await openWithBitmap(file).catch(() => openWithImage(file));
  try {
    return await redraw(picture, edgePixelsMax);
  } finally {
    picture.release();
  }
}
