import { setImmediate as othersFirst } from 'node:timers/promises';
import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import { type Deletions, deletionsPageMax, type RetentionKind, retentionKinds } from '#contract/retention.ts';
import type { Database } from '../../db/database.ts';
import { dropErasedTraces } from '../../db/erased-traces.ts';
import type { Schema } from '../../db/schema.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { deletionRecordStore, recordDeletion } from './deletion-record.store.ts';
import { keptSince, listBehind, type RetentionPeriods } from './retention.rules.ts';
import { retentionRoundStore } from './retention-round.store.ts';

/** How one side of the portal erases what of it is over. */
export type RetentionRule = {
  kind: RetentionKind;
  /** How many things one transaction may hold: whoever waits for one of them waits for a moment only. */
  batchMax: number;
  /**
   * Erases up to `count` things that came to rest before `before`, in this transaction, and says how many: fewer than `count` means that
   * no more are due. Whoever has to look through what is not due too says where the next batch goes on (`next`, null at the end), and is
   * told so (`after`, '' at the beginning). What lies outside the store (files) is removed by `afterCommit`; whoever dies before it leaves that to a sweep.
   */
  erase(
    transaction: Transaction<Schema>,
    due: { before: string; at: string; count: number; after: string },
  ): Promise<{ count: number; next?: string | null; afterCommit?: () => Promise<void> }>;
};

export type Retention = ReturnType<typeof createRetention>;

/** In one round of one kind; the next round goes on. */
const batchesPerRoundMax = 200;

/**
 * Erases by the periods of the content pack, each batch with its record in one transaction: it may be killed anywhere and goes on where
 * it was, and of two servers the second finds erased what the first has.
 */
export function createRetention(dependencies: {
  database: Database;
  keys: SecretKeys;
  logger: Logger;
  now: () => Date;
  periods: RetentionPeriods;
  rules: readonly RetentionRule[];
}) {
  const { database, keys, logger, now, periods, rules } = dependencies;
  const rounds = retentionRoundStore(database.kysely);
  /** Where looking through goes on in the next round. */
  const places = new Map<RetentionKind, string>();
  let running: Promise<void> | null = null;
  let isStopped = false;

  return {
    /** Erases all that is due now; joins the round that is under way. What fails of a kind is logged and keeps no other from its turn. */
    runOnce(): Promise<void> {
      running ??= round().finally(() => {
        running = null;
      });
      return running;
    },

    /** Lets the running batch finish. */
    async stop(): Promise<void> {
      isStopped = true;
      await running;
    },

    /** Kinds that nobody looks after. */
    listBehind: async (): Promise<RetentionKind[]> => listBehind(periods, await rounds.list(), now()),

    /** The record, newest first; `cursor` is what the page before gave. */
    async list(cursor: number | undefined): Promise<Deletions> {
      const lookedAt = await rounds.list();
      const behind = listBehind(periods, lookedAt, now());
      const records = deletionRecordStore(database.kysely, keys);
      const found = await records.list(cursor, deletionsPageMax + 1);
      const items = found.slice(0, deletionsPageMax);
      return {
        periods: retentionKinds.map((kind) => ({
          kind,
          days: periods[kind].days,
          basis: periods[kind].basis,
          demo: periods[kind].demo,
          lookedAt: lookedAt.get(kind) ?? null,
          behind: behind.includes(kind),
        })),
        items,
        nextCursor: found.length > items.length ? String(items.at(-1)?.sequence) : null,
      };
    },
  };

  async function round(): Promise<void> {
    for (const rule of rules) {
      const { days, basis } = periods[rule.kind];
      if (days === null || isStopped) continue;
      try {
        if (await eraseAllDue(rule, { days, basis })) {
          await rounds.markLooked(rule.kind, now().toISOString());
        }
      } catch (error) {
        logger.error({ err: error, kind: rule.kind }, 'retention failed');
      }
    }
    // Also of what somebody asked to have erased since the last round.
    await dropErasedTraces(database);
  }

  /** False when more is due than one round takes. */
  async function eraseAllDue(rule: RetentionRule, period: { days: number; basis: string }): Promise<boolean> {
    for (let batch = 0; batch < batchesPerRoundMax && !isStopped; batch += 1) {
      const { count, next } = await eraseBatch(rule, period, places.get(rule.kind) ?? '');
      if (count > 0) logger.info({ kind: rule.kind, count }, 'erased by its period');
      if (next) places.set(rule.kind, next);
      else places.delete(rule.kind);
      if (next === undefined ? count < rule.batchMax : next === null) return true;
      await othersFirst();
    }
    return false;
  }

  async function eraseBatch(
    { kind, batchMax, erase }: RetentionRule,
    period: { days: number; basis: string },
    after: string,
  ): Promise<{ count: number; next?: string | null }> {
    const at = now();
    const due = { before: keptSince(period.days, at), at: at.toISOString(), count: batchMax, after };
    const erased = await database.transact(async (transaction) => {
      await retentionRoundStore(transaction).hold(kind, due.at);
      const done = await erase(transaction, due);
      if (done.count > 0) {
        await recordDeletion(transaction, keys, {
          at: due.at,
          reason: 'period',
          kind,
          count: done.count,
          rule: period,
        });
      }
      return done;
    });
    await erased.afterCommit?.();
    return erased;
  }
}
