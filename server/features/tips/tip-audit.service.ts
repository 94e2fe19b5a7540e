import { isDeepStrictEqual } from 'node:util';
import type { Database } from '../../db/database.ts';
import { AppError } from '../../http/app-error.ts';
import { SealError } from '../../secrets/sealing.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { type Tip, tipStore } from './tip.store.ts';
import { type HistoryRow, type HistoryVerdict, listHistory, verifyChain } from './tip-history.ts';
import { timesOf } from './tip-times.rules.ts';
import { tipTimesStore } from './tip-times.store.ts';
import { entryWordsDigest, tipWordsDigest } from './tip-words.rules.ts';

/** A tip of which not everything is as it was written. */
export type BadTip = { code: string; verdict: Extract<HistoryVerdict, { isIntact: false }> };

const batchTips = 200;

/** What an auditor can say of the tips' histories (promise 9). */
export function createTipAudit({ database, keys }: { database: Database; keys: SecretKeys }) {
  const tips = tipStore(database.kysely, keys);

  return {
    verifyHistory,

    /** By its case code; throws `tip_not_found`. */
    async verifyTip(code: string): Promise<HistoryVerdict> {
      const tip = await tips.findByCode(code.trim().toUpperCase());
      if (!tip) throw new AppError('tip_not_found');
      return await verifyHistory(tip.id);
    },

    /** Every tip, oldest first, a batch at a time; how many there were. */
    async verifyAll(onBad: (bad: BadTip) => void): Promise<number> {
      let seen = 0;
      let last = '';
      for (;;) {
        const batch = await tips.listCodes(last, batchTips);
        for (const { id, code } of batch) {
          const verdict = await verifyHistory(id);
          if (!verdict.isIntact) onBad({ code, verdict });
          last = id;
        }
        seen += batch.length;
        if (batch.length < batchTips) return seen;
      }
    },
  };

  /** Recomputes the chain of a tip's history and names the first entry that is not as it was written. */
  async function verifyHistory(tipId: string): Promise<HistoryVerdict> {
    const tip = await tips.findById(tipId);
    if (!tip) throw new AppError('tip_not_found');
    const rows = await listHistory(database.kysely, tipId);
    const digests = new Map<number, string | null | undefined>();
    for (const { sequence } of rows) digests.set(sequence, await storedWordsDigest(tipId, sequence));
    const verdict = verifyChain(keys, tip, rows, (sequence) => digests.get(sequence));
    if (!verdict.isIntact || (await areTimesOf(tip, rows))) return verdict;
    return { isIntact: false, sequence: rows.length, reason: 'times_changed' };
  }

  async function areTimesOf(tip: Tip, rows: readonly HistoryRow[]): Promise<boolean> {
    const told = timesOf(tip, rows);
    return isDeepStrictEqual(await tipTimesStore(database.kysely).find(told), told);
  }

  /** Undefined once the words were erased; null when they do not open where they are. */
  async function storedWordsDigest(tipId: string, sequence: number): Promise<string | null | undefined> {
    try {
      if (sequence === 1) {
        const words = await tips.findWords(tipId);
        return words && tipWordsDigest(words);
      }
      const words = await tips.findEntryWords(tipId, sequence);
      return words && entryWordsDigest(words);
    } catch (error) {
      if (error instanceof SealError) return null;
      throw error;
    }
  }
}
