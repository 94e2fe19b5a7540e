import { createHmac, hkdfSync, randomBytes, timingSafeEqual } from 'node:crypto';
import { existsSync } from 'node:fs';
import { chmod, mkdir, readFile } from 'node:fs/promises';
import path from 'node:path';
import { createFile } from './durable-file.ts';

/**
 * The server's keys, newest first. New things use the newest; old things name the version they were made with, so that keys
 * can be rotated while the portal runs. Every use derives its own key (HKDF), so that no two uses share one.
 */
export type SecretKeys = {
  readonly newest: KeyVersion;
  readonly versions: readonly KeyVersion[];
  get(version: string): KeyVersion | undefined;
};

export type KeyVersion = {
  readonly version: string;
  /** False once only its parts are left (`partsOf`): it finds digests and verifies histories, and seals and opens nothing. */
  readonly isWhole: boolean;
  /** 32 bytes for one purpose; the same purpose gives the same key. */
  derive(purpose: KeyPurpose): Buffer;
};

/** What outlives its key: `partsOf`. */
const lastingPurposes = [
  'receipt',
  'receipt-digest',
  'idempotency-digest',
  'body-digest',
  'proof',
  'citizen-digest',
  'session-digest',
  'officer-digest',
  'staff-key-digest',
  'staff-binding-digest',
  'staff-code-digest',
  'staff-oa-user-digest',
  'staff-session-digest',
  'webhook-digest',
  'oa-user-digest',
  'oa-consent-digest',
  'chat-digest',
  'news-confirmation',
  'sender-chat-code',
  'backup-proof',
  'history',
] as const;

export type KeyPurpose = 'seal' | (typeof lastingPurposes)[number];

/** Parses `version:base64url,version:base64url`. Throws with a sentence that names what is wrong, never the key. */
export function parseSecretKeys(text: string): SecretKeys {
  const versions = text.split(',').map((part, index) => {
    const [version, encoded, ...rest] = part.trim().split(':');
    if (!version || !encoded || rest.length > 0 || !/^[a-z0-9]{1,8}$/.test(version)) {
      throw new Error(
        `SECRET_KEYS: entry ${index + 1} is not version:base64url (version: 1 to 8 of a-z 0-9).`,
      );
    }
    const master = Buffer.from(encoded, 'base64url');
    if (master.length !== 32)
      throw new Error(`SECRET_KEYS: key ${version} is ${master.length} bytes, not 32.`);
    return keyVersion(version, master);
  });
  if (new Set(versions.map((key) => key.version)).size !== versions.length)
    throw new Error('SECRET_KEYS: a version is named twice.');
  const [newest] = versions;
  if (!newest) throw new Error('SECRET_KEYS is empty.');
  return { newest, versions, get: (version) => versions.find((key) => key.version === version) };
}

/** Reads DATA_DIR/secret-keys, making it on the first run. Of several first starts at once one makes it, and all read the same. */
export async function loadOrMakeSecretKeys(dataDir: string): Promise<SecretKeys> {
  const file = path.join(dataDir, 'secret-keys');
  await mkdir(dataDir, { recursive: true });
  if (existsSync(file)) await chmod(file, 0o600);
  else await createFile(file, `k1:${randomBytes(32).toString('base64url')}\n`);
  const text = (await readFile(file, 'utf8')).trim();
  if (text === '')
    throw new Error(
      `${file} is empty. Put the portal's keys back there; if it has never run, delete the file and start again.`,
    );
  return parseSecretKeys(text);
}

/** Keyed digest as base64url: HMAC-SHA-256 over the parts, each preceded by its length so that parts cannot run together. */
export function keyedDigest(key: KeyVersion, purpose: KeyPurpose, ...parts: string[]): string {
  const mac = createHmac('sha256', key.derive(purpose));
  for (const part of parts) mac.update(`${Buffer.byteLength(part)}:`).update(part);
  return mac.digest('base64url');
}

/** Shows that a key is the one meant without telling anything of it. */
export const keyProof = (key: KeyVersion): string => keyedDigest(key, 'backup-proof', key.version);

/** Compares two digests in a time that does not depend on where they differ. */
export function digestsEqual(left: string, right: string): boolean {
  const a = Buffer.from(left);
  const b = Buffer.from(right);
  return a.length === b.length && timingSafeEqual(a, b);
}

/** Keys for one purpose, as base64url by purpose. */
export type KeyParts = Readonly<Record<string, string>>;

/** What is left of a key that may be removed: all that digests, receipts and histories of before need, and nothing that opens a seal. */
export const partsOf = (key: KeyVersion): KeyParts =>
  Object.fromEntries(lastingPurposes.map((purpose) => [purpose, key.derive(purpose).toString('base64url')]));

/** A key of which only its parts are left. */
export function keyFromParts(version: string, parts: KeyParts): KeyVersion {
  return {
    version,
    isWhole: false,
    derive(purpose) {
      const part = parts[purpose];
      if (part === undefined) throw new Error(`Of key ${version} nothing is left for ${purpose}.`);
      return Buffer.from(part, 'base64url');
    },
  };
}

function keyVersion(version: string, master: Buffer): KeyVersion {
  const derived = new Map<KeyPurpose, Buffer>();
  return {
    version,
    isWhole: true,
    derive(purpose) {
      let key = derived.get(purpose);
      if (!key) {
        key = Buffer.from(hkdfSync('sha256', master, 'zalo-an-ninh', purpose, 32));
        derived.set(purpose, key);
      }
      return key;
    },
  };
}
