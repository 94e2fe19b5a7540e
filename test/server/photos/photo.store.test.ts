import { uuidv7 } from 'uuidv7';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import type { TipsTable } from '../../../server/db/tables/tip-tables.ts';
import { createPhotoService, photosUnattachedMax } from '../../../server/features/photos/photo.service.ts';
import { photoStore } from '../../../server/features/photos/photo.store.ts';
import { AppError } from '../../../server/http/app-error.ts';
import { createLogger } from '../../../server/log.ts';
import { createPhotoStore } from '../../../server/media/photo-store.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { type TestDatabase, temporaryFolder, testDatabases } from '../../support/databases.ts';

const keys = parseSecretKeys(`k1:${Buffer.alloc(32, 7).toString('base64url')}`);
const noon = new Date('2026-11-24T05:00:00.000Z');
const hour = 60 * 60_000;

describe.each(testDatabases)('photos that wait for their tip, on $engine', (testDatabase) => {
  test('a tip claims its photos in the order they were named', async () => {
    const { photos, database, addWaiting } = await open(testDatabase);
    const tipId = await insertTip(database);
    const [first, second, third] = await addWaiting(3);

    await attach(database, photos, [third, first, second], tipId);

    expect(await photos.listIds(tipId)).toEqual([third, first, second]);
  });

  test('a photo that is another tip’s, unknown or too old is named, and no other is claimed', async () => {
    const { photos, database, addWaiting } = await open(testDatabase);
    const [taken, free] = await addWaiting(2);
    const [old] = await addWaiting(1, new Date(noon.getTime() - 24 * hour - 1));
    await attach(database, photos, [taken], await insertTip(database));
    const tipId = await insertTip(database);

    const refusal = await failureOf(attach(database, photos, [free, taken, uuidv7(), old], tipId));

    expect(refusal.code).toBe('photo_expired');
    expect(refusal.issues?.map((issue) => issue.path)).toEqual([
      ['photoIds', 1],
      ['photoIds', 2],
      ['photoIds', 3],
    ]);
    expect(await photos.listIds(tipId)).toEqual([]);
    await attach(database, photos, [free], tipId);
    expect(await photos.listIds(tipId)).toEqual([free]);
  });

  test('a photo of exactly a day may still be claimed', async () => {
    const { photos, database, addWaiting } = await open(testDatabase);
    const tipId = await insertTip(database);
    const ids = await addWaiting(1, new Date(noon.getTime() - 24 * hour));

    await attach(database, photos, ids, tipId);

    expect(await photos.listIds(tipId)).toEqual(ids);
  });

  test('of twenty tips that claim the same two photos at once, in either order, one gets both', async () => {
    const { photos, database, addWaiting } = await open(testDatabase);
    const pair = await addWaiting(2);
    const tipIds = await Promise.all(Array.from({ length: 20 }, () => insertTip(database)));

    const outcomes = await Promise.allSettled(
      tipIds.map((tipId, index) => attach(database, photos, index % 2 ? pair : [...pair].reverse(), tipId)),
    );

    expect(outcomes.filter((outcome) => outcome.status === 'fulfilled')).toHaveLength(1);
    for (const outcome of outcomes) {
      if (outcome.status === 'rejected') expect(outcome.reason).toMatchObject({ code: 'photo_expired' });
    }
    const owned = await Promise.all(tipIds.map((tipId) => photos.listIds(tipId)));
    expect(owned.filter((ids) => ids.length > 0).map((ids) => [...ids].sort())).toEqual([[...pair].sort()]);
  });

  test('after a day rows and files of unclaimed photos are gone; claimed and younger ones stay', async () => {
    const { photos, database, addWaiting, filesLeft } = await open(testDatabase);
    const tipId = await insertTip(database);
    const [claimed] = await addWaiting(1, new Date(noon.getTime() - 23 * hour));
    await attach(database, photos, [claimed], tipId);
    await addWaiting(3, new Date(noon.getTime() - 30 * hour));
    const [young] = await addWaiting(1, noon);

    const swept = await photos.sweepUnattached(new Date(noon.getTime() + 2 * hour));

    expect(swept).toEqual({ photos: 3, orphans: 0 });
    expect((await filesLeft()).sort()).toEqual([claimed, young].sort());
    expect(await photos.listIds(tipId)).toEqual([claimed]);
    expect(await photos.sweepUnattached(noon)).toEqual({ photos: 0, orphans: 0 });
  });

  test('more than one batch is swept in one run', async () => {
    const { photos, database, addWaiting } = await open(testDatabase);
    await addWaiting(450, new Date(noon.getTime() - 30 * hour), { withFiles: false });

    expect(await photos.sweepUnattached(noon)).toMatchObject({ photos: 450 });
    expect(await photoStore(database.kysely).countUnattached()).toBe(0);
  });

  test('files that never got a row, because the server died between the two, go after a day', async () => {
    const { photos, files, filesLeft } = await open(testDatabase);
    const [old, young] = [idMadeAt(noon.getTime() - 25 * hour), idMadeAt(noon.getTime() - hour)];
    await files.put(old, pictures);
    await files.put(young, pictures);

    expect(await photos.sweepUnattached(noon)).toEqual({ photos: 0, orphans: 1 });
    expect(await filesLeft()).toEqual([young]);
  });

  test('a tip and the sweep that reach for the same photo do not both get it', async () => {
    const { photos, database, addWaiting, filesLeft } = await open(testDatabase);
    const atTheLimit = new Date(noon.getTime() - 24 * hour);
    const ids = await addWaiting(5, atTheLimit);
    const tipIds = await Promise.all(ids.map(() => insertTip(database)));

    const claims = ids.map((id, index) =>
      attach(database, photos, [id], tipIds[index] ?? '').then(
        () => id,
        () => null,
      ),
    );
    await photos.sweepUnattached(new Date(noon.getTime() + 1));
    const claimed = (await Promise.all(claims)).filter((id) => id !== null);

    expect((await filesLeft()).sort()).toEqual(claimed.sort());
  });

  test('when too many wait, no more are taken in', async () => {
    const { photos, addWaiting } = await open(testDatabase);
    await addWaiting(photosUnattachedMax - 1, noon, { withFiles: false });
    await photos.assertRoom();
    await addWaiting(1);

    const refusal = await failureOf(photos.assertRoom());

    expect(refusal.code).toBe('busy');
    expect(refusal.retryAfterS).toBeGreaterThan(0);
  });

  test('where no limits are wanted, none of all that wait keeps a photo out', async () => {
    const { photos, addWaiting } = await open(testDatabase, { unattachedMax: Number.POSITIVE_INFINITY });
    await addWaiting(photosUnattachedMax, noon, { withFiles: false });

    await expect(photos.assertRoom()).resolves.toBeUndefined();
  });

  test('a photo is shown only under its own tip', async () => {
    const { photos, database, addWaiting } = await open(testDatabase);
    const [tipId, otherTipId] = [await insertTip(database), await insertTip(database)];
    const [id] = await addWaiting(1);
    await attach(database, photos, [id], tipId);

    expect(await photos.readOfTip(tipId, id, 'thumbnail')).toEqual(pictures.thumbnail);
    expect((await failureOf(photos.readOfTip(otherTipId, id, 'thumbnail'))).code).toBe('photo_not_found');
    expect((await failureOf(photos.readOfTip(tipId, 'nonsense', 'full'))).code).toBe('photo_not_found');
  });
});

