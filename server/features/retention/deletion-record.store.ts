import type { Selectable, Transaction } from 'kysely';
import * as z from 'zod';
import { type Deletion, type DeletionReason, deletionKinds, deletionReasons } from '#contract/retention.ts';
import type { Connection } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import type { DeletionRecordsTable } from '../../db/tables/upkeep-tables.ts';
import { type ChainHead, type ChainVerdict, chainedRow, verifyRows } from '../../history/history-chain.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';

export type NewDeletion = Omit<Deletion, 'sequence'>;

const subject = ['deletions'] as const;
/** The newest MAC and its number lie in `meta`, as a tip's lie on the tip: a tail that was cut shows. */
const headKey = 'deletions-head';
const Head = z.object({ historyHead: z.string(), historySequence: z.number().int() });
const noHead: ChainHead = { historyHead: '', historySequence: 0 };
const verifiedAtOnceMax = 1_000;

const Details = z.object({
  kind: z.enum(deletionKinds),
  count: z.number().int(),
  rule: z.object({ days: z.number().int(), basis: z.string() }).nullable(),
});

/** Whose doing it was, as every history names it. */
const actorOf: Readonly<Record<DeletionReason, string>> = {
  period: 'clock',
  request: 'citizen',
  revocation: 'citizen',
};

/**
 * What was erased, append-only and chained (promise 9): kinds, counts and rules, nothing of anybody. It is written in the transaction
 * that erases, so that there is neither one without the other; and last in it, because its head is what all who erase wait for.
 */
export const deletionRecordStore = (connection: Connection, keys: SecretKeys) => ({
  /** Newest first, from below `before`. */
  async list(before: number | undefined, count: number): Promise<Deletion[]> {
    const rows = await connection
      .selectFrom('deletion_records')
      .selectAll()
      .$if(before !== undefined, (query) => query.where('sequence', '<', before ?? 0))
      .orderBy('sequence', 'desc')
      .limit(count)
      .execute();
    return rows.map(toDeletion);
  },

  /** Recomputes the chain from its beginning, a batch at a time. */
  async verify(): Promise<ChainVerdict> {
    const head = await readHead(connection);
    const rows: Selectable<DeletionRecordsTable>[] = [];
    for (;;) {
      const batch = await connection
        .selectFrom('deletion_records')
        .selectAll()
        .where('sequence', '>', rows.at(-1)?.sequence ?? 0)
        .orderBy('sequence')
        .limit(verifiedAtOnceMax)
        .execute();
      rows.push(...batch);
      if (batch.length < verifiedAtOnceMax) break;
    }
    if (rows.length === 0 && head.historySequence === 0) return { isIntact: true, entries: 0 };
    return verifyRows(keys, subject, head, rows, () => true);
  },
});

/** Appends to the record; holds its head until the transaction ends. */
export async function recordDeletion(
  transaction: Transaction<Schema>,
  keys: SecretKeys,
  { at, reason, kind, count, rule }: NewDeletion,
): Promise<void> {
  const head = await holdHead(transaction);
  const row = chainedRow(
    keys.newest,
    subject,
    {
      sequence: head.historySequence + 1,
      at,
      event: reason,
      actor: actorOf[reason],
      unitId: null,
      details: { kind, count, rule },
    },
    head.historySequence === 0 ? undefined : head.historyHead,
  );
  await transaction.insertInto('deletion_records').values(row).execute();
  const next: ChainHead = { historyHead: row.mac, historySequence: row.sequence };
  await transaction
    .updateTable('meta')
    .set({ value: JSON.stringify(next) })
    .where('key', '=', headKey)
    .execute();
}

/** All that is held of somebody is being erased in this transaction, which ends with this. */
export const recordErasedPerson = (
  transaction: Transaction<Schema>,
  keys: SecretKeys,
  { at, reason }: { at: Date; reason: Exclude<DeletionReason, 'period'> },
): Promise<void> =>
  recordDeletion(transaction, keys, { at: at.toISOString(), reason, kind: 'person', count: 1, rule: null });

async function holdHead(transaction: Transaction<Schema>): Promise<ChainHead> {
  const row = await transaction
    .insertInto('meta')
    .values({ key: headKey, value: JSON.stringify(noHead) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet((eb) => ({ value: eb.ref('meta.value') })))
    .returning('value')
    .executeTakeFirstOrThrow();
  return Head.parse(JSON.parse(row.value));
}

async function readHead(connection: Connection): Promise<ChainHead> {
  const row = await connection
    .selectFrom('meta')
    .select('value')
    .where('key', '=', headKey)
    .executeTakeFirst();
  return row ? Head.parse(JSON.parse(row.value)) : noHead;
}

function toDeletion(row: Selectable<DeletionRecordsTable>): Deletion {
  return {
    sequence: row.sequence,
    at: row.at,
    reason: z.enum(deletionReasons).parse(row.event),
    ...Details.parse(JSON.parse(row.details)),
  };
}
