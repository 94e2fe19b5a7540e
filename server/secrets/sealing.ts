import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { SecretKeys } from './secret-keys.ts';

/**
 * AES-256-GCM with the version of the key in front (promise 8). `context` says what the bytes are and where they belong
 * ("tip-words:<id>"): it is authenticated, so a sealed value moved to another row does not open.
 */
const nonceBytes = 12;
const tagBytes = 16;

export class SealError extends Error {
  override name = 'SealError';
  /** Set where the value may be whole and only its key is not known here, which another server may have learnt already. */
  readonly code: 'KEY_UNKNOWN' | undefined;

  constructor(message: string, code?: 'KEY_UNKNOWN') {
    super(message);
    this.code = code;
  }
}

/** Under which version of the key something is sealed. */
export function sealedVersion(sealed: Uint8Array | string): string {
  // One byte with the length, at most eight of the version: in base64url they are within the first twelve letters.
  const bytes = typeof sealed === 'string' ? Buffer.from(sealed.slice(0, 12), 'base64url') : sealed;
  return Buffer.from(bytes.subarray(1, 1 + (bytes[0] ?? 0))).toString();
}

/** Layout: one byte with the version's length, the version, nonce, tag, ciphertext. */
export function sealBytes(keys: SecretKeys, context: string, plain: Uint8Array): Buffer {
  const key = keys.newest;
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv('aes-256-gcm', key.derive('seal'), nonce).setAAD(Buffer.from(context));
  const body = [cipher.update(plain), cipher.final()];
  const version = Buffer.from(key.version);
  return Buffer.concat([Buffer.from([version.length]), version, nonce, cipher.getAuthTag(), ...body]);
}

/** Throws SealError when the bytes were changed, belong elsewhere, or their key is no longer configured. */
export function openBytes(keys: SecretKeys, context: string, sealed: Uint8Array): Buffer {
  const bytes = Buffer.from(sealed.buffer, sealed.byteOffset, sealed.byteLength);
  const versionEnd = 1 + (bytes[0] ?? 0);
  const version = sealedVersion(bytes);
  const key = keys.get(version);
  if (!key?.isWhole) throw unknownKey(version, context);
  const nonce = bytes.subarray(versionEnd, versionEnd + nonceBytes);
  const tag = bytes.subarray(versionEnd + nonceBytes, versionEnd + nonceBytes + tagBytes);
  try {
    const decipher = createDecipheriv('aes-256-gcm', key.derive('seal'), nonce)
      .setAAD(Buffer.from(context))
      .setAuthTag(tag);
    const plain = decipher.update(bytes.subarray(versionEnd + nonceBytes + tagBytes));
    // Of GCM it adds nothing and proves everything: before it nothing is handed out.
    decipher.final();
    return plain;
  } catch {
    throw new SealError(`A sealed value does not open: changed, or moved from its place (${context}).`);
  }
}

/** What stands where the version should be may be anything. */
const unknownKey = (version: string, context: string): SealError =>
  new SealError(
    `Sealed with key version "${version.replace(/[^a-z0-9]/g, '?')}", which SECRET_KEYS does not hold (${context}).`,
    'KEY_UNKNOWN',
  );

/** The same for text columns, as base64url. */
export function sealText(keys: SecretKeys, context: string, plain: string): string {
  return sealBytes(keys, context, Buffer.from(plain)).toString('base64url');
}

export function openText(keys: SecretKeys, context: string, sealed: string): string {
  return openBytes(keys, context, Buffer.from(sealed, 'base64url')).toString();
}