const pictures = {
  full: Buffer.alloc(2_000, 1),
  thumbnail: Buffer.alloc(200, 2),
  zalo: Buffer.alloc(1_000, 3),
  width: 640,
  height: 480,
};

async function open(testDatabase: TestDatabase, options: { unattachedMax?: number } = {}) {
  const database = await testDatabase.open();
  const dataDir = temporaryFolder();
  const photos = createPhotoService({
    database,
    dataDir,
    keys,
    logger: createLogger('silent'),
    now: () => noon,
    ...options,
  });
  const files = createPhotoStore({ keys, dataDir });

  return {
    database,
    photos,
    files,
    /** Photos as `add` leaves them; the pictures themselves are not what these tests are about. */
    async addWaiting(count: number, at = noon, { withFiles = true } = {}): Promise<Ids> {
      const ids = Array.from({ length: count }, () => idMadeAt(at.getTime()));
      await database.transact(async (transaction) => {
        for (const id of ids) {
          await photoStore(transaction).insert({
            id,
            width: 640,
            height: 480,
            bytes: 2_000,
            zaloBytes: 1_000,
            createdAt: at.toISOString(),
          });
        }
      });
      if (withFiles) for (const id of ids) await files.put(id, pictures);
      return ids as Ids;
    },
    async filesLeft(): Promise<string[]> {
      const ids: string[] = [];
      for await (const id of files.listIds()) ids.push(id);
      return ids;
    },
  };
}

/** As many as a test asked for; it asks for four at most by name. */
type Ids = [string, string, string, ...string[]];

function attach(
  database: Database,
  photos: ReturnType<typeof createPhotoService>,
  ids: readonly string[],
  tipId: string,
): Promise<void> {
  return database.transact((transaction) => photos.attach(transaction, ids, tipId));
}

async function insertTip(database: Database): Promise<string> {
  const id = uuidv7();
  const tip: TipsTable = {
    id,
    code: `TB-${id.slice(-6)}${id.slice(9, 13)}`,
    kind: 'crime',
    category: 'theft',
    unit_id: 'tay-thanh',
    pack_id: 'tan-phu',
    status: 'received',
    anonymous: 1,
    restricted: 0,
    lat: null,
    lng: null,
    accuracy_m: null,
    certainty: 'inside',
    happened_at: null,
    created_at: noon.toISOString(),
    acknowledge_by: noon.toISOString(),
    consent_version: '1',
    receipt_digest: id,
    key_version: 'k1',
    history_head: '',
    history_sequence: 1,
    seen_sequence: 1,
    photo_count: 0,
    attention: null,
    updated_at: noon.toISOString(),
    erased_at: null,
  };
  await database.transact((transaction) => transaction.insertInto('tips').values(tip).execute());
  return id;
}

/** A photo's id says when it was made. */
function idMadeAt(ms: number): string {
  const clock = ms.toString(16).padStart(12, '0');
  return `${clock.slice(0, 8)}-${clock.slice(8)}${uuidv7().slice(13)}`;
}

async function failureOf(work: Promise<unknown>): Promise<AppError> {
  const outcome = await work.then(
    () => 'accepted',
    (error: unknown) => error,
  );
  if (!(outcome instanceof AppError)) throw new Error(`Not refused as expected: ${String(outcome)}`);
  return outcome;
}
