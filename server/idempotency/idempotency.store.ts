import type { Connection } from '../db/database.ts';
import type { NewRows } from '../db/new-rows.ts';
import type { IdempotentAnswersTable } from '../db/tables/tip-tables.ts';
import { AppError } from '../http/app-error.ts';
import { digestsEqual, type KeyVersion, keyedDigest, type SecretKeys } from '../secrets/secret-keys.ts';

/** An answer that was given once. `keyVersion` tells with which key its receipt is computed anew. */
export type KeptAnswer = { answer: unknown; keyVersion: KeyVersion };

/**
 * Promise 2: the same Idempotency-Key gives the same answer, also in parallel; with another body it is a conflict. Only a digest
 * of the key is stored, and a keyed digest of the body: neither tells anything to who steals the store.
 */
export const idempotencyStore = (connection: Connection, keys: SecretKeys) => ({
  /** Whether any answer was given under this key. */
  async isAnswered(idempotencyKey: string): Promise<boolean> {
    const digests = keys.versions.map((key) => keyedDigest(key, 'idempotency-digest', idempotencyKey));
    const row = await connection
      .selectFrom('idempotent_answers')
      .select('key_digest')
      .where('key_digest', 'in', digests)
      .executeTakeFirst();
    return row !== undefined;
  },

  /** Throws `idempotency_conflict` when the key was used for another body or operation. */
  find: (operation: string, idempotencyKey: string, body: unknown) =>
    findUnder(connection, keys, keys.versions, { operation, idempotencyKey, body }),

  /**
   * The same, of what was answered under keys of before alone: for who stores an answer without asking first and finds out by that whether
   * one is there under the newest. Mostly there is one key, and nothing to ask.
   */
  findOlder: (operation: string, idempotencyKey: string, body: unknown) =>
    findUnder(connection, keys, keys.versions.slice(1), { operation, idempotencyKey, body }),

  /** False when another request with this key was faster; inside the transaction that stores the subject. */
  async keep(
    operation: string,
    idempotencyKey: string,
    body: unknown,
    answer: unknown,
    now: Date,
  ): Promise<boolean> {
    const { numInsertedOrUpdatedRows } = await connection
      .insertInto('idempotent_answers')
      .values(answerRow(keys.newest, { operation, idempotencyKey, body, answer }, now))
      .onConflict((conflict) => conflict.column('key_digest').doNothing())
      .executeTakeFirst();
    return Number(numInsertedOrUpdatedRows) === 1;
  },
});

/** What was asked, and under which key. */
type Asked = { operation: string; idempotencyKey: string; body: unknown };

/** An answer that is stored with its subject. That there is one already is a TakenError of this table. */
export const answerRows = (key: KeyVersion, given: Asked & { answer: unknown }, now: Date): NewRows => ({
  table: 'idempotent_answers',
  rows: [answerRow(key, given, now)],
});

function answerRow(key: KeyVersion, given: Asked & { answer: unknown }, now: Date): IdempotentAnswersTable {
  return {
    key_digest: keyedDigest(key, 'idempotency-digest', given.idempotencyKey),
    operation: given.operation,
    body_digest: bodyDigest(key, given.body),
    answer: JSON.stringify(given.answer),
    key_version: key.version,
    created_at: now.toISOString(),
  };
}

async function findUnder(
  connection: Connection,
  keys: SecretKeys,
  versions: readonly KeyVersion[],
  { operation, idempotencyKey, body }: Asked,
): Promise<KeptAnswer | undefined> {
  if (versions.length === 0) return undefined;
  const digests = versions.map((key) => keyedDigest(key, 'idempotency-digest', idempotencyKey));
  const row = await connection
    .selectFrom('idempotent_answers')
    .selectAll()
    .where('key_digest', 'in', digests)
    .executeTakeFirst();
  if (!row) return undefined;
  const keyVersion = keys.get(row.key_version);
  if (!keyVersion) throw new Error(`SECRET_KEYS does not hold version ${row.key_version} any more.`);
  if (row.operation !== operation || !digestsEqual(row.body_digest, bodyDigest(keyVersion, body))) {
    throw new AppError('idempotency_conflict');
  }
  return { answer: JSON.parse(row.answer), keyVersion };
}

/** Forgets answers given before that, so many at the most: how many went. Whoever sends the same again after it is heard anew. */
export async function eraseAnswers(connection: Connection, before: string, count: number): Promise<number> {
  const { numDeletedRows } = await connection
    .deleteFrom('idempotent_answers')
    .where('key_digest', 'in', (eb) =>
      eb
        .selectFrom('idempotent_answers')
        .select('key_digest')
        .where('created_at', '<', before)
        .orderBy('created_at')
        .limit(count),
    )
    .executeTakeFirst();
  return Number(numDeletedRows);
}

/** Two bodies that say the same in another order are the same body. */
function bodyDigest(key: KeyVersion, body: unknown): string {
  return keyedDigest(key, 'body-digest', canonicalJson(body));
}

/** JSON with the keys of every object in order. */
function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, entry]) => entry !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([name, entry]) => `${JSON.stringify(name)}:${canonicalJson(entry)}`).join(',')}}`;
  }
  return JSON.stringify(value) ?? 'null';
}
