import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskNumbers, withoutMentions } from '../../../server/content/group-text.rules.ts';
import { digestCodesMax } from '../../../server/features/tips/forwarding/flood-gate.ts';
import type { Tip } from '../../../server/features/tips/tip.store.ts';
import {
  digestMessage,
  digestTitle,
  photoCaption,
  type TipMessageFacts,
  tipMessage,
  tipTitle,
  tipUpdateMessageText,
  tipUpdateTitle,
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
  attention: null,
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

const asFirst = { isResend: false, passedFrom: null };

test('however much a pack lets a group see, and in whatever letters, the text is one Zalo message', () => {
  for (const letters of ['ế', '🔥', 'a']) {
    const text = tipMessage({
      ...facts,
      groupTextCharsMax: 4_000,
      words: { description: letters.repeat(4_000), address: letters.repeat(300), salt: '' },
      passedFrom: 'ữ'.repeat(120),
      isResend: true,
    });
    expect(text.length).toBeLessThanOrEqual(2_000);
    expect(text.length).toBeGreaterThan(1_990);
    expect(text.isWellFormed()).toBe(true);
    expect(text).toContain('/desk/tips/TB-7K3M9Q');
  }
});

describe('a text that goes to the unit above, or goes again', () => {
  test('says so at the top, and can still be found by its first words', () => {
    const text = tipMessage({ ...facts, isResend: true, passedFrom: 'Công an phường Tây Thạnh' });

    expect(text.split('\n').slice(0, 2)).toEqual([
      'TIN BÁO TB-7K3M9Q (gửi lại)',
      'Chuyển từ Công an phường Tây Thạnh: nhóm của đơn vị chưa nhận được',
    ]);
    expect(text).toContain(tipTitle(tip));
  });
});

describe('the word that something new came', () => {
  const update = {
    tip,
    kind: 'message' as const,
    at: '2026-11-24T07:31:05.123Z',
    publicUrl: 'https://a.example',
  };

  test('says what happened, when to the second, and where to look', () => {
    expect(tipUpdateMessageText({ ...update, ...asFirst })).toBe(
      [
        'TB-7K3M9Q · 14:31:05',
        'Người báo vừa bổ sung thông tin.',
        'Mở bàn trực: https://a.example/desk/tips/TB-7K3M9Q',
      ].join('\n'),
    );
    expect(tipUpdateMessageText({ ...update, ...asFirst, kind: 'reopened' })).toContain(
      'Người báo đề nghị xem lại.',
    );
    expect(tipUpdateTitle(tip.code, update.at)).not.toBe(
      tipUpdateTitle(tip.code, '2026-11-24T07:31:06.000Z'),
    );
  });

  test('of a restricted tip says not even that', () => {
    const text = tipUpdateMessageText({ ...update, ...asFirst, tip: { ...tip, isRestricted: true } });
    expect(text).toContain('Tin hạn chế, mở bàn trực');
    expect(text).not.toContain('Người báo');
  });
});

describe('a digest of alike tips', () => {
  const code = (index: number) => `TB-${String(index).padStart(6, '0')}`;
  const tips = (count: number) =>
    Array.from({ length: count }, (_, index) => ({ ...tip, code: code(index), photoCount: index % 3 }));
  const digest = (count: number, categoryName = 'Tiếng ồn', publicUrl = 'https://a.example') =>
    digestMessage({ tips: tips(count), leaderCode: 'TB-LEADER', categoryName, publicUrl, ...asFirst });

  test('names every code in order, how many photos stay at the desk, and nothing that anybody wrote', () => {
    const text = digest(37);

    expect(text.split('\n')[0]).toBe('37 TIN TƯƠNG TỰ TB-000000 … TB-000036');
    expect(text).toContain(
      `Mã tin: ${tips(37)
        .map((one) => one.code)
        .join(', ')}`,
    );
    expect(text).toContain('Nội dung gần giống tin TB-LEADER');
    expect(text).toContain('Ảnh của các tin này (không gửi vào nhóm): 36');
    expect(text).not.toContain(facts.words?.description);
    expect(text).toContain(digestTitle(tips(37)));
  });

  test('fits into one message of 2,000 letters, however long the names are', () => {
    const text = digestMessage({
      tips: tips(digestCodesMax),
      leaderCode: 'TB-LEADER',
      categoryName: 'ế'.repeat(120),
      publicUrl: `https://${'a'.repeat(100)}.example`,
      isResend: true,
      passedFrom: 'ữ'.repeat(120),
    });
    expect(text.length).toBeLessThanOrEqual(2_000);
  });
});
