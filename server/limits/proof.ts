import { createHash } from 'node:crypto';
import type { ProofChallenge } from '#contract/problem.ts';
import { digestsEqual, type KeyVersion, keyedDigest, type SecretKeys } from '../secrets/secret-keys.ts';
import { proofCost } from './limit-table.ts';

/**
 * Work instead of an identity. The challenge is nowhere stored: it is signed, names its own end and cost, and is bound to one
 * Idempotency-Key. Since a key makes at most one tip, so does a solution.
 *
 * `token` is `<key version>.<end, seconds since 1970 in base 36>.<zero bits>.<seed>`. Solved is it by one whole number for each
 * puzzle `i` from 0, so that SHA-256 of the ASCII text `<seed>:<i>:<number>` begins with `zeroBits` zero bits. The answer travels as
 * `Proof: <token>:<number>,<number>,…`.
 */

const seedLetters = 22;
/** No honest solver needs this many tries for one puzzle; keeps a number short. */
const numberDigitsMax = 10;
const proofPattern = new RegExp(
  `^(([a-z0-9]{1,8})\\.([0-9a-z]{1,9})\\.(\\d{1,2})\\.([\\w-]{${seedLetters}})):(\\d{1,${numberDigitsMax}}(?:,\\d{1,${numberDigitsMax}}){${proofCost.puzzles - 1}})$`,
);
const proofCharsMax = 300;

/** A challenge for the sending under this key; `zeroBits` per puzzle, each more doubles the work. */
export function makeChallenge(
  keys: SecretKeys,
  idempotencyKey: string,
  zeroBits: number,
  now: Date,
): ProofChallenge {
  const endsAtS = Math.ceil((now.getTime() + proofCost.validForMs) / 1000);
  const key = keys.newest;
  const seed = seedOf(key, idempotencyKey, endsAtS, zeroBits);
  return {
    token: `${key.version}.${endsAtS.toString(36)}.${zeroBits}.${seed}`,
    seed,
    puzzles: proofCost.puzzles,
    zeroBits,
    expiresAt: new Date(endsAtS * 1000).toISOString(),
  };
}

/**
 * Whether the `Proof` header solves a challenge of ours for this key that has not ended. Nothing but a dozen hashes, whatever is
 * in the header.
 */
export function isProof(
  keys: SecretKeys,
  idempotencyKey: string,
  header: string | undefined,
  now: Date,
): boolean {
  if (header === undefined || header.length > proofCharsMax) return false;
  const match = proofPattern.exec(header);
  if (!match) return false;
  const [, , version = '', end = '', bits = '', seed = '', numbers = ''] = match;
  const key = keys.get(version);
  const endsAtS = Number.parseInt(end, 36);
  const zeroBits = Number(bits);
  if (!key || !digestsEqual(seed, seedOf(key, idempotencyKey, endsAtS, zeroBits))) return false;
  if (now.getTime() > endsAtS * 1000) return false;
  return numbers
    .split(',')
    .map((number, puzzle) => isSolved(seed, puzzle, number, zeroBits))
    .every((solved) => solved);
}

function isSolved(seed: string, puzzle: number, number: string, zeroBits: number): boolean {
  const hash = createHash('sha256').update(`${seed}:${puzzle}:${number}`).digest();
  return zeroBits === 0 || hash.readUInt32BE(0) >>> (32 - zeroBits) === 0;
}

/** Signs everything a challenge says, so that nothing of it can be changed. */
function seedOf(key: KeyVersion, idempotencyKey: string, endsAtS: number, zeroBits: number): string {
  return keyedDigest(key, 'proof', idempotencyKey, String(endsAtS), String(zeroBits)).slice(0, seedLetters);
}
