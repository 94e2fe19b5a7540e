import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { cpSync, mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { fileURLToPath } from 'node:url';
import { uuidv7 } from 'uuidv7';
import { expect, onTestFinished, test } from 'vitest';
import { DurableFsDriver } from '../../../server/media/durable-fs-driver.ts';
import type { CleanPhoto } from '../../../server/media/photo-intake.ts';
import { PhotoPlaceError } from '../../../server/media/photo-place-error.ts';
import { createPhotoStore } from '../../../server/media/photo-store.ts';
import { SealError } from '../../../server/secrets/sealing.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { temporaryFolder } from '../../support/databases.ts';

const keyText = `k1:${Buffer.alloc(32, 7).toString('base64url')}`;
const keys = parseSecretKeys(keyText);
const jpegStart = Buffer.from([0xff, 0xd8, 0xff]);

test('what is put is read back, each copy its own', async () => {
  const store = createPhotoStore({ keys, dataDir: temporaryFolder() });
  const [id, photo] = [uuidv7(), largePhoto()];
  await store.put(id, photo);

  expect(await store.read(id, 'full')).toEqual(photo.full);
  expect(await store.read(id, 'thumbnail')).toEqual(photo.thumbnail);
  expect(await store.read(id, 'zalo')).toEqual(photo.zalo);
});

test('a photo small enough for Zalo is kept once and sent as it is', async () => {
  const dataDir = temporaryFolder();
  const store = createPhotoStore({ keys, dataDir });
  const id = uuidv7();
  const full = fakeJpeg(5_000);
  await store.put(id, { ...largePhoto(), full, zalo: full });

  expect(await store.read(id, 'zalo')).toEqual(full);
  expect(filesIn(dataDir)).toHaveLength(2);
});

test('a large photo whose copy for Zalo is lost is not sent in its place', async () => {
  const dataDir = temporaryFolder();
  const store = createPhotoStore({ keys, dataDir });
  const id = uuidv7();
  const full = fakeJpeg(1_000_000);
  await store.put(id, { ...largePhoto(), full, zalo: full });

  await expect(store.read(id, 'zalo')).rejects.toThrow(/copy for Zalo/);
});

test('a stolen folder shows no picture', async () => {
  const dataDir = temporaryFolder();
  const store = createPhotoStore({ keys, dataDir });
  const photo = largePhoto();
  await store.put(uuidv7(), photo);

  for (const file of filesIn(dataDir)) {
    const bytes = readFileSync(file);
    expect(bytes.includes(jpegStart)).toBe(false);
    expect(bytes.includes(photo.thumbnail.subarray(3, 40))).toBe(false);
    expect(statSync(file).mode & 0o077).toBe(0);
  }
  const strangers = createPhotoStore({
    keys: parseSecretKeys(`k1:${Buffer.alloc(32, 8).toString('base64url')}`),
    dataDir,
  });
  const [id] = await idsOf(strangers);
  await expect(strangers.read(id ?? '', 'full')).rejects.toThrow(SealError);
});

test('a file moved to another photo’s name, or another copy’s, does not open', async () => {
  const dataDir = temporaryFolder();
  const store = createPhotoStore({ keys, dataDir });
  const [first, second] = [uuidv7(), uuidv7()];
  await store.put(first, largePhoto());
  await store.put(second, largePhoto());
  const fileOf = (id: string, kind: string) =>
    filesIn(dataDir).find((file) => file.endsWith(`${id}.${kind}`)) ?? '';

  cpSync(fileOf(first, 'full'), fileOf(second, 'full'));
  renameSync(fileOf(first, 'thumbnail'), fileOf(first, 'zalo'));

  await expect(store.read(second, 'full')).rejects.toThrow(SealError);
  await expect(store.read(first, 'zalo')).rejects.toThrow(SealError);
});

test('a changed byte is noticed', async () => {
  const dataDir = temporaryFolder();
  const store = createPhotoStore({ keys, dataDir });
  const id = uuidv7();
  await store.put(id, largePhoto());
  const file = filesIn(dataDir).find((name) => name.endsWith('.full')) ?? '';
  const bytes = readFileSync(file);
  bytes[bytes.length - 1] = (bytes.at(-1) ?? 0) ^ 1;
  writeFileSync(file, bytes);

  await expect(store.read(id, 'full')).rejects.toThrow(SealError);
});

test('a photo that could not be written whole leaves nothing, and says why', async () => {
  const dataDir = temporaryFolder();
  const store = createPhotoStore({ keys, dataDir, driver: new FullDisk(path.join(dataDir, 'photos')) });

  await expect(store.put(uuidv7(), largePhoto())).rejects.toMatchObject({ code: 'ENOSPC' });

  expect(filesIn(dataDir)).toEqual([]);
});

test('a folder that takes no files is a place that may be there again in a moment, not a fault of ours', async () => {
  const dataDir = temporaryFolder();
  writeFileSync(path.join(dataDir, 'photos'), 'in the way');
  const store = createPhotoStore({ keys, dataDir });

  await expect(store.put(uuidv7(), largePhoto())).rejects.toThrow(PhotoPlaceError);
});

test('a removed photo is gone with all its copies; removing it again is no error', async () => {
  const dataDir = temporaryFolder();
  const store = createPhotoStore({ keys, dataDir });
  const id = uuidv7();
  await store.put(id, largePhoto());

  await store.remove(id);
  await store.remove(id);

  expect(filesIn(dataDir)).toEqual([]);
  await expect(store.read(id, 'full')).rejects.toMatchObject({ code: 'ENOENT' });
});

test('the ids in the store are listed once each; foreign files are left alone', async () => {
  const dataDir = temporaryFolder();
  const store = createPhotoStore({ keys, dataDir });
  expect(await idsOf(store)).toEqual([]);
  const ids = Array.from({ length: 20 }, () => uuidv7());
  for (const id of ids) await store.put(id, largePhoto());
  mkdirSync(path.join(dataDir, 'photos', '00'), { recursive: true });
  writeFileSync(path.join(dataDir, 'photos', '00', 'readme.txt'), 'hello');

  expect((await idsOf(store)).sort()).toEqual(ids.sort());
});

test('an id that is no id reaches no file', async () => {
  const store = createPhotoStore({ keys, dataDir: temporaryFolder() });

  await expect(store.read('../../../../etc/passwd', 'full')).rejects.toThrow('Not an id of what is kept');
  await expect(store.remove(`${uuidv7()}/../x`)).rejects.toThrow('Not an id of what is kept');
});

test('every photo that was reported stored is whole after the server is killed', async () => {
  const dataDir = temporaryFolder();
  const stored: string[] = [];
  const writer = startWriter(dataDir);
  writer.stdout.on('data', (lines: Buffer) => stored.push(...lines.toString().split('\n').filter(Boolean)));
  const ended = new Promise((resolve) => writer.once('exit', resolve));
  await expect.poll(() => stored.length, { timeout: 15_000 }).toBeGreaterThan(40);

  writer.kill('SIGKILL');
  await ended;

  const store = createPhotoStore({ keys, dataDir });
  for (const id of stored.filter((line) => line.length === 36)) {
    expect((await store.read(id, 'full')).byteLength).toBe(200_000);
    expect((await store.read(id, 'thumbnail')).byteLength).toBe(20_000);
  }
});

/** Runs out of space with the second copy. */
class FullDisk extends DurableFsDriver {
  override async put(key: string, contents: string | Uint8Array): Promise<void> {
    if (key.endsWith('.thumbnail'))
      throw Object.assign(new Error('no space left on device'), { code: 'ENOSPC' });
    await super.put(key, contents);
  }
}

/** A process that puts photos, eight at a time, and prints the id of each when its put has resolved. */
function startWriter(dataDir: string) {
  const module = (file: string) =>
    JSON.stringify(fileURLToPath(new URL(`../../../server/${file}`, import.meta.url)));
  const script = `
    const { createPhotoStore } = await import(${module('media/photo-store.ts')});
    const { parseSecretKeys } = await import(${module('secrets/secret-keys.ts')});
    const { uuidv7 } = await import('uuidv7');
    const store = createPhotoStore({ keys: parseSecretKeys(${JSON.stringify(keyText)}), dataDir: ${JSON.stringify(dataDir)} });
    const full = Buffer.alloc(200_000, 1);
    const photo = { full, zalo: full, thumbnail: Buffer.alloc(20_000, 2), width: 1, height: 1 };
    const write = async () => {
      for (;;) {
        const id = uuidv7();
        await store.put(id, photo);
        process.stdout.write(id + '\\n');
      }
    };
    for (let writer = 0; writer < 8; writer += 1) void write();`;
  const writer = spawn(process.execPath, ['--input-type=module', '-e', script], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  onTestFinished(() => {
    writer.kill('SIGKILL');
  });
  return writer;
}

function fakeJpeg(bytes: number): Buffer {
  return Buffer.concat([jpegStart, randomBytes(bytes - jpegStart.length)]);
}

function largePhoto(): CleanPhoto {
  return {
    full: fakeJpeg(20_000),
    thumbnail: fakeJpeg(900),
    zalo: fakeJpeg(9_000),
    width: 2048,
    height: 1536,
  };
}

function filesIn(dataDir: string): string[] {
  return readdirSync(dataDir, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => path.join(entry.parentPath, entry.name));
}

async function idsOf(store: ReturnType<typeof createPhotoStore>): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of store.listIds()) ids.push(id);
  return ids;
}
