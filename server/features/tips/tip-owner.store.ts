import { tipEvents } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { NewRows } from '../../db/new-rows.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type Tip, toTip } from './tip.store.ts';
import { finishedStatuses } from './tip-moves.rules.ts';

export type TipContact = { name?: string | undefined; phone?: string | undefined };

type OwnedTip = Tip & { unread: number };

/** How the sender of a new tip can be reached, sealed. */
export function contactRows(keys: SecretKeys, tipId: string, contact: TipContact): NewRows {
  const sealed = sealText(keys, `tip-contact:${tipId}`, JSON.stringify(contact));
  return { table: 'tip_contacts', rows: [{ tip_id: tipId, sealed, erase_at: null }] };
}

/** Whose a tip is, and how they can be reached. An anonymous tip has no row in either table. */
export const tipOwnerStore = (connection: Connection, keys: SecretKeys) => ({
  /** Undefined where none was given, or once it was erased. */
  async findContact(tipId: string): Promise<TipContact | undefined> {
    const row = await connection
      .selectFrom('tip_contacts')
      .select('sealed')
      .where('tip_id', '=', tipId)
      .executeTakeFirst();
    return row && (JSON.parse(openText(keys, `tip-contact:${tipId}`, row.sealed)) as TipContact);
  },

  async insertOwner(tipId: string, citizenId: string): Promise<void> {
    await connection.insertInto('tip_owners').values({ tip_id: tipId, citizen_id: citizenId }).execute();
  },

  async isOwnedBy(tipId: string, citizenId: string): Promise<boolean> {
    const row = await connection
      .selectFrom('tip_owners')
      .select('tip_id')
      .where('tip_id', '=', tipId)
      .where('citizen_id', '=', citizenId)
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Newest first, from below `before`; `unread` counts what the unit added since the sender last looked. */
  async listOwned(citizenId: string, before: string | undefined, count: number): Promise<OwnedTip[]> {
    const rows = await connection
      .selectFrom('tip_owners')
      .innerJoin('tips', 'tips.id', 'tip_owners.tip_id')
      .selectAll('tips')
      .select((eb) =>
        eb
          .selectFrom('tip_history')
          .select((entries) => entries.cast<number>(entries.fn.countAll(), 'integer').as('count'))
          .whereRef('tip_history.tip_id', '=', 'tips.id')
          .whereRef('tip_history.sequence', '>', 'tips.seen_sequence')
          .where('tip_history.actor', '<>', 'citizen')
          .where('tip_history.event', 'in', tipEvents)
          .as('unread'),
      )
      .where('tip_owners.citizen_id', '=', citizenId)
      .$if(before !== undefined, (query) => query.where('tip_owners.tip_id', '<', before ?? ''))
      .orderBy('tip_owners.tip_id', 'desc')
      .limit(count)
      .execute();
    return rows.map((row) => ({ ...toTip(row), unread: row.unread ?? 0 }));
  },

  async listOwnedIds(citizenId: string): Promise<string[]> {
    const rows = await connection
      .selectFrom('tip_owners')
      .select('tip_id')
      .where('citizen_id', '=', citizenId)
      .execute();
    return rows.map((row) => row.tip_id);
  },

  /** Whose it is; undefined for an anonymous tip, and once its sender was erased. */
  async findOwner(tipId: string): Promise<string | undefined> {
    const row = await connection
      .selectFrom('tip_owners')
      .select('citizen_id')
      .where('tip_id', '=', tipId)
      .executeTakeFirst();
    return row?.citizen_id;
  },

  async deleteOwner(citizenId: string): Promise<number> {
    const { numDeletedRows } = await connection
      .deleteFrom('tip_owners')
      .where('citizen_id', '=', citizenId)
      .executeTakeFirst();
    return Number(numDeletedRows);
  },

  /** Tips of kind `crime` that are still being handled and hold a contact of this citizen. */
  async listContactsInHandling(
    citizenId: string,
  ): Promise<{ id: string; code: string; createdAt: string }[]> {
    const rows = await connection
      .selectFrom('tip_owners')
      .innerJoin('tips', 'tips.id', 'tip_owners.tip_id')
      .innerJoin('tip_contacts', 'tip_contacts.tip_id', 'tips.id')
      .select(['tips.id', 'tips.code', 'tips.created_at'])
      .where('tip_owners.citizen_id', '=', citizenId)
      .where('tips.kind', '=', 'crime')
      .where('tips.status', 'not in', finishedStatuses)
      .orderBy('tips.id', 'desc')
      .execute();
    return rows.map((row) => ({ id: row.id, code: row.code, createdAt: row.created_at }));
  },

  async keepContactUntil(tipId: string, eraseAt: string): Promise<void> {
    await connection
      .updateTable('tip_contacts')
      .set({ erase_at: eraseAt })
      .where('tip_id', '=', tipId)
      .execute();
  },

  /** The contacts of this citizen's tips but those of `exceptTipIds`; how many there were. */
  async deleteContactsOf(citizenId: string, exceptTipIds: readonly string[]): Promise<number> {
    const { numDeletedRows } = await connection
      .deleteFrom('tip_contacts')
      .where('tip_id', 'in', (eb) =>
        eb.selectFrom('tip_owners').select('tip_id').where('citizen_id', '=', citizenId),
      )
      .$if(exceptTipIds.length > 0, (query) => query.where('tip_id', 'not in', exceptTipIds))
      .executeTakeFirst();
    return Number(numDeletedRows);
  },

  /** Those that were kept for their case and whose time is over. */
  async deleteDueContacts(now: string): Promise<number> {
    const { numDeletedRows } = await connection
      .deleteFrom('tip_contacts')
      .where('erase_at', '<=', now)
      .executeTakeFirst();
    return Number(numDeletedRows);
  },
});
