import { createHash, randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { SosCloseReason, SosEvent, SosSituation, SosStatus, SosStep } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { SosHistoryTable } from '../../db/schema.ts';
import { AppError } from '../../http/app-error.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import { digestsEqual, type KeyVersion, keyedDigest, type SecretKeys } from '../../secrets/secret-keys.ts';
import type { SosParty } from './sos.rules.ts';

/**
 * What happened to an alert, append-only and chained as a tip's history is (promise 9): each entry carries a MAC over itself and the one
 * before, and the newest MAC stands on the alert. Never a position, a phone or a word: of words a salted digest.
 */
export type SosEntry = {
  sosId: string;
  sequence: number;
  at: string;
  event: SosEvent;
  actor: SosParty;
  /** Whose officer did it, or whose group got it. */
  unitId: string | null;
  details: SosDetails;
};

/** Only what is here may stand in a history that is never erased. */
export type SosDetails = {
  /** After the entry. */
  status?: SosStatus;
  units?: string[];
  situation?: SosSituation;
  /** Salted digest of the words that came with it. */
  words?: string;
  staffId?: string;
  step?: SosStep;
  reason?: SosCloseReason;
};

/** What the sender, or an officer, wrote; sealed in a table of its own, so that it may be erased and the chain stays valid. */
export type SosWords = { text?: string; phone?: string; address?: string; note?: string };
type SaltedWords = SosWords & { salt: string };

export type SosHistoryRow = Selectable<SosHistoryTable>;

const historyStart = 'start';
/** Much more than can happen to one alert; a bound on what an answer holds. */
const entriesMax = 300;
const saltBytes = 16;

/** Appends an entry to the alert, whose row the caller holds, with its words; returns the new head. */
export async function appendHistory(
  connection: Connection,
  keys: SecretKeys,
  entry: SosEntry,
  options: { previousMac?: string; words?: SosWords | null },
): Promise<string> {
  if (entry.sequence > entriesMax) throw new AppError('messages_full');
  const salted = options.words ? { ...options.words, salt: newSalt() } : null;
  const details = salted ? { ...entry.details, words: wordsDigest(salted) } : entry.details;
  const row = toRow(keys.newest, { ...entry, details }, options.previousMac ?? historyStart);
  const mac = rowMac(keys.newest, row);
  await connection
    .insertInto('sos_history')
    .values({ ...row, mac })
    .execute();
  if (salted) {
    const sealed = sealText(keys, wordsContext(entry.sosId, entry.sequence), JSON.stringify(salted));
    await connection
      .insertInto('sos_words')
      .values({ sos_id: entry.sosId, sequence: entry.sequence, sealed })
      .execute();
  }
  return mac;
}

/** Oldest first. */
export async function listSosHistory(connection: Connection, sosId: string): Promise<SosHistoryRow[]> {
  return await connection
    .selectFrom('sos_history')
    .selectAll()
    .where('sos_id', '=', sosId)
    .orderBy('sequence')
    .limit(entriesMax)
    .execute();
}

/** Entries as they are stored hold JSON of our own making. */
export const readDetails = (row: Pick<SosHistoryRow, 'details'>): SosDetails => JSON.parse(row.details);

/** The words of alerts, by alert and then by the number of the entry that they came with; those that were erased are missing. */
export async function listSosWords(
  connection: Connection,
  keys: SecretKeys,
  sosIds: readonly string[],
): Promise<Map<string, Map<number, SaltedWords>>> {
  const all = new Map<string, Map<number, SaltedWords>>();
  if (sosIds.length === 0) return all;
  const rows = await connection
    .selectFrom('sos_words')
    .selectAll()
    .where('sos_id', 'in', sosIds)
    .orderBy('sequence')
    .execute();
  for (const { sos_id: sosId, sequence, sealed } of rows) {
    const words = JSON.parse(openText(keys, wordsContext(sosId, sequence), sealed)) as SaltedWords;
    all.set(sosId, (all.get(sosId) ?? new Map()).set(sequence, words));
  }
  return all;
}

export async function eraseSosWords(connection: Connection, sosId: string): Promise<void> {
  await connection.deleteFrom('sos_words').where('sos_id', '=', sosId).execute();
}

/** What is known now: of each the newest. */
export function latestWords(words: ReadonlyMap<number, SosWords> | undefined): Required<NullableWords> {
  const known: Required<NullableWords> = { text: null, phone: null, address: null };
  for (const { text, phone, address } of words?.values() ?? []) {
    known.text = text ?? known.text;
    known.phone = phone ?? known.phone;
    known.address = address ?? known.address;
  }
  return known;
}
type NullableWords = { text?: string | null; phone?: string | null; address?: string | null };

export type SosHistoryVerdict = { isIntact: true; entries: number } | { isIntact: false; sequence: number };

/** Recomputes the chain; `sequence` is the first entry that is not as it was written, or the one that is missing at the end. */
export function verifySosChain(
  keys: SecretKeys,
  head: { historyHead: string; historySequence: number },
  rows: readonly SosHistoryRow[],
  words: ReadonlyMap<number, SaltedWords> | undefined,
): SosHistoryVerdict {
  let previousMac = historyStart;
  for (const [index, row] of rows.entries()) {
    const sequence = index + 1;
    const key = keys.get(row.key_version);
    const written = words?.get(sequence);
    const isAsWritten =
      key !== undefined &&
      row.sequence === sequence &&
      row.previous_mac === previousMac &&
      digestsEqual(row.mac, rowMac(key, row)) &&
      (written === undefined || wordsDigest(written) === readDetails(row).words);
    if (!isAsWritten) return { isIntact: false, sequence };
    previousMac = row.mac;
  }
  const isWhole = rows.length === head.historySequence && previousMac === head.historyHead;
  return isWhole ? { isIntact: true, entries: rows.length } : { isIntact: false, sequence: rows.length + 1 };
}

function toRow(key: KeyVersion, entry: SosEntry, previousMac: string): Omit<SosHistoryTable, 'mac'> {
  return {
    sos_id: entry.sosId,
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

function rowMac(key: KeyVersion, row: Omit<SosHistoryTable, 'mac'>): string {
  return keyedDigest(
    key,
    'history',
    'sos',
    row.sos_id,
    String(row.sequence),
    row.at,
    row.event,
    row.actor,
    row.unit_id ?? '',
    row.details,
    row.previous_mac,
  );
}

const newSalt = (): string => randomBytes(saltBytes).toString('base64url');

function wordsDigest({ salt, text, phone, address, note }: SaltedWords): string {
  const said = JSON.stringify([text ?? null, phone ?? null, address ?? null, note ?? null]);
  return createHash('sha256').update(`${salt}\n${said}`).digest('base64url');
}

const wordsContext = (sosId: string, sequence: number): string => `sos-words:${sosId}:${sequence}`;
