import type { Transaction } from 'kysely';
import type { Schema } from '../../db/schema.ts';
import { sosStore } from './sos.store.ts';
import { eraseSosWords } from './sos-history.ts';
import { sosPositionStore } from './sos-trace.store.ts';
import { sosUnitStore } from './sos-unit.store.ts';

/**
 * Erases of alerts that were over before `before` where somebody was and what they wrote, of so many at the most; says of how many. What
 * happened when stays, and its chain stays whole.
 */
export async function eraseOldAlerts(
  transaction: Transaction<Schema>,
  { before, at, count }: { before: string; at: string; count: number },
): Promise<number> {
  const alerts = sosStore(transaction);
  let erased = 0;
  for (const sosId of (await alerts.listToErase(before, count)).toSorted()) {
    const alert = await alerts.lock(sosId);
    // Another server may have erased it, or somebody done something to it, meanwhile.
    if (!alert || alert.erasedAt !== null || alert.updatedAt >= before) continue;
    await eraseSosWords(transaction, sosId);
    await sosPositionStore(transaction).erase(sosId);
    await sosUnitStore(transaction).forgetPlaces(sosId);
    await alerts.update({ ...alert, place: null, erasedAt: at });
    erased += 1;
  }
  return erased;
}
