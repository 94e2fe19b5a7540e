import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  foldVietnamese,
  hasMarks,
  isSyllable,
  markedKey,
  undoTelex,
  undoVni,
  wordsOf,
} from '#contract/vietnamese-text.ts';

const letters = [
  ...'aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ',
];
const vietnamese = fc.string({
  unit: fc.constantFrom(...letters, ...letters.map((one) => one.toUpperCase()), ' ', ',', '-'),
});
const anything = fc.oneof(vietnamese, fc.string({ unit: 'binary' }), fc.string({ unit: 'grapheme' }));

describe('folding', () => {
  test('a text is found without marks, whichever way these were typed', () => {
    expect(foldVietnamese('Phú Thọ Hòa')).toBe('phu tho hoa');
    expect(foldVietnamese('Phú Thọ Hoà'.normalize('NFD'))).toBe('phu tho hoa');
    expect(foldVietnamese('  ĐĂNG-KÝ,  tạm trú? ')).toBe('dang ky tam tru');
    expect(foldVietnamese('01/2025/LLTP')).toBe('01 2025 lltp');
  });

  test('folding twice changes nothing', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(foldVietnamese(foldVietnamese(text))).toBe(foldVietnamese(text));
      }),
    );
  });

  test('composed and decomposed text fold alike, into the same words', () => {
    fc.assert(
      fc.property(anything, (text) => {
        expect(foldVietnamese(text.normalize('NFD'))).toBe(foldVietnamese(text.normalize('NFC')));
        expect(wordsOf(text.normalize('NFD'))).toEqual(wordsOf(text.normalize('NFC')));
      }),
    );
  });

  test('no folded Vietnamese text has a mark or a capital', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(foldVietnamese(text)).toMatch(/^[a-z ]*$/);
      }),
    );
  });

  test('words fold to the folded text, so that both ways of reading a query agree', () => {
    fc.assert(
      fc.property(vietnamese, (text) => {
        expect(wordsOf(text).map(foldVietnamese).join(' ')).toBe(foldVietnamese(text));
      }),
    );
  });
});

describe('the marks of one word', () => {
  test('the old and the new place of the tone are the same word', () => {
    for (const [old, now] of [
      ['hoà', 'hòa'],
      ['thuỷ', 'thủy'],
      ['khoẻ', 'khỏe'],
      ['TUỲ', 'tùy'],
    ] as const) {
      expect(markedKey(old), old).toBe(markedKey(now));
    }
    expect(markedKey('má')).not.toBe(markedKey('mà'));
    expect(markedKey('đâu')).not.toBe(markedKey('đầu'));
  });

  test('a word has the same marks whether its letters came composed or in pieces', () => {
    fc.assert(
      fc.property(vietnamese, (word) => {
        expect(markedKey(word.normalize('NFD'))).toBe(markedKey(word));
        expect(hasMarks(word.normalize('NFD'))).toBe(hasMarks(word));
      }),
    );
  });

  test('a word knows whether it was typed with marks', () => {
    expect(['tạm', 'ĐO', 'ơi', 'Ý'].every(hasMarks)).toBe(true);
    expect(['tam', 'cccd', 'ct01', ''].some(hasMarks)).toBe(false);
  });
});

describe('a keyboard left switched off', () => {
  test.each([
    ['ddawng', 'đăng'],
    ['kys', 'ký'],
    ['tamj', 'tạm'],
    ['tajm', 'tạm'],
    ['trus', 'trú'],
    ['thuwowngf', 'thường'],
    ['thuowngf', 'thường'],
    ['xuaats', 'xuất'],
    ['nguwowif', 'người'],
    ['giaays', 'giấy'],
    ['quyeens', 'quyến'],
    ['wng', 'ưng'],
  ])('Telex %s is read as %s', (typed, meant) => {
    expect(undoTelex(typed)).toBe(markedKey(meant));
  });

  test.each([
    ['d9a8ng', 'đăng'],
    ['ky1', 'ký'],
    ['tam5', 'tạm'],
    ['ta5m', 'tạm'],
    ['tru1', 'trú'],
    ['thuong72', 'thường'],
    ['ca6n', 'cân'],
    ['giay61', 'giấy'],
  ])('VNI %s is read as %s', (typed, meant) => {
    expect(undoVni(typed)).toBe(markedKey(meant));
  });

  test('what cannot be a Vietnamese word stays as it is', () => {
    for (const word of ['cccd', 'pccc', 'vneid', 'kt3', 'ct01', 'tk05', '2026', 'facebook', '']) {
      expect(undoTelex(word), word).toBeUndefined();
      expect(undoVni(word), word).toBeUndefined();
    }
  });

  test('every syllable written in Telex comes back with its marks', () => {
    const syllables = fc.tuple(
      fc.constantFrom('', 'b', 'đ', 'kh', 'ng', 'th', 'tr', 'x'),
      fc.constantFrom('a', 'ă', 'â', 'ê', 'ô', 'ơ', 'ư'),
      fc.constantFrom('n', 'm', 'ng', 'c'),
      fc.constantFrom('', '\u0300', '\u0301', '\u0303', '\u0309', '\u0323'),
    );
    fc.assert(
      fc.property(syllables, ([head, vowel, tail, tone]) => {
        const meant = markedKey((head + vowel + tone + tail).normalize('NFC'));
        fc.pre(hasMarks(meant));
        expect(undoTelex(inTelex(head + vowel + tail, tone))).toBe(meant);
      }),
    );
  });

  test('nothing typed makes the reading of keyboards fail', () => {
    fc.assert(
      fc.property(anything, (text) => {
        for (const word of [text, ...wordsOf(text)]) {
          undoTelex(word);
          undoVni(word);
          markedKey(word);
          isSyllable(word);
        }
      }),
    );
  });
});

function inTelex(word: string, tone: string): string {
  const shapes: Record<string, string> = { ă: 'aw', â: 'aa', ê: 'ee', ô: 'oo', ơ: 'ow', ư: 'uw', đ: 'dd' };
  const tones: Record<string, string> = {
    '\u0300': 'f',
    '\u0301': 's',
    '\u0303': 'x',
    '\u0309': 'r',
    '\u0323': 'j',
  };
  return [...word].map((letter) => shapes[letter] ?? letter).join('') + (tones[tone] ?? '');
}
