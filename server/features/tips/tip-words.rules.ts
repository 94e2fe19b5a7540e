import { createHash, randomBytes } from 'node:crypto';
import type { EntryWords, TipWords } from './tip.store.ts';

export const newSalt = (): string => randomBytes(16).toString('base64url');

/** What the history keeps of words, so that they may be erased and the chain stays whole (promise 9). */
export const tipWordsDigest = (words: TipWords): string =>
  digest([words.salt, words.description, words.address]);

export const entryWordsDigest = (words: EntryWords): string => digest([words.salt, words.text]);

function digest(parts: readonly (string | null)[]): string {
  return createHash('sha256').update(JSON.stringify(parts)).digest('base64url');
}
