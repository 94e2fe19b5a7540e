import { createHash, randomBytes } from 'node:crypto';

const idBase = 10n ** 18n;
const idSpan = 8n * idBase;

/** A decimal id of 19 digits, larger than 2^53 like Zalo's, the same for the same words on every start. */
export function stableId(...words: string[]): string {
  const digest = createHash('sha256').update(words.join('|')).digest();
  return (idBase + (digest.readBigUInt64BE(0) % idSpan)).toString();
}

/** GMF groups have ids of 20 hex characters. */
export function stableGroupId(...words: string[]): string {
  return createHash('sha256').update(words.join('|')).digest('hex').slice(0, 20);
}

/** Message ids look like `96d3cdf3af150460909`. */
export function newMessageId(): string {
  return randomBytes(10).toString('hex').slice(1);
}

/** Tokens and codes: opaque, long, URL-safe. */
export function newToken(): string {
  return randomBytes(36).toString('base64url');
}
