import fc from 'fast-check';
import sharp from 'sharp';
import { expect, test } from 'vitest';
import { isBareJpeg } from '../../../server/media/bare-jpeg.ts';
import { phonePhoto, withJpegSegment } from '../../support/photos.ts';

test('a JPEG that holds its picture alone passes the last look, plain or progressive', async () => {
  const image = sharp(await phonePhoto({ megapixels: 0.1 }));

  expect(isBareJpeg(await image.clone().jpeg().toBuffer())).toBe(true);
  expect(isBareJpeg(await image.clone().jpeg({ progressive: true }).toBuffer())).toBe(true);
});

test.each([
  ['EXIF or XMP', 0xe1],
  ['ICC or a second picture', 0xe2],
  ['IPTC', 0xed],
  ['a comment', 0xfe],
  ['words in the JFIF segment’s place', 0xe0],
])('%s does not pass, wherever it came from', async (_, marker) => {
  const bare = await barePhoto();

  expect(isBareJpeg(withJpegSegment(bare, marker, Buffer.from('JFIF\0 and a name')))).toBe(false);
});

test('bytes behind the end, or a missing end, do not pass', async () => {
  const bare = await barePhoto();

  expect(isBareJpeg(Buffer.concat([bare, Buffer.from([0])]))).toBe(false);
  expect(isBareJpeg(bare.subarray(0, -1))).toBe(false);
  expect(isBareJpeg(Buffer.concat([bare, bare]))).toBe(false);
});

test('the photo as the phone made it does not pass', async () => {
  expect(isBareJpeg(await phonePhoto({ megapixels: 0.1 }))).toBe(false);
});

test('an end without a picture before it does not pass', () => {
  expect(isBareJpeg(Buffer.from([0xff, 0xd8, 0xff, 0xd9]))).toBe(false);
});

test('no bytes whatever make it fail in another way than saying no', () => {
  const start = Buffer.from([0xff, 0xd8, 0xff]);
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (noise) => {
      expect(isBareJpeg(Buffer.concat([start, noise]))).toBe(false);
    }),
  );
});

async function barePhoto(): Promise<Buffer> {
  return sharp(await phonePhoto({ megapixels: 0.1 }))
    .jpeg()
    .toBuffer();
}
