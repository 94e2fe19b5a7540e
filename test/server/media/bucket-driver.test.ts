import { readFileSync } from 'node:fs';
import { uuidv7 } from 'uuidv7';
import { describe, expect, test } from 'vitest';
import { openBucket } from '../../../server/media/bucket-driver.ts';
import { shardsOfHour } from '../../../server/media/kept-keys.ts';
import type { CleanPhoto } from '../../../server/media/photo-intake.ts';
import { PhotoPlaceError } from '../../../server/media/photo-place-error.ts';
import { createPhotoStore } from '../../../server/media/photo-store.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { temporaryFolder } from '../../support/databases.ts';
import { startPhotoBucket } from '../../support/photo-bucket.ts';

const keys = parseSecretKeys(`k1:${Buffer.alloc(32, 7).toString('base64url')}`);
const impatient = { connectMsMax: 300, answerMsMax: 300, operationMsMax: 1_000 };

const photo: CleanPhoto = {
  full: Buffer.alloc(30_000, 'full picture '),
  thumbnail: Buffer.alloc(2_000, 'thumbnail '),
  zalo: Buffer.alloc(20_000, 'for Zalo '),
  width: 640,
  height: 480,
};

async function openStore() {
  const bucket = await startPhotoBucket();
  const dataDir = temporaryFolder();
  const storeOver = (limits?: typeof impatient) =>
    createPhotoStore({ keys, dataDir, driver: openBucket(bucket.place, limits) });
  // What is to work may take its time, on a machine that does much at once.
  return { bucket, store: storeOver(), impatientStore: storeOver(impatient) };
}

async function idsOf(store: ReturnType<typeof createPhotoStore>): Promise<string[]> {
  const ids: string[] = [];
  for await (const id of store.listIds()) ids.push(id);
  return ids;
}

describe('photos in a bucket', () => {
  test('are read back as they were put, lie there sealed, and are gone when they are removed', async () => {
    const { bucket, store } = await openStore();
    const [id, other] = [uuidv7(), uuidv7()];
    await store.put(id, photo);
    await store.put(other, { ...photo, zalo: photo.full });

    for (const kind of ['full', 'thumbnail', 'zalo'] as const)
      expect(await store.read(id, kind)).toEqual(photo[kind]);
    expect(await store.read(other, 'zalo')).toEqual(photo.full);
    expect((await idsOf(store)).sort()).toEqual([id, other].sort());
    expect(bucket.files()).toHaveLength(5);
    for (const file of bucket.files()) expect(readFileSync(file).includes('picture')).toBe(false);

    await store.remove(id);
    await store.remove(id);
    expect(await idsOf(store)).toEqual([other]);
    await expect(store.read(id, 'full')).rejects.toThrow(/NoSuchKey|not exist/);
  });

  test('are all looked through within a day, a part each hour', async () => {
    const { store } = await openStore();
    const ids = Array.from({ length: 12 }, () => uuidv7());
    for (const id of ids) await store.put(id, photo);
    const found: string[] = [];
    for (let hour = 0; hour < 24; hour += 1) {
      const shards = shardsOfHour(new Date(Date.parse('2026-11-24T00:30:00Z') + hour * 3_600_000));
      expect(shards.length).toBeLessThan(12);
      for await (const id of store.listIds(shards)) found.push(id);
    }
    expect([...new Set(found)].sort()).toEqual(ids.sort());
  });

  test.each([
    ['is away', 'down'],
    ['never answers', 'silent'],
    ['is overloaded', 'refusing'],
  ] as const)(
    'a store that %s is an error of its own, in time, and nothing half-written counts',
    async (_what, fault) => {
      const { bucket, store, impatientStore } = await openStore();
      const [kept, id] = [uuidv7(), uuidv7()];
      await store.put(kept, photo);
      bucket.setFault(fault);

      const work = [
        impatientStore.put(id, photo),
        impatientStore.read(kept, 'full'),
        impatientStore.remove(kept),
        idsOf(impatientStore),
        impatientStore.ask(),
      ];
      for (const outcome of await Promise.allSettled(work)) {
        expect(outcome).toMatchObject({ status: 'rejected' });
        if (outcome.status === 'rejected') expect(outcome.reason).toBeInstanceOf(PhotoPlaceError);
      }
      bucket.setFault('none');
      expect(await store.read(kept, 'full')).toEqual(photo.full);
      expect(await idsOf(store)).toEqual([kept]);
    },
  );

  test('of which one copy could not be put have none', async () => {
    const { bucket, store } = await openStore();
    bucket.setFault('refusing', /^PUT .*\.zalo/);
    await expect(store.put(uuidv7(), photo)).rejects.toThrow(PhotoPlaceError);
    expect(bucket.files()).toEqual([]);
  });

  test('that one try did not bring there go by the second', async () => {
    const { bucket, store } = await openStore();
    bucket.failOnce();
    const id = uuidv7();
    await store.put(id, photo);
    expect(await store.read(id, 'full')).toEqual(photo.full);
  });

  test('cannot be had by who the store does not know, and the error tells no key', async () => {
    const { bucket } = await openStore();
    const stranger = openBucket({ ...bucket.place, accessKeyId: 'STRANGER', secretAccessKey: 'ITS-SECRET' });
    const failure = await stranger.put('00/x', 'bytes').catch((error: unknown) => error);
    expect(failure).toBeInstanceOf(PhotoPlaceError);
    expect(String(failure)).toBe('PhotoPlaceError: put: InvalidAccessKeyId');
  });
});
