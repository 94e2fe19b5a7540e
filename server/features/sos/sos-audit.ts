import type { Database } from '../../db/database.ts';
import type { ChainVerdict } from '../../history/history-chain.ts';
import { AppError } from '../../http/app-error.ts';
import { SealError } from '../../secrets/sealing.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
import { sosCode } from './sos.rules.ts';
import { sosStore } from './sos.store.ts';
import { listSosHistory, listSosWords, verifySosChain } from './sos-history.ts';

/** An alert of which not everything is as it was written. */
export type BadSos = { code: string; verdict: Extract<ChainVerdict, { isIntact: false }> };

const batchAlerts = 200;

/** What an auditor can say of the alerts' histories (promise 9). */
export function createSosAudit({ database, keys }: { database: Database; keys: SecretKeys }) {
  return {
    verifyHistory,

    /** Every alert, oldest first, a batch at a time; how many there were. */
    async verifyAll(onBad: (bad: BadSos) => void): Promise<number> {
      let seen = 0;
      let last = '';
      for (;;) {
        const ids = await sosStore(database.kysely).listIds(last, batchAlerts);
        for (const id of ids) {
          const verdict = await verifyHistory(id);
          if (!verdict.isIntact) onBad({ code: sosCode(id), verdict });
          last = id;
        }
        seen += ids.length;
        if (ids.length < batchAlerts) return seen;
      }
    },
  };

  /** Recomputes the chain of an alert and names the first entry that is not as it was written. Throws `sos_not_found`. */
  async function verifyHistory(sosId: string): Promise<ChainVerdict> {
    const alert = await sosStore(database.kysely).find(sosId);
    if (!alert) throw new AppError('sos_not_found');
    const rows = await listSosHistory(database.kysely, sosId);
    try {
      const words = await listSosWords(database.kysely, keys, [sosId]);
      return verifySosChain(keys, alert, rows, words.get(sosId));
    } catch (error) {
      // Words that do not open where they are were changed or moved there.
      if (error instanceof SealError) return { isIntact: false, sequence: 1, reason: 'words_changed' };
      throw error;
    }
  }
}
