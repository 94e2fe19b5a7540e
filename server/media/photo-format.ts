/**
 * What the bytes say they are, by their first bytes alone: a name or a Content-Type is the sender's word and never believed.
 * `heic` is recognised only to say so: the library we ship reads AVIF but has no HEVC decoder.
 */
export type PhotoFormat = 'jpeg' | 'png' | 'webp' | 'gif' | 'avif';

const pngSignature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
const heicBrands = new Set(['heic', 'heix', 'heim', 'heis', 'hevc', 'hevx', 'mif1', 'msf1']);

/** null: nothing we would hand to a decoder (SVG, PDF, HTML, zip, text, too short). */
export function sniffPhotoFormat(photo: Uint8Array): PhotoFormat | 'heic' | null {
  const head = Buffer.from(photo.buffer, photo.byteOffset, Math.min(photo.byteLength, 12));
  if (head.length < 12) return null;
  if (head[0] === 0xff && head[1] === 0xd8 && head[2] === 0xff) return 'jpeg';
  if (head.subarray(0, 8).equals(pngSignature)) return 'png';
  const start = head.toString('latin1');
  if (start.startsWith('RIFF') && start.endsWith('WEBP')) return 'webp';
  if (start.startsWith('GIF87a') || start.startsWith('GIF89a')) return 'gif';
  if (start.slice(4, 8) !== 'ftyp') return null;
  const brand = start.slice(8, 12);
  if (brand === 'avif' || brand === 'avis') return 'avif';
  return heicBrands.has(brand) ? 'heic' : null;
}
