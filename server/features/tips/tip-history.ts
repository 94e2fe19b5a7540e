import type { Selectable } from 'kysely';
import type { DeskTipEvent, TipStatus } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { TipHistoryTable } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { digestsEqual, type KeyVersion, keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';
import type { TipParty } from './tip-moves.rules.ts';

/**
 * The append-only history of a tip (promise 9): each entry carries a MAC over itself and the one before, and the newest MAC and its
 * number stand on the tip, so that a changed, removed or cut entry shows. Personal text never enters, only its salted digest.
 */
export type HistoryEntry = {
  tipId: string;
  sequence: number;
  at: string;
  event: DeskTipEvent;
  actor: TipParty;
  unitId: string | null;
  details: EntryDetails;
};

/** Only what is here may stand in a history that is never erased. */
export type EntryDetails = {
  /** After the entry. */
  status?: TipStatus;
  certainty?: string;
  /** Ids of the photos that came with it. */
  photos?: string[];
  /** Salted digest of the words that came with it. */
  words?: string;
  stars?: number;
  /** Who of the unit did it. */
  staffId?: string;
  /** It was said in the unit's group; without `staffId` by a member who is bound to nobody of the staff. */
  via?: 'group';
  /** The unit, the person it was given to. */
  toUnitId?: string;
  toStaffId?: string;
  /** What it was taken for before, and since. */
  fromCategory?: string;
  toCategory?: string;
  /** Which step of the clock it was. */
  clockStep?: string;
  /** Number of the entry whose drafted reply was sent or sent back. */
  draft?: number;
};

export type HistoryRow = Selectable<TipHistoryTable>;

/** What stands before the first entry. */
export const historyStart = 'start';

/** More entries than a tip can lawfully get; a bound on what one answer may hold. */
const historyEntriesMax = 500;

/** The MAC of an entry that follows `previousMac`. */
export function historyMac(key: KeyVersion, entry: HistoryEntry, previousMac: string): string {
  return rowMac(key, toRow(key, entry, previousMac));
}

/** Appends an entry and returns its MAC. The caller holds the tip's row, so that two writers cannot fork the chain. */
export async function insertHistoryEntry(
  connection: Connection,
  key: KeyVersion,
  entry: HistoryEntry,
  previousMac: string,
): Promise<string> {
  if (entry.sequence > historyEntriesMax) throw new AppError('messages_full');
  const mac = historyMac(key, entry, previousMac);
  await connection
    .insertInto('tip_history')
    .values({ ...toRow(key, entry, previousMac), mac })
    .execute();
  return mac;
}

/** Oldest first. */
export async function listHistory(connection: Connection, tipId: string): Promise<HistoryRow[]> {
  return await connection
    .selectFrom('tip_history')
    .selectAll()
    .where('tip_id', '=', tipId)
    .orderBy('sequence')
    .limit(historyEntriesMax)
    .execute();
}

/** Entries as they are stored hold JSON of our own making. */
export const readDetails = (row: Pick<HistoryRow, 'details'>): EntryDetails => JSON.parse(row.details);

export type HistoryVerdict =
  | { isIntact: true; entries: number }
  /** `sequence` is the first entry that is not as it was written: missing, changed, or cut off at the end. */
  | { isIntact: false; sequence: number; reason: HistoryFault };

type HistoryFault =
  /** No entry with this number. */
  | 'missing'
  /** The entry is not the one that was written here. */
  | 'changed'
  /** SECRET_KEYS does not hold the key it was written with. */
  | 'key_missing'
  /** The words that came with it are others. */
  | 'words_changed'
  /** The tip names a later entry than the last that is there, or another. */
  | 'tail_cut'
  /** The tip stands in another status than its last entry left it in. */
  | 'status_changed';

/**
 * Recomputes the chain of a tip. `wordsDigest` gives the digest of the words that are stored for an entry: undefined once they were
 * erased, which is lawful; null when they do not open, which is not.
 */
export function verifyChain(
  keys: SecretKeys,
  head: { historyHead: string; historySequence: number; status: string },
  rows: readonly HistoryRow[],
  wordsDigest: (sequence: number) => string | null | undefined,
): HistoryVerdict {
  let previousMac = historyStart;
  let status: string = 'received';
  for (const [index, row] of rows.entries()) {
    const sequence = index + 1;
    const fault = row.sequence === sequence ? entryFault(keys, row, previousMac, wordsDigest) : 'missing';
    if (fault) return { isIntact: false, sequence, reason: fault };
    previousMac = row.mac;
    status = readDetails(row).status ?? status;
  }
  if (rows.length !== head.historySequence || previousMac !== head.historyHead)
    return { isIntact: false, sequence: rows.length + 1, reason: 'tail_cut' };
  if (status !== head.status) return { isIntact: false, sequence: rows.length, reason: 'status_changed' };
  return { isIntact: true, entries: rows.length };
}

function entryFault(
  keys: SecretKeys,
  row: HistoryRow,
  previousMac: string,
  wordsDigest: (sequence: number) => string | null | undefined,
): HistoryFault | null {
  const key = keys.get(row.key_version);
  if (!key) return 'key_missing';
  if (row.previous_mac !== previousMac || !digestsEqual(row.mac, rowMac(key, row))) return 'changed';
  const stored = wordsDigest(row.sequence);
  if (stored !== undefined && stored !== (readDetails(row).words ?? '')) return 'words_changed';
  return null;
}

function toRow(key: KeyVersion, entry: HistoryEntry, previousMac: string): Omit<TipHistoryTable, 'mac'> {
  return {
    tip_id: entry.tipId,
    sequence: entry.sequence,
    at: entry.at,
    event: entry.event,
    actor: entry.actor,
    unit_id: entry.unitId,
    details: JSON.stringify(entry.details),
    key_version: key.version,
    previous_mac: previousMac,
  };
}

/** Over the details as they are stored, letter by letter. */
function rowMac(key: KeyVersion, row: Omit<TipHistoryTable, 'mac'>): string {
  return keyedDigest(
    key,
    'history',
    row.tip_id,
    String(row.sequence),
    row.at,
    row.event,
    row.actor,
    row.unit_id ?? '',
    row.details,
    row.previous_mac,
  );
}
