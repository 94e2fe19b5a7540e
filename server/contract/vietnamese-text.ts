/**
 * Vietnamese as people type it on a phone: with marks or without, composed or not, the tone on either vowel (`hòa`, `hoà`), with the
 * keyboard's Telex or VNI left switched off. Pure and without dependencies: the app and the server must fold alike.
 */
import { lastAscii, letterOf } from './vietnamese-letters.ts';

/** Letters without marks in lower case, digits, single spaces: "PHÚ THỌ-Hòa" → "phu tho hoa". Folding twice changes nothing. */
export function foldVietnamese(text: string): string {
  if (alreadyFolded.test(text)) return text;
  let folded = '';
  let isApart = false;
  for (let index = 0; index < text.length; index += 1) {
    const letter = letterOf(text.charCodeAt(index));
    if (letter === undefined) return foldAnything(text);
    if (letter.folded === '') {
      isApart = folded !== '';
    } else {
      folded += isApart ? ` ${letter.folded}` : letter.folded;
      isApart = false;
    }
  }
  return folded;
}

/** The words of a text in lower case with their marks (NFC); punctuation parts them. */
export function wordsOf(text: string): string[] {
  const words: string[] = [];
  let word = '';
  for (let index = 0; index < text.length; index += 1) {
    const letter = letterOf(text.charCodeAt(index));
    if (letter === undefined) return wordsOfAnything(text);
    if (letter.folded !== '') {
      word += letter.lower;
    } else if (word !== '') {
      words.push(word);
      word = '';
    }
  }
  if (word !== '') words.push(word);
  return words;
}

const alreadyFolded = /^[a-z\d]+(?: [a-z\d]+)*$/;

function foldAnything(text: string): string {
  return text
    .normalize('NFKD')
    .toLowerCase()
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .replace(/đ/g, 'd')
    .replace(notWord, ' ')
    .trim();
}

function wordsOfAnything(text: string): string[] {
  const clean = text.normalize('NFKC').toLowerCase().normalize('NFKC').replace(notWordOrMark, ' ').trim();
  return clean === '' ? [] : clean.split(' ');
}

const notWord = /[^\p{L}\p{N}]+/gu;
const notWordOrMark = /[^\p{L}\p{N}\p{M}]+/gu;

const toneMarks = /[\u0300\u0301\u0303\u0309\u0323]/g;
const anyMark = /\p{M}|đ/u;

/** Whether a word was typed with marks, so that they may be trusted. */
export function hasMarks(word: string): boolean {
  for (let index = 0; index < word.length; index += 1) {
    const code = word.charCodeAt(index);
    if (code <= lastAscii) continue;
    return letterOf(code) !== undefined || anyMark.test(word.normalize('NFD').toLowerCase());
  }
  return false;
}

/** One word with its tone at the end, so that `hòa` and `hoà` are the same: `hoa` and U+0300. Lower case, NFC otherwise. */
export function markedKey(word: string): string {
  let shaped = '';
  let tone = '';
  for (let index = 0; index < word.length; index += 1) {
    const letter = letterOf(word.charCodeAt(index));
    if (letter === undefined) return markedKeyOfAnything(word);
    shaped += letter.shaped;
    if (tone === '') tone = letter.tone;
  }
  return shaped + tone;
}

function markedKeyOfAnything(word: string): string {
  const decomposed = word.normalize('NFD').toLowerCase();
  const tone = decomposed.match(toneMarks)?.[0] ?? '';
  return decomposed.replace(toneMarks, '').normalize('NFC') + tone;
}

const syllable =
  /^(?:ngh|ng|nh|gh|gi|kh|ph|qu|th|tr|ch|[bcdghklmnpqrstvx])?(?:uye|uya|uyu|yeu|ieu|oai|oao|oay|oeo|uay|uoi|uou|uo|ai|ao|au|ay|eo|eu|ia|ie|iu|oa|oe|oi|oo|ua|ue|ui|uu|uy|ye|[aeiouy])(?:ng|nh|ch|[cmnpt])?$/;

