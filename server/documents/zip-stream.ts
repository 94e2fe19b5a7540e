import { pipeline, Readable } from 'node:stream';
import { crc32, createDeflateRaw } from 'node:zlib';

/** A file of an archive; its bytes are asked for when its turn comes. */
export type ZipEntry = { name: string; content: AsyncIterable<Uint8Array> };

/** Names are UTF-8, sizes follow the bytes. */
const flags = 0x0808;
const deflated = 8;
const version = 20;
/** 1980-01-01: a time of its own would tell nothing that the files do not. */
const date = 0x21;

/**
 * An archive that nobody has to hold: each file is packed while it is read (PKWARE's APPNOTE, without ZIP64, so below 4 GB and 65,535
 * files). Throws what reading a file throws; the archive then has no end, and no reader takes it for whole.
 */
export async function* zipStream(entries: AsyncIterable<ZipEntry>): AsyncGenerator<Uint8Array> {
  const directory: Buffer[] = [];
  let offset = 0;
  for await (const { name, content } of entries) {
    const fileName = Buffer.from(name);
    const start = offset;
    const header = localHeader(fileName);
    yield header;
    offset += header.length;
    const sum = { crc: 0, size: 0, packed: 0 };
    const pack = createDeflateRaw();
    // What reading throws arrives below, where the packed bytes are read.
    pipeline(Readable.from(counted(content, sum)), pack, () => undefined);
    for await (const chunk of pack as AsyncIterable<Buffer>) {
      sum.packed += chunk.length;
      yield chunk;
    }
    const descriptor = words32(0x08074b50, sum.crc, sum.packed, sum.size);
    yield descriptor;
    offset += sum.packed + descriptor.length;
    directory.push(directoryEntry(fileName, sum, start));
  }
  const entriesBytes = Buffer.concat(directory);
  yield entriesBytes;
  yield endOfDirectory(directory.length, entriesBytes.length, offset);
}

type Sum = { crc: number; size: number; packed: number };

async function* counted(content: AsyncIterable<Uint8Array>, sum: Sum): AsyncGenerator<Uint8Array> {
  for await (const chunk of content) {
    sum.crc = crc32(chunk, sum.crc);
    sum.size += chunk.length;
    yield chunk;
  }
}

const localHeader = (name: Buffer): Buffer =>
  Buffer.concat([
    words32(0x04034b50),
    words16(version, flags, deflated, 0, date),
    words32(0, 0, 0),
    words16(name.length, 0),
    name,
  ]);

const directoryEntry = (name: Buffer, { crc, packed, size }: Sum, start: number): Buffer =>
  Buffer.concat([
    words32(0x02014b50),
    words16(version, version, flags, deflated, 0, date),
    words32(crc, packed, size),
    words16(name.length, 0, 0, 0, 0),
    words32(0, start),
    name,
  ]);

const endOfDirectory = (count: number, bytes: number, start: number): Buffer =>
  Buffer.concat([words32(0x06054b50), words16(0, 0, count, count), words32(bytes, start), words16(0)]);

function words16(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 2);
  for (const [index, value] of values.entries()) bytes.writeUInt16LE(value, index * 2);
  return bytes;
}

function words32(...values: number[]): Buffer {
  const bytes = Buffer.alloc(values.length * 4);
  for (const [index, value] of values.entries()) bytes.writeUInt32LE(value >>> 0, index * 4);
  return bytes;
}
