import sharp from 'sharp';
import { type CopyLimits, makeCopies, PhotoRefused } from './photo-copies.ts';
import { createFrameReader, frameOf } from './photo-frames.ts';

/**
 * The process that opens strangers' files. It holds no key and no secret (its environment is empty), one photo at a time, and
 * may die at any moment: the pool then answers for that photo and starts another. Frames come in on stdin, go out on stdout.
 */

/** What the server sends with a photo. */
export type WorkOrder = { readonly limits: CopyLimits; readonly memoryBytesMax: number };

/** What comes back first ("ready"), then once per photo; the bytes of a "done" are full, thumbnail and, if it differs, zalo. */
export type WorkReport =
  | { readonly kind: 'ready' }
  | { readonly kind: 'refused'; readonly reason: string }
  | {
      readonly kind: 'done';
      readonly width: number;
      readonly height: number;
      readonly partBytes: readonly number[];
    };

const photoBytesMax = 64 * 1024 * 1024;
const memoryCheckIntervalMs = 20;

sharp.cache(false);
sharp.concurrency(1);
// Of libvips' many readers only those behind photo-format.ts stay: no SVG, PDF, TIFF, ImageMagick or files on disk.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({
  operation: [
    'VipsForeignLoadJpegBuffer',
    'VipsForeignLoadPngBuffer',
    'VipsForeignLoadWebpBuffer',
    'VipsForeignLoadNsgifBuffer',
    'VipsForeignLoadHeifBuffer',
  ],
});

const read = createFrameReader(photoBytesMax, ({ header, bytes }) => void work(header as WorkOrder, bytes));
process.stdin.on('data', read);
// The server is gone: not even the photo at hand is wanted any more, and a native decode would hold an orderly exit up.
process.stdin.on('end', die);
process.stdout.on('error', die);
report({ kind: 'ready' });

async function work(order: WorkOrder, photo: Buffer): Promise<void> {
  const memoryWatch = setInterval(() => {
    if (process.memoryUsage.rss() > order.memoryBytesMax) die();
  }, memoryCheckIntervalMs);
  try {
    const { full, thumbnail, zalo, width, height } = await makeCopies(photo, order.limits);
    const parts = zalo === full ? [full, thumbnail] : [full, thumbnail, zalo];
    report({ kind: 'done', width, height, partBytes: parts.map((part) => part.byteLength) }, parts);
  } catch (error) {
    if (!(error instanceof PhotoRefused)) throw error;
    report({ kind: 'refused', reason: error.reason });
  } finally {
    clearInterval(memoryWatch);
  }
}

function report(header: WorkReport, parts: Buffer[] = []): void {
  for (const piece of frameOf(header, ...parts)) process.stdout.write(piece);
}

function die(): void {
  process.kill(process.pid, 'SIGKILL');
}
