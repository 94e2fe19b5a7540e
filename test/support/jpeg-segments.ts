import exifr from 'exifr';
import { expect } from 'vitest';
import { hiddenWords } from './photos.ts';

const names: Record<number, string> = {
  216: 'SOI',
  217: 'EOI',
  218: 'SOS',
  219: 'DQT',
  192: 'SOF',
  193: 'SOF',
  194: 'SOF',
  196: 'DHT',
  221: 'DRI',
};
const pictureOnly = ['SOI', 'JFIF', 'DQT', 'SOF', 'DHT', 'SOS', 'DRI', 'EOI'];

/** What of a JPEG is not its picture: segments that carry words, bytes behind its end. Written apart from the server's own check. */
export function metadataMarkers(jpeg: Uint8Array): string[] {
  const { segments, bytesBehind } = jpegSegments(jpeg);
  const markers = segments.filter((name) => !pictureOnly.includes(name));
  return bytesBehind === 0 ? markers : [...markers, `${bytesBehind} bytes behind the end`];
}

function jpegSegments(jpeg: Uint8Array): { segments: string[]; bytesBehind: number } {
  const view = new DataView(jpeg.buffer, jpeg.byteOffset, jpeg.byteLength);
  const segments: string[] = [];
  let at = 0;
  let isInScan = false;
  while (at < jpeg.byteLength) {
    const marker = jpeg[at] === 0xff ? (jpeg[at + 1] ?? -1) : -1;
    const isCoded = marker <= 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
    if (isCoded) {
      if (!isInScan) throw new Error(`No marker at ${at}.`);
      at += marker <= 0 || marker === 0xff ? 1 : 2;
      continue;
    }
    segments.push(nameOf(jpeg, at, marker));
    isInScan = marker === 0xda;
    if (marker === 0xd9) return { segments, bytesBehind: jpeg.byteLength - at - 2 };
    at += marker === 0xd8 ? 2 : 2 + view.getUint16(at + 2);
  }
  throw new Error('A JPEG without an end.');
}

function nameOf(jpeg: Uint8Array, at: number, marker: number): string {
  if (marker === 0xe0) return Buffer.from(jpeg.subarray(at + 4, at + 8)).toString('latin1');
  return names[marker] ?? `0x${marker.toString(16)}`;
}

/** The picture and nothing else: by its segments, by a foreign reader of metadata, and by the words a phone would hide. */
export async function expectNoMetadata(jpeg: Uint8Array): Promise<void> {
  expect(metadataMarkers(jpeg)).toEqual([]);
  const found = await exifr.parse(Buffer.from(jpeg), {
    tiff: true,
    exif: true,
    gps: true,
    interop: true,
    makerNote: true,
    userComment: true,
    xmp: true,
    icc: true,
    iptc: true,
    jfif: false,
  });
  expect(found).toBeUndefined();
  const text = Buffer.from(jpeg).toString('latin1');
  for (const word of Object.values(hiddenWords)) expect(text).not.toContain(word);
}
