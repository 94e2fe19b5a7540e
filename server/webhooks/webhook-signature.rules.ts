import { createHash, timingSafeEqual } from 'node:crypto';

/**
 * What Zalo signs with, and over what. Both are plain SHA-256 over a concatenation, not HMACs (zalo/server.md 5.2, 5.7), each with a
 * key of its own: the OA Secret Key of the app's Webhook page, and the Open-API key of the Mini App. Neither is the App Secret.
 */

/** Of `POST /webhooks/zalo-oa`, over the body's very bytes: parsed and written again, it would be another text. */
export function oaSignature(parts: {
  appId: string;
  body: Uint8Array;
  /** As it stands in the body. */
  timestamp: string;
  oaSecretKey: string;
}): Buffer {
  return createHash('sha256')
    .update(parts.appId)
    .update(parts.body)
    .update(parts.timestamp)
    .update(parts.oaSecretKey)
    .digest();
}

/** Of `POST /webhooks/zalo-mini-app`: the body's values in the order of their keys, objects as JSON, then the key. */
export function miniAppSignature(body: Readonly<Record<string, unknown>>, miniAppKey: string): Buffer {
  const hash = createHash('sha256');
  for (const key of Object.keys(body).sort()) {
    const value = body[key];
    hash.update(typeof value === 'object' ? JSON.stringify(value) : String(value));
  }
  return hash.update(miniAppKey).digest();
}

/** The 32 bytes of `mac=<64 hex>` or of the bare hex, which some OAs send; null when it is neither. */
export function readSignature(header: string | undefined): Buffer | null {
  const [, hex] = /^(?:mac=)?([0-9a-f]{64})$/i.exec(header?.trim() ?? '') ?? [];
  return hex === undefined ? null : Buffer.from(hex, 'hex');
}

/** In a time that does not depend on where they differ. */
export const signaturesEqual = (left: Buffer, right: Buffer): boolean =>
  left.length === right.length && timingSafeEqual(left, right);
