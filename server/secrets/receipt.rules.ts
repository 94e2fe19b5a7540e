import { createHmac, randomInt } from 'node:crypto';
import { type KeyVersion, keyedDigest } from './secret-keys.ts';

/** Crockford's base32: no I, L, O, U, so that what is read aloud or copied by hand has one reading. */
const crockford = '0123456789ABCDEFGHJKMNPQRSTVWXYZ';
/** 24 letters of 5 bits: 120 bits (design 2 asks for 100 or more). */
const receiptLetters = 24;
/** For case codes also without what looks alike on a bad screen: 0/O, 1/I/L, 2/Z, 5/S, 8/B, U/V keep one each. */
const codeLetters = '23456789ACDEFGHJKMNPQRTVWXY';
const codeLength = 6;

/**
 * The secret that opens a tip again (mã tra cứu bí mật): computed, not stored. The same key and Idempotency-Key give the same
 * receipt, so a replay shows it again; whoever steals the database can compute none.
 */
export function makeReceipt(key: KeyVersion, idempotencyKey: string): string {
  const bytes = createHmac('sha256', key.derive('receipt')).update('receipt').update(idempotencyKey).digest();
  let letters = '';
  let bits = 0;
  let buffer = 0;
  for (const byte of bytes) {
    buffer = (buffer << 8) | byte;
    bits += 8;
    while (bits >= 5 && letters.length < receiptLetters) {
      bits -= 5;
      letters += crockford[(buffer >> bits) & 31];
      buffer &= (1 << bits) - 1;
    }
  }
  return letters.match(/.{4}/g)?.join('-') ?? letters;
}

/** What a person typed, in one form: letters and digits only, look-alikes read as Crockford says. */
export function normaliseReceipt(typed: string): string {
  return typed.toUpperCase().replace(/[\s-]/g, '').replace(/O/g, '0').replace(/[IL]/g, '1');
}

/** What is stored of a receipt: a digest under the server's key (a secret this long needs no slow hash). */
export function receiptDigest(key: KeyVersion, receipt: string): string {
  return keyedDigest(key, 'receipt-digest', normaliseReceipt(receipt));
}

/** A case code (mã tin báo), public and safe to say aloud: TB-7K3M9Q. */
export function randomCaseCode(prefix: 'TB'): string {
  let letters = '';
  for (let index = 0; index < codeLength; index += 1) letters += codeLetters[randomInt(codeLetters.length)];
  return `${prefix}-${letters}`;
}
