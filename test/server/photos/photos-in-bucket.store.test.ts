import { existsSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { uuidv7 } from 'uuidv7';
import { describe, expect, test } from 'vitest';
import { makeBackup } from '../../../server/backup/backup.service.ts';
import { restoreBackup } from '../../../server/backup/restore.service.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { examine } from '../../../server/doctor/examination.ts';
import { createPhotoService } from '../../../server/features/photos/photo.service.ts';
import { createLogger } from '../../../server/log.ts';
import { openBucket } from '../../../server/media/bucket-driver.ts';
import { createPhotoStore } from '../../../server/media/photo-store.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { temporaryFolder, testDatabases } from '../../support/databases.ts';
import { patience } from '../../support/forwarding.ts';
import { startPhotoBucket } from '../../support/photo-bucket.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, readReceipt, startTestPortal, talkTo, testSecretKeys } from '../../support/portal.ts';

/** Two servers on one PostgreSQL and one bucket, as a city runs them. */
const postgres = testDatabases.filter(({ engine }) => engine === 'postgres');
const keys = parseSecretKeys(testSecretKeys);
const dayMs = 24 * 60 * 60_000;

const sendPhoto = async (origin: string) => {
  const form = new FormData();
  form.set('photo', new Blob([new Uint8Array(await phonePhoto())], { type: 'image/jpeg' }), 'a.jpg');
  return await fetch(`${origin}/api/photos`, { method: 'POST', body: form });
};
const readiness = async (origin: string) => {
  const answer = await fetch(`${origin}/readyz`);
  const { checks } = (await answer.json()) as { checks: Record<string, boolean> };
  return { status: answer.status, place: checks['photo place'] };
};

describe.each(postgres)('photos in a bucket, on $engine', (engine) => {
  test('one server takes a photo, another shows it, the group gets it, and the store down is said everywhere', async () => {
    const bucket = await startPhotoBucket();
    const place = await engine.place();
    const environment = { ...bucket.environment, SECRET_KEYS: testSecretKeys };
    const first = await startTestPortal({ place, environment });
    const second = await startTestPortal({ place, environment });
    const consentVersion = (await first.portal()).consent.version;

    const photo = await first.sendPhoto(await phonePhoto());
    const tip = noisyKaraoke({ consentVersion, photoIds: [photo.id] });
    const { code, receipt } = await readReceipt(await second.sendTip(tip));
    const show = (portal: typeof first) =>
      fetch(`${portal.origin}/api/tips/${code}/photos/${photo.id}`, {
        headers: { Authorization: `Receipt ${receipt}` },
      });
    for (const portal of [first, second]) {
      const shown = await show(portal);
      expect(shown.status).toBe(200);
      expect(Buffer.from(await shown.arrayBuffer()).subarray(0, 3)).toEqual(Buffer.from([0xff, 0xd8, 0xff]));
    }
    expect(existsSync(path.join(place.dataDir, 'photos'))).toBe(false);
    const pictures = async () =>
      (await first.messages('tay-thanh')).filter(({ kind }) => kind === 'image').length;
    await expect.poll(pictures, patience).toBe(1);
    expect(bucket.files().length).toBeGreaterThanOrEqual(2);
    for (const file of bucket.files())
      expect(readFileSync(file).includes(Buffer.from([0xff, 0xd8, 0xff]))).toBe(false);
    expect(await readiness(first.origin)).toEqual({ status: 200, place: true });

    const filesBefore = bucket.files();
    bucket.setFault('refusing');
    const refused = await sendPhoto(first.origin);
    expect(refused.status).toBe(503);
    expect(refused.headers.get('retry-after')).toBe('5');
    expect(await refused.json()).toMatchObject({ code: 'storage_unavailable' });
    const unread = await show(first);
    expect(unread.status).toBe(503);
    expect(await unread.json()).toMatchObject({ code: 'photo_unavailable' });
    expect(await readiness(second.origin)).toEqual({ status: 503, place: false });
    // Text never waits for pictures: without a photo all goes on.
    const textOnly = noisyKaraoke({ consentVersion });
    await readReceipt(await talkTo(first.origin).sendTip(textOnly));

    bucket.setFault('none');
    expect(bucket.files()).toEqual(filesBefore);
    const database = openDatabase(place);
    const rows = await database.kysely.selectFrom('photos').select('id').execute();
    await database.close();
    expect(rows).toEqual([{ id: photo.id }]);
    expect((await show(second)).status).toBe(200);
    expect((await sendPhoto(second.origin)).status).toBe(201);
    expect(await readiness(second.origin)).toEqual({ status: 200, place: true });
  });

  test('are swept with their rows when no tip claimed them, and files without a row too', async () => {
    const bucket = await startPhotoBucket();
    const database = await engine.open();
    const place = openBucket(bucket.place);
    const now = new Date();
    const logger = createLogger('silent');
    const photos = createPhotoService({
      database,
      dataDir: temporaryFolder(),
      keys,
      logger,
      now: () => now,
      place,
    });
    const waiting = await photos.add(await phonePhoto());
    const orphan = uuidv7();
    await place.put(`${orphan.slice(-2)}/${orphan}.full`, 'no row was ever written');
    expect(await photos.sweepUnattached(now)).toEqual({ photos: 0, orphans: 0 });

    bucket.setFault('down');
    await expect(photos.sweepUnattached(new Date(now.getTime() + dayMs + 60_000))).rejects.toThrow(
      /delete|list/,
    );
    bucket.setFault('none');
    // The row went before its files, which were left: they are orphans now.
    expect(await photos.sweepUnattached(new Date(now.getTime() + dayMs + 60_000))).toEqual({
      photos: 0,
      orphans: 2,
    });
    expect(bucket.files()).toEqual([]);
    await expect(photos.read(waiting.id, 'full')).rejects.toThrow(/NoSuchKey|not exist/);
    await photos.close();
  });

  test('go into a backup and come out of it into a bucket from a folder, and the doctor looks at them', async () => {
    const bucket = await startPhotoBucket();
    const inFolder = await engine.place();
    const portal = await startTestPortal({ place: inFolder, environment: { SECRET_KEYS: testSecretKeys } });
    const consentVersion = (await portal.portal()).consent.version;
    const photo = await portal.sendPhoto(await phonePhoto());
    const sent = await readReceipt(
      await portal.sendTip(noisyKaraoke({ consentVersion, photoIds: [photo.id] })),
    );
    await portal.stop();

    const folder = path.join(temporaryFolder(), 'backup');
    const progress = () => undefined;
    const database = openDatabase(inFolder);
    const files = createPhotoStore({ keys, dataDir: inFolder.dataDir });
    await makeBackup({ database, keys, photos: files, folder, now: () => new Date(), progress });
    await database.close();
    const elsewhere = await engine.emptyPlace();
    const restored = openDatabase(elsewhere);
    const driver = openBucket(bucket.place);
    const inBucket = createPhotoStore({ keys, dataDir: elsewhere.dataDir, driver });
    await restoreBackup({ folder, database: restored, keys, photos: inBucket, progress });
    await restored.close();

    const environment = { ...bucket.environment, SECRET_KEYS: testSecretKeys };
    const again = await startTestPortal({ place: elsewhere, environment });
    const shown = await fetch(`${again.origin}/api/tips/${sent.code}/photos/${photo.id}`, {
      headers: { Authorization: `Receipt ${sent.receipt}` },
    });
    expect(shown.status).toBe(200);

    const where = { ...environment, DATA_DIR: elsewhere.dataDir, DATABASE_URL: elsewhere.databaseUrl ?? '' };
    const ofPhotos = async () => (await examine(where, new Date())).find(({ about }) => about === 'photos');
    expect(await ofPhotos()).toMatchObject({ level: 'good' });
    const filesBefore = bucket.files();
    bucket.setFault('refusing', /^PUT/);
    expect(await ofPhotos()).toMatchObject({ level: 'trouble', says: expect.stringContaining('put') });
    expect(bucket.files()).toEqual(filesBefore);
  });
});
