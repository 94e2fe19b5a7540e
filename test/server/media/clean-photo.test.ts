import { crc32 } from 'node:zlib';
import exifr from 'exifr';
import sharp, { type Sharp, type SharpOptions } from 'sharp';
import { afterAll, describe, expect, test } from 'vitest';
import { limits } from '#contract/limits.ts';
import { type CleanPhoto, createPhotoIntake } from '../../../server/media/photo-intake.ts';
import { expectNoMetadata } from '../../support/jpeg-segments.ts';
import { cornerColours, hiddenWords, phonePhoto, withJpegSegment } from '../../support/photos.ts';

const intake = createPhotoIntake();
afterAll(() => intake.close());

/** Hidden in every file below, besides what belongs to its kind. */
const secret = hiddenWords.serial;

const hidingPlaces: Record<string, () => Promise<Buffer>> = {
  'the EXIF of a phone, with its position, held upright': () => phonePhoto({ orientation: 6 }),
  'XMP, as editors write it': async () =>
    withJpegSegment(
      await plainJpeg(),
      0xe1,
      Buffer.from(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta xmlns:x="adobe:ns:meta/">${secret}</x:xmpmeta>`),
    ),
  'IPTC in a Photoshop segment': async () =>
    withJpegSegment(
      await plainJpeg(),
      0xed,
      Buffer.from(`Photoshop 3.0\x008BIM\x04\x04\0\0\0\0\0\x20${secret}`),
    ),
  'a JPEG comment': async () => withJpegSegment(await plainJpeg(), 0xfe, Buffer.from(secret)),
  'a maker note and an embedded thumbnail': exifWithThumbnail,
  'a segment of a maker of its own': async () =>
    withJpegSegment(await plainJpeg(), 0xec, Buffer.from(`Ducky\0${secret}`)),
  'an ICC profile that carries words': iccWithWords,
  'bytes behind the end of the picture': async () =>
    Buffer.concat([await plainJpeg(), Buffer.from(`PK\x03\x04 ${secret}`)]),
  'a second picture behind the first, as motion photos have': async () =>
    Buffer.concat([await plainJpeg(), await phonePhoto({ megapixels: 0.1 })]),
  'PNG text chunks': async () =>
    withPngChunk(
      await sharp(await plainJpeg())
        .png()
        .toBuffer(),
      'tEXt',
      Buffer.from(`Comment\0${secret}`),
    ),
  'PNG with EXIF': async () =>
    withExif(sharp(await plainJpeg()))
      .png()
      .toBuffer(),
  'WebP with EXIF and XMP': async () =>
    withExif(sharp(await plainJpeg()))
      .withXmp(`<x:xmpmeta xmlns:x="adobe:ns:meta/"><a>${secret}</a></x:xmpmeta>`)
      .webp()
      .toBuffer(),
  'a GIF comment': async () => gifWithComment(),
  'AVIF with EXIF': async () =>
    withExif(sharp(await plainJpeg()))
      .avif({ effort: 0 })
      .toBuffer(),
};

describe('nothing that a phone hides in a picture survives', () => {
  test.each(Object.keys(hidingPlaces))('%s is gone from every copy', async (place) => {
    const photo = await hidingPlaces[place]?.();
    if (!photo) throw new Error(place);
    expect(photo.includes(secret)).toBe(true);

    const clean = await intake.clean(photo);

    for (const copy of copiesOf(clean)) await expectNoMetadata(copy);
  });

  test('the thumbnail that the phone embedded is not in the cleaned photo', async () => {
    const photo = await exifWithThumbnail();
    expect(await exifr.thumbnail(photo)).toBeDefined();

    const { full } = await intake.clean(photo);

    expect(await exifr.thumbnail(full)).toBeUndefined();
  });
});

describe('a cleaned photo shows what the sender saw', () => {
  test.each([1, 2, 3, 4, 5, 6, 7, 8])(
    'a photo held in way %i stands upright in every copy',
    async (orientation) => {
      const photo = await phonePhoto({ orientation, megapixels: 0.3 });
      const stored = await sharp(photo).metadata();
      expect(stored.width > stored.height).toBe(orientation <= 4);

      const clean = await intake.clean(photo);

      expect(clean.width).toBeGreaterThan(clean.height);
      for (const copy of copiesOf(clean))
        expect(await nearestCorners(copy)).toEqual(Object.keys(cornerColours));
    },
  );

  test('a photo of twelve megapixels becomes 2048 pixels wide, with a thumbnail of 320 and a copy that Zalo takes', async () => {
    const clean = await intake.clean(await phonePhoto({ megapixels: 12 }));

    expect([clean.width, clean.height]).toEqual([2048, 1536]);
    expect(await sizeOf(clean.full)).toEqual([2048, 1536]);
    expect(await sizeOf(clean.thumbnail)).toEqual([320, 240]);
    expect(clean.zalo.byteLength).toBeLessThanOrEqual(limits.zaloPhotoBytesMax);
    expect(clean.thumbnail.byteLength).toBeLessThan(40_000);
  });

  test('a small photo is not made larger', async () => {
    const clean = await intake.clean(
      await sharp(await plainJpeg())
        .resize(200, 100)
        .png()
        .toBuffer(),
    );

    expect([clean.width, clean.height]).toEqual([200, 100]);
    expect(await sizeOf(clean.thumbnail)).toEqual([200, 100]);
  });

  test('a long panorama keeps its shape', async () => {
    const clean = await intake.clean(
      await sharp(await plainJpeg())
        .resize(8000, 500, { fit: 'fill' })
        .jpeg()
        .toBuffer(),
    );

    expect([clean.width, clean.height]).toEqual([2048, 128]);
  });

  test('even a picture of pure noise fits into a message of Zalo', async () => {
    const photo = await noisePicture(2048).png({ compressionLevel: 0 }).toBuffer();

    const clean = await intake.clean(photo);

    expect(clean.full.byteLength).toBeGreaterThan(limits.zaloPhotoBytesMax);
    expect(clean.zalo.byteLength).toBeLessThanOrEqual(limits.zaloPhotoBytesMax);
    await expectNoMetadata(clean.zalo);
  });

  test('a photo in the wide colours of newer phones keeps its colours', async () => {
    const colour = { r: 200, g: 60, b: 50 };
    const photo = await sharp({ create: { width: 300, height: 300, channels: 3, background: colour } })
      .withIccProfile('p3')
      .png()
      .toBuffer();
    const [storedRed] = await pixelAt(photo, 150, 150, { ignoreIcc: true });
    expect(Math.abs((storedRed ?? 0) - colour.r)).toBeGreaterThan(5);

    const { full } = await intake.clean(photo);

    expectNear(await pixelAt(full, 150, 150), [colour.r, colour.g, colour.b]);
  });

  test('what is transparent becomes white', async () => {
    const photo = await sharp({
      create: { width: 64, height: 64, channels: 4, background: { r: 0, g: 0, b: 0, alpha: 0 } },
    })
      .png()
      .toBuffer();

    const { full } = await intake.clean(photo);

    expectNear(await pixelAt(full, 32, 32), [255, 255, 255]);
  });

  test.each(['b-w', 'cmyk'])('a photo in %s colours becomes an ordinary one', async (colours) => {
    const photo = await sharp(await plainJpeg())
      .toColourspace(colours)
      .jpeg()
      .toBuffer();

    const { full } = await intake.clean(photo);

    expect(await sharp(full).metadata()).toMatchObject({ space: 'srgb', channels: 3, format: 'jpeg' });
  });

  test('of a short animation the first picture is taken', async () => {
    const frames = await Promise.all(
      ['#ff0000', '#0000ff'].map((background) =>
        sharp({ create: { width: 50, height: 50, channels: 3, background } })
          .png()
          .toBuffer(),
      ),
    );
    const photo = await sharp(frames, { join: { animated: true } })
      .gif()
      .toBuffer();
    expect((await sharp(photo).metadata()).pages).toBe(2);

    const { full } = await intake.clean(photo);

    expect(await sizeOf(full)).toEqual([50, 50]);
    expectNear(await pixelAt(full, 25, 25), [255, 0, 0], 12);
  });
});

function copiesOf(clean: CleanPhoto): Buffer[] {
  return [clean.full, clean.thumbnail, clean.zalo];
}

async function plainJpeg(): Promise<Buffer> {
  return sharp(await phonePhoto({ megapixels: 0.3 }))
    .jpeg()
    .toBuffer();
}

function withExif(image: Sharp): Sharp {
  return image.withExif({ IFD0: { Make: hiddenWords.make }, IFD2: { BodySerialNumber: secret } });
}

/** EXIF made by hand: a maker note in IFD0 and a second directory with a small JPEG of the same scene, as phones write it. */
async function exifWithThumbnail(): Promise<Buffer> {
  const thumbnail = await sharp(await plainJpeg())
    .resize(160)
    .jpeg({ quality: 50 })
    .toBuffer();
  const makerNote = Buffer.from(`${secret}\0`);
  const firstDirectory = 8;
  const secondDirectory = firstDirectory + 2 + 12 + 4;
  const makerNoteAt = secondDirectory + 2 + 2 * 12 + 4;
  const thumbnailAt = makerNoteAt + makerNote.length;
  const tiff = Buffer.concat([
    Buffer.from('II*\0'),
    uint32(firstDirectory),
    uint16(1),
    tiffEntry(0x927c, 7, makerNote.length, makerNoteAt),
    uint32(secondDirectory),
    uint16(2),
    tiffEntry(0x0201, 4, 1, thumbnailAt),
    tiffEntry(0x0202, 4, 1, thumbnail.length),
    uint32(0),
    makerNote,
    thumbnail,
  ]);
  return withJpegSegment(await plainJpeg(), 0xe1, Buffer.concat([Buffer.from('Exif\0\0'), tiff]));
}

function tiffEntry(tag: number, type: number, count: number, value: number): Buffer {
  return Buffer.concat([uint16(tag), uint16(type), uint32(count), uint32(value)]);
}

function uint16(value: number): Buffer {
  const bytes = Buffer.alloc(2);
  bytes.writeUInt16LE(value);
  return bytes;
}

function uint32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

async function iccWithWords(): Promise<Buffer> {
  const tagged = await sharp(await plainJpeg())
    .withIccProfile('srgb')
    .jpeg()
    .toBuffer();
  const { icc } = await sharp(tagged).metadata();
  if (!icc) throw new Error('sharp wrote no profile.');
  const header = Buffer.concat([Buffer.from('ICC_PROFILE\0'), Buffer.from([1, 1])]);
  return withJpegSegment(await plainJpeg(), 0xe2, Buffer.concat([header, icc, Buffer.from(secret)]));
}

function withPngChunk(png: Buffer, type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const length = Buffer.alloc(4);
  length.writeUInt32BE(data.length);
  const check = Buffer.alloc(4);
  check.writeUInt32BE(crc32(body));
  const behindHeader = 8 + 25;
  return Buffer.concat([png.subarray(0, behindHeader), length, body, check, png.subarray(behindHeader)]);
}

async function gifWithComment(): Promise<Buffer> {
  const gif = await sharp(await plainJpeg())
    .resize(60)
    .gif()
    .toBuffer();
  const comment = Buffer.concat([
    Buffer.from([0x21, 0xfe, secret.length]),
    Buffer.from(secret),
    Buffer.from([0]),
  ]);
  return Buffer.concat([gif.subarray(0, -1), comment, Buffer.from([0x3b])]);
}

function noisePicture(edge: number): Sharp {
  return sharp({
    create: {
      width: edge,
      height: edge,
      channels: 3,
      background: '#000',
      noise: { type: 'gaussian', mean: 128, sigma: 128 },
    },
  });
}

async function sizeOf(jpeg: Buffer): Promise<[number, number]> {
  const { width, height } = await sharp(jpeg).metadata();
  return [width, height];
}

async function pixelAt(picture: Buffer, x: number, y: number, options: SharpOptions = {}): Promise<number[]> {
  const { data, info } = await sharp(picture, options).raw().toBuffer({ resolveWithObject: true });
  const at = (y * info.width + x) * info.channels;
  return [...data.subarray(at, at + 3)];
}

function expectNear(actual: readonly number[], expected: readonly number[], tolerance = 6): void {
  const distances = expected.map((value, channel) => Math.abs(value - (actual[channel] ?? -1000)));
  expect(Math.max(...distances), `${actual} should be near ${expected}`).toBeLessThanOrEqual(tolerance);
}

/** Which corner's colour stands in each corner, in the order of `cornerColours`. */
async function nearestCorners(jpeg: Buffer): Promise<string[]> {
  const { width, height } = await sharp(jpeg).metadata();
  const inset = Math.round(height / 10);
  const places: [number, number][] = [
    [inset, inset],
    [width - inset, inset],
    [inset, height - inset],
    [width - inset, height - inset],
  ];
  const found: string[] = [];
  for (const [x, y] of places) {
    const pixel = await pixelAt(jpeg, x, y);
    const distance = (colour: readonly number[]) =>
      colour.reduce((sum, value, channel) => sum + (value - (pixel[channel] ?? 0)) ** 2, 0);
    const [nearest] = Object.entries(cornerColours).sort(([, a], [, b]) => distance(a) - distance(b));
    found.push(nearest?.[0] ?? 'none');
  }
  return found;
}
