import type { Connection } from '../../db/database.ts';
import { type KeyVersion, keyedDigest } from '../../secrets/secret-keys.ts';

/**
 * The append-only history of a tip (promise 9): each entry carries a MAC over itself and the one before, and the newest MAC
 * stands on the tip, so that a changed, removed or cut entry shows. Personal text never enters, only its salted digest.
 */
export type HistoryEntry = {
  tipId: string;
  sequence: number;
  at: string;
  event: 'received';
  actor: 'citizen';
  unitId: string | null;
  details: Record<string, unknown>;
};

/** What stands before the first entry. */
export const historyStart = 'start';

/** The MAC of an entry that follows `previousMac`. */
export function historyMac(key: KeyVersion, entry: HistoryEntry, previousMac: string): string {
  return keyedDigest(
    key,
    'history',
    entry.tipId,
    String(entry.sequence),
    entry.at,
    entry.event,
    entry.actor,
    entry.unitId ?? '',
    JSON.stringify(entry.details),
    previousMac,
  );
}

export async function insertHistoryEntry(
  connection: Connection,
  key: KeyVersion,
  entry: HistoryEntry,
  previousMac: string,
): Promise<void> {
  await connection
    .insertInto('tip_history')
    .values({
      tip_id: entry.tipId,
      sequence: entry.sequence,
      at: entry.at,
      event: entry.event,
      actor: entry.actor,
      unit_id: entry.unitId,
      details: JSON.stringify(entry.details),
      key_version: key.version,
      previous_mac: previousMac,
      mac: historyMac(key, entry, previousMac),
    })
    .execute();
}
