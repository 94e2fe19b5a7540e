import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Tip } from '../../../server/features/tips/tip.store.ts';
import {
  maskNumbers,
  photoCaption,
  type TipMessageFacts,
  tipMessage,
  withoutMentions,
} from '../../../server/features/tips/tip-message.rules.ts';

const tip: Tip = {
  id: '0',
  code: 'TB-7K3M9Q',
  kind: 'crime',
  category: 'trom-cap',
  unitId: 'tay-thanh',
  packId: 'tan-phu',
  status: 'received',
  isAnonymous: true,
  isRestricted: false,
  lat: 10.812798,
  lng: 106.622345,
  accuracyM: 15,
  certainty: 'inside',
  happenedAt: null,
  createdAt: '2026-11-24T07:07:00.000Z',
  acknowledgeBy: '2026-11-24T07:22:00.000Z',
  consentVersion: '1',
  receiptDigest: '',
  keyVersion: 'k1',
  historyHead: '',
  historySequence: 1,
  seenSequence: 1,
  updatedAt: '2026-11-24T01:00:00.000Z',
  photoCount: 2,
};
const facts: TipMessageFacts = {
  tip,
  words: { description: 'Mất xe máy trước nhà', address: '237 Tây Thạnh', salt: '' },
  categoryName: 'Trộm cắp tài sản',
  unitName: 'Công an phường Tây Thạnh',
  groupTextCharsMax: 300,
  publicUrl: 'https://an-ninh.example',
  isResend: false,
  passedFrom: null,
};

describe('the text for the duty group', () => {
  test('says what, where and until when, with the code once in its first line', () => {
    const text = tipMessage(facts);

    expect(text.split('\n')[0]).toBe('TIN BÁO TB-7K3M9Q');
    expect(text).toContain('Tố giác, tin báo về tội phạm · Trộm cắp tài sản');
    expect(text).toContain('14:07');
    expect(text).toContain('Nơi xảy ra: 237 Tây Thạnh');
    expect(text).toContain('https://www.google.com/maps?q=10.812798,106.622345');
    expect(text).toContain('Nội dung: Mất xe máy trước nhà');
    expect(text).toContain('Số ảnh: 2');
    expect(text).toContain('14:22');
    expect(text).toContain('https://an-ninh.example/desk/tips/TB-7K3M9Q');
    expect(text.length).toBeLessThan(2_000);
  });

  test('a message sent again says so', () => {
    expect(tipMessage({ ...facts, isResend: true }).split('\n')[0]).toBe('TIN BÁO TB-7K3M9Q (gửi lại)');
  });

  test('a restricted tip shows nothing but that it is there', () => {
    const text = tipMessage({ ...facts, tip: { ...tip, isRestricted: true } });

    expect(text).toBe(
      'TB-7K3M9Q\nTin hạn chế, mở bàn trực\nMở bàn trực: https://an-ninh.example/desk/tips/TB-7K3M9Q',
    );
  });

  test('shows the first 300 letters and never half of a number', () => {
    const words = {
      description: `${'a'.repeat(295)} 0912345678 ${'b'.repeat(500)}`,
      address: null,
      salt: '',
    };
    const content =
      tipMessage({ ...facts, words })
        .split('\n')
        .find((line) => line.startsWith('Nội dung')) ?? '';

    expect([...content.replace('Nội dung: ', '')].length).toBe(301);
    expect(content).not.toMatch(/09/);
  });

  test('stays within 2,000 characters whatever people write', () => {
    fc.assert(
      fc.property(
        fc.string({ unit: 'grapheme', maxLength: 4_000 }),
        fc.string({ unit: 'grapheme', maxLength: 300 }),
        (description, address) => {
          expect(
            tipMessage({ ...facts, words: { description, address, salt: '' } }).length,
          ).toBeLessThanOrEqual(2_000);
        },
      ),
      { numRuns: 50 },
    );
  });
});

describe('numbers of people', () => {
  test.each([
    ['gọi 0912345678 nhé', 'gọi •••78 nhé'],
    ['gọi 0912 345 678 nhé', 'gọi •••78 nhé'],
    ['gọi +84 (912) 345-678', 'gọi •••78'],
    ['gọi 0912.345.678', 'gọi •••78'],
    ['CCCD 079201001234', 'CCCD •••34'],
    ['CMND 024 123 456', 'CMND •••56'],
  ])('%s is masked', (text, masked) => expect(maskNumbers(text)).toBe(masked));

  test.each([
    'mất 500.000.000 đồng',
    'mất 1 500 000 000đ',
    'biển số 59X1-123.45',
    'ngày 24-11-2026',
    'lúc 23:15 hẻm 12/34',
    'gọi 113',
  ])('%s stays readable', (text) => expect(maskNumbers(text)).toBe(text));
});

describe('mentions', () => {
  test.each([
    ['[@12345] cứu', ' cứu'],
    ['[@all]', ''],
    ['[[@1]@2]', ''],
    ['[\u200b@1]x', 'x'],
    ['[ @1]x', 'x'],
    ['a[@1', 'a'],
  ])('%j rings nobody', (text, clean) => expect(withoutMentions(text)).toBe(clean));

  test('no text at all leaves a mention behind', () => {
    const piece = fc.constantFrom('[', '@', ']', '[@', '\u200b', 'a', ' ', '1');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        expect(withoutMentions(pieces.join(''))).not.toMatch(/\[\s*@/);
      }),
      { numRuns: 2_000 },
    );
  });
});

test('a photo’s caption tells its tip without the whole code', () => {
  expect(photoCaption('TB-7K3M9Q', 1, 3)).toBe('Ảnh 1/3 · 7K3M9Q');
});
