import { createHash, randomBytes } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { SosCloseReason, SosEvent, SosSituation, SosStatus, SosStep } from '#contract/vocabulary.ts';
import type { Connection } from '../../db/database.ts';
import type { SosHistoryTable } from '../../db/tables/sos-tables.ts';
import {
  type ChainHead,
  type ChainSubject,
  type ChainVerdict,
  chainedRow,
  verifyRows,
} from '../../history/history-chain.ts';
import { AppError } from '../../http/app-error.ts';
import { openText, sealText } from '../../secrets/sealing.ts';
import type { SecretKeys } from '../../secrets/secret-keys.ts';
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

/** Much more than can happen to one alert; a bound on what an answer holds. */
const entriesMax = 300;
/** The last of these are for its end: whatever was written before, an alert can be closed or called off. */
const keptForTheEnd = 10;
const saltBytes = 16;

/** Appends an entry to the alert, whose row the caller holds, with its words; returns the new head. */
export async function appendHistory(
  connection: Connection,
  keys: SecretKeys,
  entry: SosEntry,
  options: { previousMac?: string; words?: SosWords | null },
): Promise<string> {
  const isItsEnd = entry.event === 'closed' || entry.event === 'cancelled';
  const room = isItsEnd ? entriesMax : entriesMax - keptForTheEnd;
  if (entry.sequence > room) throw new AppError('messages_full');
  const salted = options.words ? { ...options.words, salt: newSalt() } : null;
  const details = salted ? { ...entry.details, words: wordsDigest(salted) } : entry.details;
  const row = chainedRow(keys.newest, subjectOf(entry.sosId), { ...entry, details }, options.previousMac);
  await connection
    .insertInto('sos_history')
    .values({ sos_id: entry.sosId, ...row })
    .execute();
  if (salted) {
    const sealed = sealText(keys, wordsContext(entry.sosId, entry.sequence), JSON.stringify(salted));
    await connection
      .insertInto('sos_words')
      .values({ sos_id: entry.sosId, sequence: entry.sequence, sealed })
      .execute();
  }
  return row.mac;
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

/** Recomputes the chain of an alert. */
export function verifySosChain(
  keys: SecretKeys,
  alert: ChainHead & { id: string },
  rows: readonly SosHistoryRow[],
  words: ReadonlyMap<number, SaltedWords> | undefined,
): ChainVerdict {
  return verifyRows(keys, subjectOf(alert.id), alert, rows, (row) => {
    const written = words?.get(row.sequence);
    return written === undefined || wordsDigest(written) === readDetails(row).words;
  });
}

const subjectOf = (sosId: string): ChainSubject => ['sos', sosId];

const newSalt = (): string => randomBytes(saltBytes).toString('base64url');

function wordsDigest({ salt, text, phone, address, note }: SaltedWords): string {
  const said = JSON.stringify([text ?? null, phone ?? null, address ?? null, note ?? null]);
  return createHash('sha256').update(`${salt}\n${said}`).digest('base64url');
}

const wordsContext = (sosId: string, sequence: number): string => `sos-words:${sosId}:${sequence}`;

/** Only what was said. */
export function wordsOf(said: {
  text?: string | null | undefined;
  phone?: string | null | undefined;
  address?: string | null | undefined;
}): SosWords {
  return {
    ...(said.text ? { text: said.text } : {}),
    ...(said.phone ? { phone: said.phone } : {}),
    ...(said.address ? { address: said.address } : {}),
  };
}
