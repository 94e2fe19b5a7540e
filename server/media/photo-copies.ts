import sharp, { type Metadata, type Sharp } from 'sharp';

/** Runs in the photo worker only: nothing here may be called in the server's own process. */

export type CopyLimits = {
  readonly pixelsMax: number;
  /** Pictures in one file (GIF, WebP, AVIF); the first is kept. */
  readonly framesMax: number;
  readonly edgePixelsMax: number;
  readonly thumbnailEdgePixelsMax: number;
  readonly zaloBytesMax: number;
};

export type PhotoCopies = {
  readonly full: Buffer;
  readonly thumbnail: Buffer;
  /** The very buffer of `full` when that is small enough for Zalo. */
  readonly zalo: Buffer;
  readonly width: number;
  readonly height: number;
};

export type RefusalReason = 'unreadable' | 'too_many_pixels' | 'too_many_frames';

export class PhotoRefused extends Error {
  override name = 'PhotoRefused';
  readonly reason: RefusalReason;

  constructor(reason: RefusalReason, options?: { cause: unknown }) {
    super(reason, options);
    this.reason = reason;
  }
}

/**
 * 4:2:0, default Huffman tables: a tenth of a second instead of half a second (mozjpeg) for a phone's photo, at 4 % more bytes
 * than optimised tables. 80 keeps a number plate readable at 2048 pixels.
 */
const fullQuality = 80;
const thumbnailQuality = 72;
/** From dear to cheap; the last fits every picture, noise included. */
const zaloSteps = [
  { edgePixels: 2048, quality: 68 },
  { edgePixels: 1600, quality: 68 },
  { edgePixels: 1280, quality: 60 },
  { edgePixels: 960, quality: 50 },
] as const;

/** Decodes once, at most `edgePixelsMax` wide and high, and derives every copy from those pixels. Throws PhotoRefused. */
export async function makeCopies(photo: Buffer, limits: CopyLimits): Promise<PhotoCopies> {
  const metadata = await readHeader(photo, limits);
  const pixels = await decode(photo, metadata, limits);
  const [full, thumbnail] = await Promise.all([
    encode(pixels, fullQuality),
    encode(pixels, thumbnailQuality, limits.thumbnailEdgePixelsMax),
  ]);
  const zalo =
    full.byteLength <= limits.zaloBytesMax ? full : await encodeForZalo(pixels, limits.zaloBytesMax);
  return { full, thumbnail, zalo, width: pixels.width, height: pixels.height };
}

async function readHeader(photo: Buffer, limits: CopyLimits): Promise<Metadata> {
  const metadata = await sharp(photo, { limitInputPixels: false })
    .metadata()
    .catch((cause: unknown) => {
      throw new PhotoRefused('unreadable', { cause });
    });
  if (metadata.width * metadata.height > limits.pixelsMax) throw new PhotoRefused('too_many_pixels');
  if ((metadata.pages ?? 1) > limits.framesMax) throw new PhotoRefused('too_many_frames');
  return metadata;
}

type Pixels = { readonly data: Buffer; readonly width: number; readonly height: number };

async function decode(photo: Buffer, metadata: Metadata, limits: CopyLimits): Promise<Pixels> {
  const decoder = sharp(photo, {
    limitInputPixels: limits.pixelsMax,
    // Broken data is refused; mere warnings are not, several makers' cameras cause them.
    failOn: 'error',
    // Converting sRGB to sRGB would double the time of a photo whose camera names its profile.
    ignoreIcc: isSrgb(metadata.icc),
  })
    .resize({
      width: limits.edgePixelsMax,
      height: limits.edgePixelsMax,
      fit: 'inside',
      withoutEnlargement: true,
    })
    .flatten({ background: '#ffffff' });
  try {
    const small = await toPixels(decoder);
    return await orient(small, metadata.orientation ?? 1);
  } catch (cause) {
    throw new PhotoRefused('unreadable', { cause });
  }
}

function isSrgb(profile: Buffer | undefined): boolean {
  if (!profile) return false;
  return profile.includes('sRGB', 0, 'latin1') || profile.includes(Buffer.from('sRGB', 'utf16le').swap16());
}

/** Turned after shrinking, not before: a portrait from a phone then costs half the time and a quarter of the memory. */
async function orient(pixels: Pixels, orientation: number): Promise<Pixels> {
  if (orientation <= 1) return pixels;
  const degrees = { 3: 180, 5: 90, 6: 90, 7: 270, 8: 270 }[orientation] ?? 0;
  return toPixels(
    fromPixels(pixels)
      .rotate(degrees)
      .flip(orientation === 4)
      .flop(orientation === 2 || orientation === 5 || orientation === 7),
  );
}

async function encodeForZalo(pixels: Pixels, bytesMax: number): Promise<Buffer> {
  for (const step of zaloSteps) {
    const jpeg = await encode(pixels, step.quality, step.edgePixels);
    if (jpeg.byteLength <= bytesMax) return jpeg;
  }
  throw new PhotoRefused('unreadable');
}

/** JPEG without any metadata: sharp writes none unless asked to. */
function encode(pixels: Pixels, quality: number, edgePixelsMax?: number): Promise<Buffer> {
  const image = fromPixels(pixels);
  if (edgePixelsMax) {
    image.resize({ width: edgePixelsMax, height: edgePixelsMax, fit: 'inside', withoutEnlargement: true });
  }
  return image.jpeg({ quality, optimizeCoding: false }).toBuffer();
}

function fromPixels({ data, width, height }: Pixels): Sharp {
  return sharp(data, { raw: { width, height, channels: 3 } });
}

async function toPixels(image: Sharp): Promise<Pixels> {
  const { data, info } = await image
    .toColourspace('srgb')
    .raw({ depth: 'uchar' })
    .toBuffer({ resolveWithObject: true });
  if (info.channels !== 3) throw new Error(`Expected 3 channels, got ${info.channels}.`);
  return { data, width: info.width, height: info.height };
}
