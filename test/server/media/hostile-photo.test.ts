import { crc32, deflateSync } from 'node:zlib';
import sharp from 'sharp';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { AppError } from '../../../server/http/app-error.ts';
import { createPhotoIntake } from '../../../server/media/photo-intake.ts';
import { expectNoMetadata } from '../../support/jpeg-segments.ts';
import { phonePhoto } from '../../support/photos.ts';
import { quickestOf } from '../../support/quickest.ts';

const intake = createPhotoIntake();
beforeAll(() => intake.warm());
afterAll(() => intake.close());

/** What quality.md allows for 200 ms of work, on a machine that does other things too. */
const refusalMsMax = 2_000;
const script = '<script>alert(document.cookie)</script>';

const refused: Record<string, { photo: () => Promise<Buffer> | Buffer; code: string }> = {
  'a JPEG that says it has 100 megapixels': {
    photo: async () => withJpegSize(await smallJpeg(), 10_000, 10_000),
    code: 'photo_too_large',
  },
  'a PNG of 30,000 by 30,000 in a thousand bytes': {
    photo: () => png(30_000, 30_000),
    code: 'photo_too_large',
  },
  'a PNG of 1 by 2^31': { photo: () => png(1, 2 ** 31), code: 'photo_unreadable' },
  'a PNG one pixel wide and two thousand million high': {
    photo: () => png(1, 2 ** 31 - 1),
    code: 'photo_unreadable',
  },
  'a GIF of 10,000 frames': { photo: () => gif(10_000), code: 'photo_unreadable' },
  'a zip file': { photo: () => Buffer.from(`PK\x03\x04${'\0'.repeat(500)}`), code: 'photo_unreadable' },
  'a JPEG cut off in the middle': {
    photo: async () => (await smallJpeg()).subarray(0, 6_000),
    code: 'photo_unreadable',
  },
  'a PNG cut off in the middle': { photo: () => png(2_000, 2_000), code: 'photo_unreadable' },
  'an SVG with a script': {
    photo: () => Buffer.from(`<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg">${script}</svg>`),
    code: 'photo_unreadable',
  },
  'an HTML page that calls itself a photo': {
    photo: () => Buffer.from(`<!doctype html><html>${script}</html>`),
    code: 'photo_unreadable',
  },
  'a PDF': {
    photo: () => Buffer.from('%PDF-1.7\n1 0 obj<</JS(app.alert(1))>>endobj'),
    code: 'photo_unreadable',
  },
  'a TIFF, which no phone sends': {
    photo: async () =>
      sharp(await smallJpeg())
        .tiff()
        .toBuffer(),
    code: 'photo_unreadable',
  },
  'an SVG behind the first bytes of a PNG': {
    photo: () => Buffer.concat([png(10, 10).subarray(0, 8), Buffer.from(`<svg>${script}</svg>`)]),
    code: 'photo_unreadable',
  },
  'a HEIC, which we cannot read': {
    photo: () => Buffer.concat([Buffer.from([0, 0, 0, 24]), Buffer.from('ftypheic\0\0\0\0mif1heic')]),
    code: 'photo_unreadable',
  },
  'a file of no bytes': { photo: () => Buffer.alloc(0), code: 'photo_unreadable' },
  'a file of eleven bytes': {
    photo: () => Buffer.from([0xff, 0xd8, 0xff, 0, 0, 0, 0, 0, 0, 0, 0]),
    code: 'photo_unreadable',
  },
  'the first bytes of a JPEG and then noise': {
    photo: () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(100_000, 0x5a)]),
    code: 'photo_unreadable',
  },
};

describe('what is no photo, or a trap, is refused while others are served', () => {
  test.each(Object.keys(refused))('%s', async (name) => {
    const hostile = refused[name];
    if (!hostile) throw new Error(name);
    const [trap, good] = [await hostile.photo(), await smallJpeg()];

    const { tookMs, result } = await quickestOf(refusalMsMax, () =>
      Promise.all([failureOf(intake.clean(trap)), intake.clean(good)]),
    );
    const [outcome, clean] = result;

    expect(tookMs).toBeLessThan(refusalMsMax);
    expect(outcome.code).toBe(hostile.code);
    expect(outcome.issues?.[0]?.path).toEqual(['photo']);
    expect(clean.width).toBe(400);
  });

  test('the sentence for a HEIC says what to change on the phone', async () => {
    const heic = await refused['a HEIC, which we cannot read']?.photo();

    const { issues } = await failureOf(intake.clean(heic ?? Buffer.alloc(0)));

    expect(issues?.[0]?.message).toContain('Tương thích nhất');
  });
});

describe('a picture that is also something else becomes only a picture', () => {
  test('a JPEG with a web page behind it', async () => {
    const polyglot = Buffer.concat([await smallJpeg(), Buffer.from(`<html>${script}</html>`)]);

    const { full, thumbnail } = await intake.clean(polyglot);

    for (const copy of [full, thumbnail]) {
      expect(copy.includes('<script')).toBe(false);
      await expectNoMetadata(copy);
    }
  });

  test('a GIF whose size bytes open a script comment', async () => {
    const polyglot = Buffer.concat([gif(1), Buffer.from(`*/=1;alert(1)//${script}`)]);

    const { full } = await intake.clean(polyglot);

    expect(full.includes('alert')).toBe(false);
    await expectNoMetadata(full);
  });
});

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const outcome = await work.then(
    () => 'accepted',
    (error: unknown) => error,
  );
  if (!(outcome instanceof AppError)) throw new Error(`Not refused as expected: ${String(outcome)}`);
  return outcome;
}

async function smallJpeg(): Promise<Buffer> {
  return sharp(await phonePhoto({ megapixels: 0.3 }))
    .resize(400, 300)
    .jpeg({ quality: 80 })
    .toBuffer();
}

/** The same JPEG with another size in its frame header. */
function withJpegSize(jpeg: Buffer, width: number, height: number): Buffer {
  const changed = Buffer.from(jpeg);
  const frameAt = changed.indexOf(Buffer.from([0xff, 0xc0]));
  changed.writeUInt16BE(height, frameAt + 5);
  changed.writeUInt16BE(width, frameAt + 7);
  return changed;
}

/** A PNG whose header promises far more than its data holds. */
function png(width: number, height: number): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 6], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk('IHDR', header),
    pngChunk('IDAT', deflateSync(Buffer.alloc(100_000))),
    pngChunk('IEND', Buffer.alloc(0)),
  ]);
}

function pngChunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const numbers = Buffer.alloc(8);
  numbers.writeUInt32BE(data.length, 0);
  numbers.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([numbers.subarray(0, 4), body, numbers.subarray(4)]);
}

function gif(frames: number): Buffer {
  const screen = Buffer.from([10, 0, 10, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]);
  const control = Buffer.from([0x21, 0xf9, 4, 0, 1, 0, 0, 0]);
  const picture = Buffer.from([0x2c, 0, 0, 0, 0, 10, 0, 10, 0, 0, 2, 2, 0x44, 1, 0]);
  const frame = Buffer.concat([control, picture]);
  return Buffer.concat([
    Buffer.from('GIF89a'),
    screen,
    ...Array.from({ length: frames }, () => frame),
    Buffer.from([0x3b]),
  ]);
}
