import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fingerprint, isAlike } from '../../../server/features/tips/forwarding/likeness.rules.ts';

const karaoke = 'Nhóm thanh niên hát karaoke loa kéo sau 23 giờ tại hẻm số 12 đường Tây Thạnh';

const print = (
  description: string,
  more: Partial<{ kind: string; category: string; lat: number | null; lng: number | null }> = {},
) =>
  fingerprint({ kind: 'feedback', category: 'tieng-on', lat: 10.8128, lng: 106.6223, ...more }, description);
const areAlike = (one: string, other: string) => isAlike(print(one), print(other));

describe('two tips are alike', () => {
  test.each([
    ['word for word', karaoke],
    [
      'without marks, in capitals',
      'NHOM THANH NIEN HAT KARAOKE LOA KEO SAU 23 GIO TAI HEM SO 12 DUONG TAY THANH',
    ],
    ['with other numbers', karaoke.replace('12', '4711').replace('23', '2')],
    [
      'with the words in another order',
      'Tại hẻm số 12 đường Tây Thạnh, nhóm thanh niên hát karaoke loa kéo sau 23 giờ',
    ],
    ['with a word more', `${karaoke} nhé`],
    ['with another name in it', karaoke.replace('Tây', 'Sơn')],
    ['with signs in between', karaoke.replaceAll(' ', ' … ')],
  ])('%s', (_how, text) => {
    expect(areAlike(text, karaoke)).toBe(true);
  });
});

describe('two tips are not alike', () => {
  test.each([
    ['about something else', 'Có người bị đâm trước số 12 đường Tây Thạnh, chảy nhiều máu'],
    ['in the same words but for what happened', karaoke.replace('hát karaoke loa kéo', 'cầm dao đuổi chém')],
    ['with a second matter added', `${karaoke}, vừa có người bị đánh ngất`],
  ])('%s', (_how, text) => {
    expect(areAlike(text, karaoke)).toBe(false);
  });

  test('in another category or of another kind', () => {
    expect(isAlike(print(karaoke, { category: 'trom-cap' }), print(karaoke))).toBe(false);
    expect(isAlike(print(karaoke, { kind: 'crime' }), print(karaoke))).toBe(false);
  });

  test('when few words say too little, unless they come from one place', () => {
    const here = print('Cháy nhà!');
    expect(isAlike(print('chay nha', { lat: 10.8129 }), here)).toBe(true);
    expect(isAlike(print('Cháy nhà', { lat: 10.82 }), here)).toBe(false);
    expect(isAlike(print('Cháy nhà', { lat: null, lng: null }), here)).toBe(false);
    expect(isAlike(print('Cháy xe', {}), here)).toBe(false);
  });

  test('when there is no word in them', () => {
    expect(areAlike('!!! ???', '…')).toBe(false);
  });
});

test('whatever is written, a text is like itself, and likeness of short texts is mutual', () => {
  const words = fc.array(fc.stringMatching(/^[a-zà-ỹđ]{1,8}$/u), { minLength: 4, maxLength: 40 });
  fc.assert(
    fc.property(words, words, (one, other) => {
      expect(areAlike(one.join(' '), one.join(' '))).toBe(true);
      if (areAlike(one.join(' '), other.join(' ')))
        expect(areAlike(other.join(' '), one.join(' '))).toBe(true);
    }),
  );
});
