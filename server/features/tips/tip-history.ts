import type { Selectable } from 'kysely';
import type { DeskTipEvent, TipStatus } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { TipHistoryTable } from '../../db/tables/tip-tables.ts';
import {
  type ChainFault,
  type ChainHead,
  type ChainVerdict,
  chainedRow,
  verifyRows,
} from '../../history/history-chain.ts';
import { AppError } from '../../http/app-error.ts';
import type { KeyVersion, SecretKeys } from '../../secrets/secret-keys.ts';
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

/** More entries than a tip can lawfully get; a bound on what one answer may hold. */
const historyEntriesMax = 500;
/** Of these so many stay free of notes among the staff: however many were written, the tip can still be answered and closed. */
const keptFromNotes = 100;

/** An entry as it is stored, with its MAC. */
export const historyRow = (key: KeyVersion, entry: HistoryEntry, previousMac?: string): HistoryRow => ({
  tip_id: entry.tipId,
  ...chainedRow(key, [entry.tipId], entry, previousMac),
});

/** Appends an entry and returns its row. The caller holds the tip's row, so that two writers cannot fork the chain. */
export async function insertHistoryEntry(
  connection: Connection,
  key: KeyVersion,
  entry: HistoryEntry,
  previousMac?: string,
): Promise<HistoryRow> {
  const room = entry.event === 'noted' ? historyEntriesMax - keptFromNotes : historyEntriesMax;
  if (entry.sequence > room) throw new AppError('messages_full');
  const row = historyRow(key, entry, previousMac);
  await connection.insertInto('tip_history').values(row).execute();
  return row;
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
  | Extract<ChainVerdict, { isIntact: true }>
  /**
   * `status_changed`: the tip stands in another status than its last entry left it in; `times_changed`: what reports count of it is not
   * what its history tells.
   */
  | { isIntact: false; sequence: number; reason: ChainFault | 'status_changed' | 'times_changed' };

/**
 * Recomputes the chain of a tip. `wordsDigest` gives the digest of the words that are stored for an entry: undefined once they were
 * erased, which is lawful; null when they do not open, which is not.
 */
export function verifyChain(
  keys: SecretKeys,
  tip: ChainHead & { id: string; status: string },
  rows: readonly HistoryRow[],
  wordsDigest: (sequence: number) => string | null | undefined,
): HistoryVerdict {
  const verdict = verifyRows(keys, [tip.id], tip, rows, (row) => {
    const stored = wordsDigest(row.sequence);
    return stored === undefined || stored === (readDetails(row).words ?? '');
  });
  if (!verdict.isIntact) return verdict;
  const status = rows.map((row) => readDetails(row).status).findLast((found) => found !== undefined);
  return (status ?? 'received') === tip.status
    ? verdict
    : { isIntact: false, sequence: rows.length, reason: 'status_changed' };
}
