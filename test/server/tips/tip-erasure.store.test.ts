import { describe, expect, test } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import type { PhotosTable, TipsTable } from '../../../server/db/tables/tip-tables.ts';
import { eraseContacts, takeTipsWithOldPhotos } from '../../../server/features/tips/tip-erasure.store.ts';
import { testDatabases } from '../../support/databases.ts';

const before = '2026-01-01T00:00:00.000Z';

const long = '2025-03-01T00:00:00.000Z';
const tipsCount = 2_500;
/** Every hundredth; all others wait for ever. */
const isOver = (nr: number) => nr % 100 === 99;
const idOf = (nr: number) => `00000000-0000-7000-8000-${String(nr).padStart(12, '0')}`;

/** Tips of long ago, each with a contact and a photo. */
async function fill({ kysely }: Database): Promise<void> {
  for (let from = 0; from < tipsCount; from += 500) {
    const numbers = Array.from({ length: 500 }, (_, index) => from + index);
    await kysely.insertInto('tips').values(numbers.map(tipRow)).execute();
    await kysely
      .insertInto('tip_contacts')
      .values(numbers.map((nr) => ({ tip_id: idOf(nr), sealed: 'x', erase_at: null })))
      .execute();
    await kysely.insertInto('photos').values(numbers.map(photoRow)).execute();
  }
}

const tipRow = (nr: number): TipsTable => ({
  ...{ id: idOf(nr), code: `TB-${nr}`, kind: 'feedback', category: 'tieng-on', unit_id: 'a', pack_id: 'p' },
  ...{ status: isOver(nr) ? 'closed' : 'escalated', anonymous: 0, restricted: 0, attention: null },
  ...{ lat: null, lng: null, accuracy_m: null, certainty: 'inside', happened_at: null },
  ...{ created_at: long, acknowledge_by: long, updated_at: long, erased_at: null, consent_version: '1' },
  ...{ receipt_digest: 'x', key_version: 'k1', history_head: 'x', history_sequence: 1, seen_sequence: 1 },
  photo_count: 1,
});

const photoRow = (nr: number): PhotosTable => ({
  ...{ id: idOf(nr), tip_id: idOf(nr), article_id: null, entry_sequence: 1, position: 0, created_at: long },
  ...{ width: 1, height: 1, bytes: 1, zalo_bytes: 1 },
});

describe.each(testDatabases)('contacts and photos of tips that are over, on $engine', (engine) => {
  test('are found among many that never came to an end, a thousand looked at in one go', async () => {
    const database = await engine.open();
    await fill(database);
    const over = Array.from({ length: tipsCount }, (_, nr) => nr)
      .filter(isOver)
      .map(idOf);

    let after = '';
    const contacts: number[] = [];
    for (let next: string | null = ''; next !== null; after = next ?? '') {
      const done = await database.transact((transaction) =>
        eraseContacts(transaction, { before, at: before, count: 8, after }),
      );
      contacts.push(done.count);
      next = done.next;
    }
    const taken: string[] = [];
    after = '';
    for (let next: string | null = ''; next !== null; after = next ?? '') {
      const done = await database.transact((transaction) =>
        takeTipsWithOldPhotos(transaction, { before, at: before, count: 50, after }),
      );
      taken.push(...done.tipIds);
      next = done.next;
    }

    expect(contacts).toEqual([8, 8, 8, 1]);
    expect(taken.toSorted()).toEqual(over);
    const left = await database.kysely.selectFrom('tip_contacts').select('tip_id').execute();
    expect(left).toHaveLength(tipsCount - over.length);
    expect(left.filter(({ tip_id }) => over.includes(tip_id))).toEqual([]);
  });
});