/** Whether folded letters can be one Vietnamese syllable. */
export function isSyllable(folded: string): boolean {
  return syllable.test(folded);
}

const telexTones: Record<string, string> = {
  f: '\u0300',
  s: '\u0301',
  x: '\u0303',
  r: '\u0309',
  j: '\u0323',
};
const vniTones: Record<string, string> = { 1: '\u0301', 2: '\u0300', 3: '\u0309', 4: '\u0303', 5: '\u0323' };

/**
 * A word typed with Telex switched off, as `markedKey`: `ddawng` → `đăng`, `tamj` and `tajm` → `tạm`. Undefined when the word cannot
 * be one. Many English words can ("box"): the caller decides whether the result makes sense.
 */
export function undoTelex(word: string): string | undefined {
  if (!telexKey.test(word) || !/^[a-z]{2,10}$/.test(word)) return undefined;
  const { letters, tone } = takeTone(word, telexTones);
  const shaped = letters
    .replace(/dd/, 'đ')
    .replace(/^d(.+)d$/, 'đ$1')
    .replace(/uow|uwow/, 'ươ')
    .replace(/aa/, 'â')
    .replace(/ee/, 'ê')
    .replace(/oo/, 'ô')
    .replace(/aw/, 'ă')
    .replace(/ow/, 'ơ')
    .replace(/uw/, 'ư')
    .replace(/([aeiou][a-z]*)w$/, (_all, rest: string) => hornLate(rest))
    .replace(/^([^aeiouâêôăơư]*)w/, '$1ư');
  return finish(word, shaped, tone);
}

/** A word without any of these is as it was meant. */
const telexKey = /[fjrswx]|aa|ee|oo|d.*d/;

/** A word typed with VNI switched off, as `markedKey`: `d9a8ng` → `đăng`, `tam5` → `tạm`. Undefined when it cannot be one. */
export function undoVni(word: string): string | undefined {
  if (!/^[a-z]+\d[a-z\d]*$/.test(word) || word.length > 12) return undefined;
  const { letters, tone } = takeTone(word, vniTones);
  const shaped = letters
    .replace(/^d([a-z\d]*)9/, 'đ$1')
    .replace(/uo([a-z]*)7/, 'ươ$1')
    .replace(/([aeo])([a-z]*)6/, (_all, vowel: string, rest: string) => `${roof[vowel] ?? vowel}${rest}`)
    .replace(/([ou])([a-z]*)7/, (_all, vowel: string, rest: string) => `${horn[vowel] ?? vowel}${rest}`)
    .replace(/a([a-z]*)8/, 'ă$1');
  return finish(word, shaped, tone);
}

const roof: Record<string, string> = { a: 'â', e: 'ê', o: 'ô' };
const horn: Record<string, string> = { a: 'ă', o: 'ơ', u: 'ư' };

/** `truongw`: the w typed at the end belongs to the vowels. */
function hornLate(rest: string): string {
  if (rest.includes('uo')) return rest.replace('uo', 'ươ');
  return rest.replace(/[aou]/, (vowel) => horn[vowel] ?? vowel);
}

/** The last tone key behind a vowel, and the word without it. */
function takeTone(word: string, tones: Record<string, string>): { letters: string; tone: string } {
  const vowel = word.search(/[aeiouyw]/);
  for (let index = word.length - 1; vowel >= 0 && index > vowel; index -= 1) {
    const tone = tones[word.charAt(index)];
    if (tone) return { letters: word.slice(0, index) + word.slice(index + 1), tone };
  }
  return { letters: word, tone: '' };
}

function finish(word: string, shaped: string, tone: string): string | undefined {
  const key = shaped + tone;
  if (key === word || !isSyllable(foldVietnamese(shaped)) || /\d/.test(shaped)) return undefined;
  return key;
}
