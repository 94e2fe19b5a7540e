import { createHash, createHmac } from 'node:crypto';

/**
 * Zalo's three formulas, written here a second time on purpose: the portal's own code is checked against another hand's work.
 */

/** `X-ZEvent-Signature: mac=<this>`: a plain SHA-256 over a concatenation, with the OA Secret Key, over the raw body. */
export function oaWebhookMac(parts: {
  appId: string;
  rawBody: string;
  timestamp: string;
  oaSecretKey: string;
}): string {
  return createHash('sha256')
    .update(parts.appId + parts.rawBody + parts.timestamp + parts.oaSecretKey)
    .digest('hex');
}

/** Signature of the Mini App's webhook: the values in the order of their sorted keys, then the Open-API key. */
export function miniAppWebhookMac(body: Readonly<Record<string, unknown>>, miniAppKey: string): string {
  const values = Object.keys(body)
    .sort()
    .map((key) => {
      const value = body[key];
      return typeof value === 'object' ? JSON.stringify(value) : String(value);
    });
  return createHash('sha256')
    .update(values.join('') + miniAppKey)
    .digest('hex');
}

/** `appsecret_proof` of calls to graph.zalo.me. */
export function appSecretProof(appSecret: string, accessToken: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}
