import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import { createInterface } from 'node:readline';

const ownerOnly = 0o600;

/** A file written line by line that knows its digest; it is on disk when `close` resolves. */
export async function createLineFile(file: string) {
  const handle: FileHandle = await open(file, 'wx', ownerOnly);
  const hash = createHash('sha256');
  let lines = 0;
  return {
    async write(values: readonly unknown[]): Promise<void> {
      if (values.length === 0) return;
      const text = values.map((value) => `${JSON.stringify(value)}\n`).join('');
      hash.update(text);
      lines += values.length;
      await handle.writeFile(text);
    },
    async close(): Promise<{ lines: number; sha256: string }> {
      await handle.sync();
      await handle.close();
      return { lines, sha256: hash.digest('hex') };
    },
  };
}

/** The values of a file's lines, so many at a time. */
export async function* readLines(file: string, atOnce: number): AsyncGenerator<unknown[]> {
  let values: unknown[] = [];
  for await (const line of createInterface({ input: createReadStream(file, 'utf8'), crlfDelay: Infinity })) {
    values.push(JSON.parse(line));
    if (values.length === atOnce) {
      yield values;
      values = [];
    }
  }
  if (values.length > 0) yield values;
}

export const sha256Of = (bytes: Uint8Array): string => createHash('sha256').update(bytes).digest('hex');

export async function sha256OfFile(file: string): Promise<string> {
  const hash = createHash('sha256');
  for await (const chunk of createReadStream(file)) hash.update(chunk);
  return hash.digest('hex');
}
