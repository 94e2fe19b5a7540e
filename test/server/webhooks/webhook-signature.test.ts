import { describe, expect, test } from 'vitest';
import {
  miniAppSignature,
  oaSignature,
  readSignature,
  signaturesEqual,
} from '../../../server/webhooks/webhook-signature.rules.ts';
import { miniAppWebhookMac, oaWebhookMac } from '../../../server/zalo/sandbox/signatures.ts';
import { credentials, miniAppVector, vector } from './zalo-webhooks.ts';

const { appId, oaSecretKey, miniAppKey } = credentials;
const bytes = (text: string) => new TextEncoder().encode(text);

describe('the signature of an OA’s webhook', () => {
  test('is that of the fixed vector', () => {
    const made = oaSignature({ appId, body: bytes(vector.body), timestamp: '1543908534740', oaSecretKey });
    expect(`mac=${made.toString('hex')}`).toBe(vector.signature);
  });

  test('is over the bytes as they came: with an escaped letter it is another', () => {
    const escaped = vector.body.replace('Cứu', 'C\\u1ee9u');
    expect(JSON.parse(escaped)).toEqual(JSON.parse(vector.body));
    const made = oaSignature({ appId, body: bytes(escaped), timestamp: '1543908534740', oaSecretKey });
    expect(`mac=${made.toString('hex')}`).not.toBe(vector.signature);
  });

  test('is the sandbox’s, which another hand wrote', () => {
    const parts = { appId, timestamp: '1', oaSecretKey };
    expect(oaSignature({ ...parts, body: bytes('{"x":"ă"}') }).toString('hex')).toBe(
      oaWebhookMac({ ...parts, rawBody: '{"x":"ă"}' }),
    );
  });
});

describe('the signature of the Mini App’s webhook', () => {
  test('is that of the fixed vector', () => {
    expect(miniAppSignature(JSON.parse(miniAppVector.body), miniAppKey).toString('hex')).toBe(
      miniAppVector.signature,
    );
  });

  test('takes objects as JSON, whatever the order of the keys', () => {
    const body = { z: [1, 'ă'], a: { b: null }, n: 1.5, t: true };
    const turned = { t: true, n: 1.5, a: { b: null }, z: [1, 'ă'] };
    expect(miniAppSignature(body, 'k').toString('hex')).toBe(miniAppWebhookMac(turned, 'k'));
  });
});

describe('a signature’s header', () => {
  const hex = vector.signature.slice('mac='.length);

  test('is read with and without its name, in any case', () => {
    for (const header of [`mac=${hex}`, hex, hex.toUpperCase(), ` mac=${hex} `]) {
      expect(readSignature(header)?.toString('hex'), header).toBe(hex);
    }
  });

  test('of any other shape is none', () => {
    for (const header of [undefined, '', 'mac=', hex.slice(1), `${hex}0`, `sha256=${hex}`, 'z'.repeat(64)]) {
      expect(readSignature(header), String(header)).toBeNull();
    }
  });

  test('differs from one that differs in a single bit', () => {
    const right = Buffer.from(hex, 'hex');
    const wrong = Buffer.from(right);
    wrong[31] = (wrong[31] ?? 0) ^ 1;
    expect(signaturesEqual(right, Buffer.from(right))).toBe(true);
    expect(signaturesEqual(right, wrong)).toBe(false);
    expect(signaturesEqual(right, right.subarray(1))).toBe(false);
  });
});
