import type { HistoryColumns } from '../db/tables/history-columns.ts';
import { digestsEqual, type KeyVersion, keyedDigest, type SecretKeys } from '../secrets/secret-keys.ts';

/**
 * An append-only history whose entries hold together (promise 9): each carries a MAC over itself and the one before, and the newest MAC
 * and its number stand on the subject's own row, so that an entry that was changed, removed or cut off shows. Personal text never enters,
 * only its salted digest; the words lie beside it and may be erased.
 */
export type ChainedRow = HistoryColumns;

export type ChainedEntry = {
  /** Beginning with 1, without a gap. */
  sequence: number;
  at: string;
  event: string;
  actor: string;
  unitId: string | null;
  details: object;
};

/** What the history is of; two subjects never share one. */
export type ChainSubject = readonly [string, ...string[]];

/** What stands on the subject's row. */
export type ChainHead = { historyHead: string; historySequence: number };

/** What stands before the first entry. */
const historyStart = 'start';

/** The row of an entry that follows `previousMac`; the first one follows nothing. */
export function chainedRow(
  key: KeyVersion,
  subject: ChainSubject,
  entry: ChainedEntry,
  previousMac: string = historyStart,
): ChainedRow {
  const row = {
    sequence: entry.sequence,
    at: entry.at,
    event: entry.event,
    actor: entry.actor,
    unit_id: entry.unitId,
    details: JSON.stringify(entry.details),
    key_version: key.version,
    previous_mac: previousMac,
  };
  return { ...row, mac: macOf(key, subject, row) };
}

export type ChainVerdict =
  | { isIntact: true; entries: number }
  /** `sequence` is the first entry that is not as it was written: missing, changed, or cut off at the end. */
  | { isIntact: false; sequence: number; reason: ChainFault };

export type ChainFault =
  /** No entry with this number. */
  | 'missing'
  /** The entry is not the one that was written here. */
  | 'changed'
  /** SECRET_KEYS does not hold the key it was written with. */
  | 'key_missing'
  /** The words that came with it are others. */
  | 'words_changed'
  /** The subject names a later entry than the last that is there, or another. */
  | 'tail_cut';

/**
 * Recomputes a chain. `areWordsAsWritten` compares what is stored beside an entry with the digest in it; words that were erased, which is
 * lawful, are as written.
 */
export function verifyRows<Row extends ChainedRow>(
  keys: SecretKeys,
  subject: ChainSubject,
  head: ChainHead,
  rows: readonly Row[],
  areWordsAsWritten: (row: Row) => boolean,
): ChainVerdict {
  let previousMac = historyStart;
  for (const [index, row] of rows.entries()) {
    const sequence = index + 1;
    const fault = row.sequence === sequence ? macFault(keys, subject, row, previousMac) : 'missing';
    const reason = fault ?? (areWordsAsWritten(row) ? null : 'words_changed');
    if (reason) return { isIntact: false, sequence, reason };
    previousMac = row.mac;
  }
  const isWhole = rows.length === head.historySequence && previousMac === head.historyHead;
  return isWhole
    ? { isIntact: true, entries: rows.length }
    : { isIntact: false, sequence: rows.length + 1, reason: 'tail_cut' };
}

function macFault(
  keys: SecretKeys,
  subject: ChainSubject,
  row: ChainedRow,
  previousMac: string,
): ChainFault | null {
  const key = keys.get(row.key_version);
  if (!key) return 'key_missing';
  const isAsWritten = row.previous_mac === previousMac && digestsEqual(row.mac, macOf(key, subject, row));
  return isAsWritten ? null : 'changed';
}

const macOf = (
  key: KeyVersion,
  subject: ChainSubject,
  row: Omit<ChainedRow, 'mac' | 'key_version'>,
): string =>
  keyedDigest(
    key,
    'history',
    ...subject,
    String(row.sequence),
    row.at,
    row.event,
    row.actor,
    row.unit_id ?? '',
    row.details,
    row.previous_mac,
  );
