import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from 'node:crypto';
import { SealError } from './sealing.ts';

const nonceBytes = 12;
const tagBytes = 16;

/**
 * AES-256-GCM under a key that is made of a token: whoever has the token opens it, and nobody else, this server with all its keys included
 * once it has forgotten the token. For tokens of 256 random bits alone. `purpose` says what the bytes are.
 */
export function lockUnder(token: string, purpose: string, plain: Uint8Array): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', keyOf(token, purpose), nonce);
  const body = Buffer.concat([cipher.update(plain), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), body]).toString('base64url');
}

/** Throws SealError when it was locked under another token, for something else, or changed. */
export function unlockUnder(token: string, purpose: string, locked: string): Buffer {
  const bytes = Buffer.from(locked, 'base64url');
  const bodyAt = nonceBytes + tagBytes;
  try {
    const decipher = createDecipheriv(
      'aes-256-gcm',
      keyOf(token, purpose),
      bytes.subarray(0, nonceBytes),
    ).setAuthTag(bytes.subarray(nonceBytes, bodyAt));
    return Buffer.concat([decipher.update(bytes.subarray(bodyAt)), decipher.final()]);
  } catch {
    throw new SealError(`What is locked under a token does not open (${purpose}).`);
  }
}

const keyOf = (token: string, purpose: string): Buffer =>
  Buffer.from(hkdfSync('sha256', token, '', `token-lock:${purpose}`, 32));
