import type { Transaction } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import { restingStatuses } from './tip-moves.rules.ts';

/** What came to rest before `before` is over; so many of it at the most. */
export type DueTips = { before: string; at: string; count: number };

/**
 * Erases of tips whose period is over what was told, where, when and by whom, and by what its sender opens it. What happened when stays,
 * so that reports stay what they were, and its chain stays whole: it has digests whose salts are gone. The ids of the tips.
 */
export async function eraseTips(
  transaction: Transaction<Schema>,
  { before, at, count }: DueTips,
): Promise<string[]> {
  const rows = await transaction
    .updateTable('tips')
    .set({
      lat: null,
      lng: null,
      accuracy_m: null,
      happened_at: null,
      // Opens with no receipt: a digest is never empty.
      receipt_digest: '',
      photo_count: 0,
      erased_at: at,
    })
    .where('id', 'in', dueTips(transaction, before).orderBy('updated_at').limit(count))
    // Once more, with the rows held: something may have happened to one between the two looks.
    .where('erased_at', 'is', null)
    .where('status', 'in', restingStatuses)
    .where('updated_at', '<', before)
    .returning('id')
    .execute();
  const ids = rows.map(({ id }) => id);
  if (ids.length === 0) return ids;
  for (const table of ['tip_words', 'tip_entry_words', 'tip_contacts', 'tip_owners', 'tip_people'] as const) {
    await transaction.deleteFrom(table).where('tip_id', 'in', ids).execute();
  }
  return ids;
}

/** Erases how the senders of tips can be reached; how many went. */
export async function eraseContacts(
  transaction: Transaction<Schema>,
  { before, count }: DueTips,
): Promise<number> {
  const { numDeletedRows } = await transaction
    .deleteFrom('tip_contacts')
    .where(
      'tip_id',
      'in',
      dueTips(transaction, before)
        .where('id', 'in', (eb) => eb.selectFrom('tip_contacts').select('tip_id'))
        .limit(count),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Ids of tips with photos whose period is over; no row says any more how many there were. */
export async function takeTipsWithOldPhotos(
  transaction: Transaction<Schema>,
  { before, count }: DueTips,
): Promise<string[]> {
  const rows = await transaction
    .updateTable('tips')
    .set({ photo_count: 0 })
    .where(
      'id',
      'in',
      dueTips(transaction, before)
        .where((eb) =>
          eb.exists(eb.selectFrom('photos').select('photos.id').whereRef('photos.tip_id', '=', 'tips.id')),
        )
        .limit(count),
    )
    .where('status', 'in', restingStatuses)
    .where('updated_at', '<', before)
    .returning('id')
    .execute();
  return rows.map(({ id }) => id);
}

const dueTips = (transaction: Transaction<Schema>, before: string) =>
  transaction
    .selectFrom('tips')
    .select('id')
    .where('erased_at', 'is', null)
    .where('status', 'in', restingStatuses)
    .where('updated_at', '<', before);
