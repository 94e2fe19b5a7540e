import type { Selectable } from 'kysely';
import type { Connection } from '../../db/database.ts';
import type { TipHistoryTable, TipsTable } from '../../db/schema.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';

export type Tip = {
  id: string;
  code: string;
  kind: string;
  category: string;
  unitId: string;
  packId: string;
  status: string;
  isAnonymous: boolean;
  isRestricted: boolean;
  lat: number | null;
  lng: number | null;
  accuracyM: number | null;
  certainty: string;
  happenedAt: string | null;
  createdAt: string;
  acknowledgeBy: string;
  consentVersion: string;
  receiptDigest: string;
  keyVersion: string;
  historyHead: string;
  photoCount: number;
};

/** What the sender wrote. The salt keeps the history's digest of it from being guessed. */
export type TipWords = { description: string; address: string | null; salt: string };
export type TipContact = { name?: string | undefined; phone?: string | undefined };

/** The only file that knows the columns of tips. Takes the database or a transaction on it. */
export const tipStore = (connection: Connection, keys: SecretKeys) => ({
  /** False when the code is taken: the caller draws another. */
  async insert(tip: Tip): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await connection
      .insertInto('tips')
      .values(toRow(tip))
      .onConflict((conflict) => conflict.column('code').doNothing())
      .executeTakeFirst();
    return Number(numInsertedOrUpdatedRows) === 1;
  },

  async insertWords(tipId: string, words: TipWords): Promise<void> {
    const sealed = sealText(keys, `tip-words:${tipId}`, JSON.stringify(words));
    await connection.insertInto('tip_words').values({ tip_id: tipId, sealed }).execute();
  },

  async insertContact(tipId: string, contact: TipContact): Promise<void> {
    const sealed = sealText(keys, `tip-contact:${tipId}`, JSON.stringify(contact));
    await connection.insertInto('tip_contacts').values({ tip_id: tipId, sealed }).execute();
  },

  async findById(id: string): Promise<Tip | undefined> {
    const row = await connection.selectFrom('tips').selectAll().where('id', '=', id).executeTakeFirst();
    return row && toTip(row);
  },

  async findByCode(code: string): Promise<Tip | undefined> {
    const row = await connection.selectFrom('tips').selectAll().where('code', '=', code).executeTakeFirst();
    return row && toTip(row);
  },

  /** Undefined once the words were erased. */
  async findWords(tipId: string): Promise<TipWords | undefined> {
    const row = await connection
      .selectFrom('tip_words')
      .select('sealed')
      .where('tip_id', '=', tipId)
      .executeTakeFirst();
    return row && (JSON.parse(openText(keys, `tip-words:${tipId}`, row.sealed)) as TipWords);
  },

  async listHistory(tipId: string): Promise<Selectable<TipHistoryTable>[]> {
    return await connection
      .selectFrom('tip_history')
      .selectAll()
      .where('tip_id', '=', tipId)
      .orderBy('sequence')
      .limit(historyEntriesMax)
      .execute();
  },
});

/** More moves than a tip can lawfully make; a bound on what one answer may hold. */
const historyEntriesMax = 500;

function toRow(tip: Tip): TipsTable {
  return {
    id: tip.id,
    code: tip.code,
    kind: tip.kind,
    category: tip.category,
    unit_id: tip.unitId,
    pack_id: tip.packId,
    status: tip.status,
    anonymous: tip.isAnonymous ? 1 : 0,
    restricted: tip.isRestricted ? 1 : 0,
    lat: tip.lat,
    lng: tip.lng,
    accuracy_m: tip.accuracyM,
    certainty: tip.certainty,
    happened_at: tip.happenedAt,
    created_at: tip.createdAt,
    acknowledge_by: tip.acknowledgeBy,
    consent_version: tip.consentVersion,
    receipt_digest: tip.receiptDigest,
    key_version: tip.keyVersion,
    history_head: tip.historyHead,
    photo_count: tip.photoCount,
  };
}

function toTip(row: Selectable<TipsTable>): Tip {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind,
    category: row.category,
    unitId: row.unit_id,
    packId: row.pack_id,
    status: row.status,
    isAnonymous: row.anonymous === 1,
    isRestricted: row.restricted === 1,
    lat: row.lat,
    lng: row.lng,
    accuracyM: row.accuracy_m,
    certainty: row.certainty,
    happenedAt: row.happened_at,
    createdAt: row.created_at,
    acknowledgeBy: row.acknowledge_by,
    consentVersion: row.consent_version,
    receiptDigest: row.receipt_digest,
    keyVersion: row.key_version,
    historyHead: row.history_head,
    photoCount: row.photo_count,
  };
}
