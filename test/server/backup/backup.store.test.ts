import { randomUUID } from 'node:crypto';
import { appendFile, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import type { TipReceipt, TipView } from '#contract/tips.ts';
import { makeBackup } from '../../../server/backup/backup.service.ts';
import { restoreBackup, verifyBackup } from '../../../server/backup/restore.service.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { createPhotoStore } from '../../../server/media/photo-store.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { type TestDatabase, temporaryFolder, testDatabases } from '../../support/databases.ts';
import { eventually } from '../../support/eventually.ts';
import { fireNotice, newsDeskOf, publishArticle, readerOf } from '../../support/news.ts';
import { officePdf } from '../../support/pdf-files.ts';
import { phonePhoto } from '../../support/photos.ts';
import { noisyKaraoke, startTestPortal, testSecretKeys } from '../../support/portal.ts';

type Place = Awaited<ReturnType<TestDatabase['place']>>;

const keys = parseSecretKeys(testSecretKeys);
const otherKeys = parseSecretKeys(`k1:${Buffer.alloc(32, 12).toString('base64url')}`);
const progress = () => undefined;
const environment = { SECRET_KEYS: testSecretKeys };

/** Opens a place's store and photos as the commands do. */
async function atPlace<Result>(
  place: Place,
  work: (store: {
    database: ReturnType<typeof openDatabase>;
    photos: ReturnType<typeof createPhotoStore>;
  }) => Promise<Result>,
): Promise<Result> {
  const database = openDatabase(place);
  try {
    return await work({ database, photos: createPhotoStore({ keys, dataDir: place.dataDir }) });
  } finally {
    await database.close();
  }
}

const backUp = (place: Place, folder: string) =>
  atPlace(place, (store) => makeBackup({ ...store, keys, folder, now: () => new Date(), progress }));

const restore = (place: Place, folder: string, withKeys = keys) =>
  atPlace(place, (store) => restoreBackup({ ...store, keys: withKeys, folder, progress }));

/** A portal with tips, every other one with a photo, sent while `meanwhile` runs as well as before it. */
async function busyPortal(place: Place) {
  const portal = await startTestPortal({ place, environment });
  const consentVersion = (await portal.portal()).consent.version;
  const photo = await phonePhoto();
  const send = async (nr: number): Promise<TipReceipt> => {
    const photoIds = nr % 2 === 0 ? [(await portal.sendPhoto(photo)).id] : [];
    const tip = noisyKaraoke({ consentVersion, description: `Tin thứ ${nr}`, photoIds });
    const response = await portal.sendTip(tip, randomUUID());
    if (response.status !== 201) throw new Error(await response.text());
    return (await response.json()) as TipReceipt;
  };
  return { portal, send };
}

describe.each(testDatabases)('a backup, on $engine', (engine) => {
  const elsewhere = testDatabases.find((other) => other.engine !== engine.engine) ?? engine;

  test.each([
    ['the same engine', engine],
    ['the other engine', elsewhere],
  ])(
    'taken while tips come in has all that were acknowledged before it, with their photos, in %s',
    async (_, target) => {
      const place = await engine.place();
      const { portal, send } = await busyPortal(place);
      const before = await Promise.all([1, 2, 3, 4].map(send));
      const pdf = await officePdf();
      const attached = await newsDeskOf(portal, 'editor', 'tay-thanh').attach(pdf);
      await publishArticle(portal, fireNotice({ attachments: [{ id: attached.id, name: 'Kế hoạch' }] }));
      const folder = path.join(temporaryFolder(), 'backup');
      let isDone = false;
      const meanwhile = (async () => {
        for (let nr = 5; !isDone; nr += 1) await send(nr);
      })();
      const manifest = await backUp(place, folder);
      isDone = true;
      await meanwhile;
      await portal.stop();
      expect(await verifyBackup(folder, progress)).toEqual(manifest);

      const restoredPlace = await target.emptyPlace();
      await restore(restoredPlace, folder);
      const restored = await startTestPortal({ place: restoredPlace, environment });
      for (const [index, { code, receipt }] of before.entries()) {
        const response = await restored.viewTip(code, receipt);
        expect(response.status).toBe(200);
        const view = (await response.json()) as TipView;
        expect(view.photoIds.length).toBe(index % 2 === 0 ? 0 : 1);
        for (const id of view.photoIds) {
          const photo = await fetch(`${restored.origin}/api/tips/${code}/photos/${id}`, {
            headers: { Authorization: `Receipt ${receipt}` },
          });
          expect(photo.status).toBe(200);
        }
      }
      const document = await fetch(`${restored.origin}/api/news/documents/${attached.id}.pdf`);
      expect(await document.bytes()).toEqual(pdf);
      // The words that articles are found by are not in a backup: they are made anew.
      const found = () => readerOf(restored).titles('?q=phong+chay');
      await eventually(async () => expect(await found()).toHaveLength(1));
      expect(
        await restored.sendTip(noisyKaraoke({ consentVersion: (await restored.portal()).consent.version })),
      ).toMatchObject({ status: 201 });
    },
  );

  test('goes into no store that holds something, under no other key, and over no other backup', async () => {
    const place = await engine.place();
    const { portal, send } = await busyPortal(place);
    await send(1);
    await portal.stop();
    const folder = path.join(temporaryFolder(), 'backup');
    await backUp(place, folder);

    await expect(restore(place, folder)).rejects.toThrow('The store is not empty');
    await expect(restore(await engine.emptyPlace(), folder, otherKeys)).rejects.toThrow(
      'has with another value',
    );
    await expect(backUp(place, folder)).rejects.toThrow('is there already');
    expect((await stat(folder)).mode & 0o077).toBe(0);

    await writeFile(path.join(folder, 'manifest.json'), '{"format":1,');
    await expect(verifyBackup(folder, progress)).rejects.toThrow('is not a manifest of ours');
  });

  test('holds no word that was sealed in the store', async () => {
    const place = await engine.place();
    const { portal, send } = await busyPortal(place);
    await send(1);
    await portal.stop();
    const folder = path.join(temporaryFolder(), 'backup');
    await backUp(place, folder);
    const names = await readdir(path.join(folder, 'tables'));
    const texts = await Promise.all(names.map((name) => readFile(path.join(folder, 'tables', name), 'utf8')));
    expect(texts.join('')).toContain('TB-');
    expect(texts.join('')).not.toContain('Tin thứ 1');
  });

  if (!engine.showsTheRest) return;

  test('is refused as damaged, with the file’s name, when one byte of a table or a photo has changed', async () => {
    const place = await engine.place();
    const { portal, send } = await busyPortal(place);
    await send(2);
    await portal.stop();
    const folder = path.join(temporaryFolder(), 'backup');
    await backUp(place, folder);
    const table = path.join(folder, 'tables/tips.jsonl');
    const rows = await readFile(table);
    await appendFile(table, ' ');
    await expect(restore(await engine.emptyPlace(), folder)).rejects.toThrow(
      'tables/tips.jsonl is not as it was written',
    );

    await writeFile(table, rows);
    const [shard = ''] = await readdir(path.join(folder, 'photos'));
    const [photo = ''] = await readdir(path.join(folder, 'photos', shard));
    await appendFile(path.join(folder, 'photos', shard, photo), '.');
    await expect(restore(await engine.emptyPlace(), folder)).rejects.toThrow(
      `photos/${shard}/${photo} is not as it was written`,
    );
  });
});

test('what was waiting to be sent is looked for in Zalo before it is sent again', async () => {
  const [engine] = testDatabases;
  if (!engine) throw new Error('No engine.');
  const place = await engine.place();
  const { portal, send } = await busyPortal(place);
  await portal.post('/sandbox/api/faults', { mode: 'outage' });
  await send(1);
  const folder = path.join(temporaryFolder(), 'backup');
  await backUp(place, folder);
  await portal.stop();

  const restoredPlace = await engine.emptyPlace();
  await restore(restoredPlace, folder);
  const unsent = await atPlace(restoredPlace, ({ database }) =>
    database.kysely
      .selectFrom('outbox_messages')
      .select(['state', 'outcome_unknown'])
      .where('finished_at', 'is', null)
      .execute(),
  );
  expect(unsent.length).toBeGreaterThan(0);
  expect(new Set(unsent.map((row) => `${row.state} ${row.outcome_unknown}`))).toEqual(new Set(['waiting 1']));
});
