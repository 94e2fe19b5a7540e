import type { Selectable } from 'kysely';
import type { TipAttention, TipKind, TipStatus } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { NewRows } from '../../db/new-rows.ts';
import type { TipsTable } from '../../db/tables/tip-tables.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';

export type Tip = {
  id: string;
  code: string;
  kind: TipKind;
  category: string;
  unitId: string;
  packId: string;
  status: TipStatus;
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
  /** Number of the newest history entry. */
  historySequence: number;
  /** The newest entry that the sender has seen. */
  seenSequence: number;
  photoCount: number;
  updatedAt: string;
  /** What waits for a commander. */
  attention: TipAttention | null;
};

/** What the sender wrote. The salt keeps the history's digest of it from being guessed. */
export type TipWords = { description: string; address: string | null; salt: string };
/** What came with a later entry of the history: a message, an answer, words to a rating. */
export type EntryWords = { text: string; salt: string };

/** The only file that knows the columns of tips. Takes the database or a transaction on it. */
export const tipStore = (connection: Connection, keys: SecretKeys) => {
  const openEntryWords = (tipId: string, sequence: number, sealed: string) =>
    JSON.parse(openText(keys, entryWordsContext(tipId, sequence), sealed)) as EntryWords;
  return {
    async insertEntryWords(tipId: string, sequence: number, words: EntryWords): Promise<void> {
      const sealed = sealText(keys, entryWordsContext(tipId, sequence), JSON.stringify(words));
      await connection.insertInto('tip_entry_words').values({ tip_id: tipId, sequence, sealed }).execute();
    },

    /**
     * The tip as it stands now, held until the transaction ends: both engines let no other transaction write the row meanwhile, and
     * this one sees what the last one left.
     */
    async lock(id: string): Promise<Tip | undefined> {
      const row = await connection
        .updateTable('tips')
        .set((eb) => ({ updated_at: eb.ref('updated_at') }))
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirst();
      return row && toTip(row);
    },

    /** Sets what a new history entry changed; false when the tip's history is no longer at `from`. */
    async advance(from: Pick<Tip, 'id' | 'historyHead'>, to: Tip): Promise<boolean> {
      const { numUpdatedRows } = await connection
        .updateTable('tips')
        .set({
          history_head: to.historyHead,
          history_sequence: to.historySequence,
          status: to.status,
          unit_id: to.unitId,
          category: to.category,
          restricted: to.isRestricted ? 1 : 0,
          attention: to.attention,
          acknowledge_by: to.acknowledgeBy,
          updated_at: to.updatedAt,
          // What came to it now is erased by its own time.
          erased_at: null,
        })
        .where('id', '=', from.id)
        .where('history_head', '=', from.historyHead)
        .executeTakeFirst();
      return Number(numUpdatedRows) === 1;
    },

    async markSeen(id: string, sequence: number): Promise<void> {
      await connection
        .updateTable('tips')
        .set({ seen_sequence: sequence })
        .where('id', '=', id)
        .where('seen_sequence', '<', sequence)
        .execute();
    },

    async findById(id: string): Promise<Tip | undefined> {
      const row = await connection.selectFrom('tips').selectAll().where('id', '=', id).executeTakeFirst();
      return row && toTip(row);
    },

    async findByCode(code: string): Promise<Tip | undefined> {
      const row = await connection.selectFrom('tips').selectAll().where('code', '=', code).executeTakeFirst();
      return row && toTip(row);
    },

    /** Oldest first, from after `after`. */
    async listCodes(after: string, count: number): Promise<{ id: string; code: string }[]> {
      return await connection
        .selectFrom('tips')
        .select(['id', 'code'])
        .where('id', '>', after)
        .orderBy('id')
        .limit(count)
        .execute();
    },

    /** Opens the words of the newest tips, so many at the most; how many there were. Throws SealError where the keys are not theirs. */
    async openNewestWords(count: number): Promise<number> {
      const rows = await connection
        .selectFrom('tip_words')
        .selectAll()
        .orderBy('tip_id', 'desc')
        .limit(count)
        .execute();
      for (const { tip_id, sealed } of rows) openText(keys, `tip-words:${tip_id}`, sealed);
      return rows.length;
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

    /** Of several tips, by tip; those whose words were erased are missing. */
    async listWords(tipIds: readonly string[]): Promise<Map<string, TipWords>> {
      if (tipIds.length === 0) return new Map();
      const rows = await connection
        .selectFrom('tip_words')
        .selectAll()
        .where('tip_id', 'in', tipIds)
        .execute();
      return new Map(
        rows.map((row) => [row.tip_id, JSON.parse(openText(keys, `tip-words:${row.tip_id}`, row.sealed))]),
      );
    },

    /** Undefined where no words came with the entry, or once they were erased. Throws SealError where they were changed or moved. */
    async findEntryWords(tipId: string, sequence: number): Promise<EntryWords | undefined> {
      const row = await connection
        .selectFrom('tip_entry_words')
        .select('sealed')
        .where('tip_id', '=', tipId)
        .where('sequence', '=', sequence)
        .executeTakeFirst();
      return row && openEntryWords(tipId, sequence, row.sealed);
    },

    /** All of a tip, by the number of the entry they came with. */
    async listEntryWords(tipId: string): Promise<Map<number, EntryWords>> {
      const rows = await connection
        .selectFrom('tip_entry_words')
        .select(['sequence', 'sealed'])
        .where('tip_id', '=', tipId)
        .execute();
      return new Map(rows.map((row) => [row.sequence, openEntryWords(tipId, row.sequence, row.sealed)]));
    },
  };
};

/** A new tip. That its code is taken is a TakenError of this table: the caller draws another. */
export const tipRows = (tip: Tip): NewRows => ({ table: 'tips', rows: [toRow(tip)] });

/** The words of a new tip, sealed. */
export function wordsRows(keys: SecretKeys, tipId: string, words: TipWords): NewRows {
  const sealed = sealText(keys, `tip-words:${tipId}`, JSON.stringify(words));
  return { table: 'tip_words', rows: [{ tip_id: tipId, sealed }] };
}

const entryWordsContext = (tipId: string, sequence: number): string => `tip-entry-words:${tipId}:${sequence}`;

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
    history_sequence: tip.historySequence,
    seen_sequence: tip.seenSequence,
    photo_count: tip.photoCount,
    updated_at: tip.updatedAt,
    attention: tip.attention,
    erased_at: null,
  };
}

/** A row of `tips` as the program knows it. */
export function toTip(row: Selectable<TipsTable>): Tip {
  return {
    id: row.id,
    code: row.code,
    kind: row.kind as TipKind,
    category: row.category,
    unitId: row.unit_id,
    packId: row.pack_id,
    status: row.status as TipStatus,
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
    historySequence: row.history_sequence,
    seenSequence: row.seen_sequence,
    photoCount: row.photo_count,
    updatedAt: row.updated_at,
    attention: row.attention as TipAttention | null,
  };
}
