/**
 * How the server and its photo worker speak over the worker's stdin and stdout: frames of two lengths (32 bits each), a short
 * JSON header and bytes. Plain bytes on purpose: what comes back from a decoder is not handed to a deserialiser.
 */
export type Frame = { header: unknown; bytes: Buffer };

const lengthsBytes = 8;
const headerBytesMax = 4096;

export class FrameError extends Error {
  override name = 'FrameError';
}

/** The pieces to write, in order; the bytes are not copied. */
export function frameOf(header: unknown, ...parts: Uint8Array[]): Uint8Array[] {
  const head = Buffer.from(JSON.stringify(header));
  const lengths = Buffer.alloc(lengthsBytes);
  lengths.writeUInt32LE(head.length, 0);
  lengths.writeUInt32LE(
    parts.reduce((sum, part) => sum + part.byteLength, 0),
    4,
  );
  return [lengths, head, ...parts];
}

/** Collects chunks and gives each whole frame. Throws FrameError as soon as a frame says it is larger than allowed. */
export function createFrameReader(bytesMax: number, onFrame: (frame: Frame) => void) {
  let chunks: Buffer[] = [];
  let held = 0;
  let wanted = lengthsBytes;

  return function push(chunk: Buffer): void {
    chunks.push(chunk);
    held += chunk.length;
    while (held >= wanted) {
      const all = chunks.length === 1 && chunks[0] ? chunks[0] : Buffer.concat(chunks, held);
      const headerBytes = all.readUInt32LE(0);
      const bodyBytes = all.readUInt32LE(4);
      if (headerBytes > headerBytesMax || bodyBytes > bytesMax) throw new FrameError('A frame is too large.');
      const frameBytes = lengthsBytes + headerBytes + bodyBytes;
      const isWhole = held >= frameBytes;
      held = isWhole ? held - frameBytes : held;
      chunks = isWhole && held === 0 ? [] : [isWhole ? all.subarray(frameBytes) : all];
      wanted = isWhole ? lengthsBytes : frameBytes;
      if (isWhole) onFrame(toFrame(all, headerBytes, frameBytes));
    }
  };
}

function toFrame(all: Buffer, headerBytes: number, frameBytes: number): Frame {
  const bytesAt = lengthsBytes + headerBytes;
  const header: unknown = JSON.parse(all.toString('utf8', lengthsBytes, bytesAt));
  return { header, bytes: all.subarray(bytesAt, frameBytes) };
}
