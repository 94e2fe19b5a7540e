/**
 * The last look at what the photo worker hands back, made on our side of the wall: a JPEG that holds its picture and nothing
 * else. Every segment that could carry words (EXIF, XMP, IPTC, ICC, MPF, comments) and every byte behind the end is refused.
 */
const startOfImage = 0xd8;
const endOfImage = 0xd9;
const startOfScan = 0xda;
/** Tables, frame headers and the restart interval; APP0 is looked at by itself. */
const pictureSegments = new Set([0xc0, 0xc1, 0xc2, 0xc4, 0xda, 0xdb, 0xdd]);
/** "JFIF", version, density and an empty thumbnail: 16 bytes with the length. */
const jfifSegmentBytes = 16;

/** True when the bytes are one whole JPEG without metadata. */
export function isBareJpeg(jpeg: Buffer): boolean {
  if (jpeg[0] !== 0xff || jpeg[1] !== startOfImage) return false;
  let at = 2;
  let hasPicture = false;
  while (at + 4 <= jpeg.length || isEndAt(jpeg, at)) {
    if (isEndAt(jpeg, at)) return hasPicture && at + 2 === jpeg.length;
    const marker = jpeg[at + 1] ?? 0;
    const segmentBytes = jpeg.readUInt16BE(at + 2);
    if (jpeg[at] !== 0xff || segmentBytes < 2 || !isPictureSegment(jpeg, at, marker, segmentBytes))
      return false;
    at += 2 + segmentBytes;
    if (marker !== startOfScan) continue;
    hasPicture = true;
    at = endOfScan(jpeg, at);
  }
  return false;
}

function isEndAt(jpeg: Buffer, at: number): boolean {
  return jpeg[at] === 0xff && jpeg[at + 1] === endOfImage;
}

function isPictureSegment(jpeg: Buffer, at: number, marker: number, segmentBytes: number): boolean {
  if (marker !== 0xe0) return pictureSegments.has(marker);
  const hasNoThumbnail = jpeg[at + 16] === 0 && jpeg[at + 17] === 0;
  return (
    segmentBytes === jfifSegmentBytes &&
    jpeg.toString('latin1', at + 4, at + 9) === 'JFIF\0' &&
    hasNoThumbnail
  );
}

/** Where the next marker after the coded picture stands; stuffed zeros and restart markers belong to the picture. */
function endOfScan(jpeg: Buffer, from: number): number {
  let at = jpeg.indexOf(0xff, from);
  while (at !== -1) {
    const next = jpeg[at + 1] ?? 0;
    if (next !== 0 && (next < 0xd0 || next > 0xd7)) return at;
    at = jpeg.indexOf(0xff, at + 2);
  }
  return jpeg.length;
}
