import type { Database } from '../../db/database.ts';
import { sosStore } from './sos.store.ts';
import { eraseSosWords } from './sos-history.ts';
import { sosPositionStore } from './sos-trace.store.ts';
import { sosUnitStore } from './sos-unit.store.ts';

const dayMs = 24 * 60 * 60_000;
/** In one round; the next takes more. */
const erasedPerRunMax = 200;

/**
 * Erases of alerts that are over for longer than the pack's period where somebody was and what they wrote. What happened when stays,
 * and its chain stays whole. `keptDays` null: the adopter has not decided, so nothing is erased.
 */
export function createSosErasure(dependencies: {
  database: Database;
  now: () => Date;
  keptDays: number | null;
}): () => Promise<void> {
  const { database, now, keptDays } = dependencies;
  return async () => {
    if (keptDays === null) return;
    const before = new Date(now().getTime() - keptDays * dayMs).toISOString();
    for (const sosId of await sosStore(database.kysely).listToErase(before, erasedPerRunMax)) {
      await database.transact(async (transaction) => {
        const alerts = sosStore(transaction);
        const alert = await alerts.lock(sosId);
        // Somebody may have opened it again meanwhile.
        if (!alert || alert.updatedAt >= before) return;
        await eraseSosWords(transaction, sosId);
        await sosPositionStore(transaction).erase(sosId);
        await sosUnitStore(transaction).forgetPlaces(sosId);
        await alerts.update({ ...alert, place: null, erasedAt: now().toISOString() });
      });
    }
  };
}
