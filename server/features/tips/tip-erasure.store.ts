import { sql, type Transaction } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import { restingStatuses } from './tip-moves.rules.ts';

/** What came to rest before `before` is over; so many of it at the most. */
export type DueTips = { before: string; at: string; count: number };

/** Of what is looked for among all that is so old: the id of the tip from after which. */
export type DueAfter = DueTips & { after: string };

/** `next`: from after which tip it goes on; null: all was looked through. */
type Walked = { tipIds: string[]; next: string | null };

/** So many tips are looked at in one go, however few of them are over: whoever asks something meanwhile waits no longer. */
const lookedAtMax = 1_000;

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

/** Erases how the senders of tips can be reached; how many went, and from where it goes on. */
export async function eraseContacts(
  transaction: Transaction<Schema>,
  due: DueAfter,
): Promise<{ count: number; next: string | null }> {
  const { tipIds, next } = await findDue(transaction, 'tip_contacts', due);
  if (tipIds.length === 0) return { count: 0, next };
  const { numDeletedRows } = await transaction
    .deleteFrom('tip_contacts')
    .where('tip_id', 'in', dueTips(transaction, due.before).where('id', 'in', tipIds))
    .executeTakeFirst();
  return { count: Number(numDeletedRows), next };
}

/** Ids of tips with photos whose period is over, and from where it goes on; no row says any more how many there were. */
export async function takeTipsWithOldPhotos(
  transaction: Transaction<Schema>,
  due: DueAfter,
): Promise<Walked> {
  const { tipIds, next } = await findDue(transaction, 'photos', due);
  if (tipIds.length === 0) return { tipIds, next };
  const rows = await transaction
    .updateTable('tips')
    .set({ photo_count: 0 })
    .where('id', 'in', tipIds)
    .where('status', 'in', restingStatuses)
    .where('updated_at', '<', due.before)
    .returning('id')
    .execute();
  return { tipIds: rows.map(({ id }) => id), next };
}

/**
 * Tips whose period is over and of which this table still has something. It is gone through in the order of the tips' ids, which is that
 * in which they came: one that came later than `before` cannot be over.
 */
async function findDue(
  transaction: Transaction<Schema>,
  table: 'tip_contacts' | 'photos',
  { before, count, after }: DueAfter,
): Promise<Walked> {
  const of = sql.table(table);
  const looked = await sql<{ tip_id: string }>`
    select distinct tip_id from ${of} where tip_id > ${after} and tip_id < ${firstIdAt(before)}
    order by tip_id limit ${sql.lit(lookedAtMax)}`.execute(transaction);
  const last = looked.rows.at(-1)?.tip_id;
  if (last === undefined) return { tipIds: [], next: null };
  const found = await dueTips(transaction, before)
    .where('id', '>', after)
    .where('id', '<=', last)
    .where(sql<boolean>`exists (select 1 from ${of} where ${of}.tip_id = tips.id)`)
    .orderBy('id')
    .limit(count)
    .execute();
  const tipIds = found.map(({ id }) => id);
  if (tipIds.length === count) return { tipIds, next: tipIds.at(-1) ?? null };
  return { tipIds, next: looked.rows.length === lookedAtMax ? last : null };
}

/** The least UUIDv7 of that instant. */
function firstIdAt(instant: string): string {
  const time = Date.parse(instant).toString(16).padStart(12, '0');
  return `${time.slice(0, 8)}-${time.slice(8)}-7000-8000-000000000000`;
}

const dueTips = (transaction: Transaction<Schema>, before: string) =>
  transaction
    .selectFrom('tips')
    .select('id')
    .where('erased_at', 'is', null)
    // As the index has it.
    .where(
      'status',
      'in',
      restingStatuses.map((status) => sql.lit(status)),
    )
    .where('updated_at', '<', before);
