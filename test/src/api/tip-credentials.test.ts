import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  makeReceipt,
  normaliseReceipt as normaliseOnServer,
  randomCaseCode,
} from '../../../server/secrets/receipt.rules.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import {
  bothCodesIn,
  normaliseCaseCode,
  normaliseReceipt,
  receiptGroups,
  receiptLetters,
} from '../../../src/api/tip-credentials.ts';
import { testSecretKeys } from '../../support/portal.ts';

test.each([['TB-7K3M9Q'], ['tb-7k3m9q'], [' tb 7k3 m9q '], ['7K3M9Q'], ['TB–7K3M9Q'], ['tb.7k3.m9q']])(
  'the case code typed as %j is TB-7K3M9Q',
  (typed) => {
    expect(normaliseCaseCode(typed)).toBe('TB-7K3M9Q');
  },
);

test('letters that a case code never has are read as the ones they look like', () => {
  expect(normaliseCaseCode('TB-BSZU34')).toBe('TB-852V34');
});

test('what is no case code is left for the server to not find', () => {
  expect(normaliseCaseCode('TB-7K3')).toBe('TB7K3');
  expect(normaliseCaseCode('  ')).toBe('');
});

test('a receipt is read with small letters, without groups, and with O, I and L for 0, 1 and 1', () => {
  expect(normaliseReceipt('o1il abcd-0000 zzzz')).toBe('0111ABCD0000ZZZZ');
});

const copied =
  'Tin báo gửi Công an phường Tây Thạnh\nMã tin báo: TB-7K3M9Q\nMã tra cứu bí mật: H3PS M48C JYS6 E14K GC4A RWZ2';

test.each([
  ['as it was copied', copied],
  ['in a field of one line', copied.replaceAll('\n', ' ')],
  ['in one that swallows line breaks', copied.replaceAll('\n', '')],
  ['with strokes, small, and words after it', `${copied.replaceAll(' ', '-').toLowerCase()} giữ kín nhé`],
])('both codes are found in the text of “Sao chép hai mã” %s', (_, text) => {
  expect(bothCodesIn(text)).toEqual({ code: 'TB-7K3M9Q', receipt: 'H3PS M48C JYS6 E14K GC4A RWZ2' });
});

test.each(['TB-7K3M9Q', 'H3PS M48C JYS6 E14K GC4A RWZ2', 'TB7K3M9QJYS6E14KGC4ARWZ2', 'TB-7K3M9Q H3PS M48C'])(
  '%s alone is typed as it is',
  (text) => {
    expect(bothCodesIn(text)).toBeNull();
  },
);

const keys = parseSecretKeys(testSecretKeys);
const typedHow = fc.record({
  isSmall: fc.boolean(),
  separator: fc.constantFrom('', ' ', '-', '.', '\u00a0', ' – '),
  looks: fc.boolean(),
});

test('whatever the server gives out opens again, however it is typed', () => {
  fc.assert(
    fc.property(fc.uuid(), typedHow, (idempotencyKey, { isSmall, separator, looks }) => {
      const receipt = makeReceipt(keys.newest, idempotencyKey);
      const groups = receiptGroups(receipt);
      const written = looks
        ? groups.join(separator).replace(/0/g, 'O').replace(/1/g, 'l')
        : groups.join(separator);
      const typed = isSmall ? written.toLowerCase() : written;

      expect(groups.every((group) => group.length === 4)).toBe(true);
      expect(groups.join('')).toHaveLength(receiptLetters);
      expect(normaliseOnServer(normaliseReceipt(typed))).toBe(normaliseOnServer(receipt));
    }),
  );
});

test('every case code the server draws is read as itself', () => {
  for (let count = 0; count < 500; count += 1) {
    const code = randomCaseCode('TB');
    expect(normaliseCaseCode(code.toLowerCase().replace('-', ' '))).toBe(code);
    expect(normaliseCaseCode(code.slice('TB-'.length))).toBe(code);
  }
});
