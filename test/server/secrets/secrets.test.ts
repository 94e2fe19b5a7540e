import { readdirSync, statSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  makeReceipt,
  normaliseReceipt,
  randomCaseCode,
  receiptDigest,
} from '../../../server/secrets/receipt.rules.ts';
import { openBytes, openText, SealError, sealBytes, sealText } from '../../../server/secrets/sealing.ts';
import { keyedDigest, loadOrMakeSecretKeys, parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { temporaryFolder } from '../../support/databases.ts';

const oldKey = `old:${Buffer.alloc(32, 1).toString('base64url')}`;
const newKey = `new:${Buffer.alloc(32, 2).toString('base64url')}`;
const keys = parseSecretKeys(newKey);

describe('the server’s keys', () => {
  test('are read newest first, and a broken list says what is wrong without showing a key', () => {
    expect(parseSecretKeys(`${newKey},${oldKey}`).versions.map((key) => key.version)).toEqual(['new', 'old']);
    expect(() => parseSecretKeys('k1')).toThrow(/entry 1/);
    expect(() => parseSecretKeys(`${newKey},${newKey}`)).toThrow(/named twice/);
    expect(() => parseSecretKeys('k1:c2hvcnQ')).toThrow(/k1 is 5 bytes/);
  });

  test('are made once for a folder, readable by nobody else, and found again', async () => {
    const folder = temporaryFolder();
    const [first, second] = await Promise.all([loadOrMakeSecretKeys(folder), loadOrMakeSecretKeys(folder)]);
    const digest = (key: typeof first) => keyedDigest(key.newest, 'history', 'x');

    expect(digest(first)).toBe(digest(second));
    expect(digest(await loadOrMakeSecretKeys(folder))).toBe(digest(first));
    expect(statSync(path.join(folder, 'secret-keys')).mode & 0o777).toBe(0o600);
    expect(readdirSync(folder)).toEqual(['secret-keys']);
  });

  test('are not made anew over a file that lost them: the sentence says which, and what to do', async () => {
    const folder = temporaryFolder();
    writeFileSync(path.join(folder, 'secret-keys'), '');
    await expect(loadOrMakeSecretKeys(folder)).rejects.toThrow(
      /secret-keys is empty.*Put the portal's keys back/,
    );
  });

  test('a digest keeps its parts apart', () => {
    expect(keyedDigest(keys.newest, 'history', 'ab', 'c')).not.toBe(
      keyedDigest(keys.newest, 'history', 'a', 'bc'),
    );
  });
});

describe('sealing', () => {
  test('what is sealed opens again, in its own place only', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), (text) => {
        expect(openText(keys, 'a:1', sealText(keys, 'a:1', text))).toBe(text);
      }),
    );
    const sealed = sealText(keys, 'tip-words:1', 'Nguyễn Văn A');
    expect(sealed).not.toContain(Buffer.from('Nguyễn').toString('base64url').slice(0, 6));
    expect(() => openText(keys, 'tip-words:2', sealed)).toThrow(SealError);
  });

  test('one changed byte is noticed, wherever it is', () => {
    const sealed = sealBytes(keys, 'a', Buffer.from('Xin chào'));
    for (let index = 0; index < sealed.length; index += 1) {
      const changed = Buffer.from(sealed);
      changed[index] = (changed[index] ?? 0) ^ 1;
      expect(() => openBytes(keys, 'a', changed), `byte ${index}`).toThrow(SealError);
    }
  });

  test('an older key still opens after a rotation; a dropped one says which is missing', () => {
    const sealed = sealText(parseSecretKeys(oldKey), 'a', 'cũ');
    expect(openText(parseSecretKeys(`${newKey},${oldKey}`), 'a', sealed)).toBe('cũ');
    expect(() => openText(keys, 'a', sealed)).toThrow(/"old"/);
  });
});

describe('receipts', () => {
  const idempotencyKey = '7b1f6a0e-3f5c-4d62-9a51-0c6a2e1d9b77';

  test('the same key gives the same receipt, of 120 bits in groups of four', () => {
    const receipt = makeReceipt(keys.newest, idempotencyKey);
    expect(receipt).toMatch(/^([0-9A-HJKMNP-TV-Z]{4}-){5}[0-9A-HJKMNP-TV-Z]{4}$/);
    expect(makeReceipt(keys.newest, idempotencyKey)).toBe(receipt);
    expect(makeReceipt(parseSecretKeys(oldKey).newest, idempotencyKey)).not.toBe(receipt);
    expect(makeReceipt(keys.newest, idempotencyKey.replace('7', '8'))).not.toBe(receipt);
  });

  test('is forgiving about case, blanks and letters that look alike', () => {
    const receipt = makeReceipt(keys.newest, idempotencyKey);
    const typed = receipt.toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(normaliseReceipt(typed)).toBe(receipt.replaceAll('-', ''));
    expect(receiptDigest(keys.newest, typed)).toBe(receiptDigest(keys.newest, receipt));
  });

  test('a case code has no letters that look alike', () => {
    for (let round = 0; round < 200; round += 1)
      expect(randomCaseCode('TB')).toMatch(/^TB-[2-9ACDEFGHJKMNPQRTVWXY]{6}$/);
  });
});
