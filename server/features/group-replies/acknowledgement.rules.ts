import {
  foldVietnamese,
  hasMarks,
  markedKey,
  undoTelex,
  undoVni,
  wordsOf,
} from '#contract/vietnamese-text.ts';

/**
 * Whether a quoted reply in a duty group says "đã nhận": with marks, without, with the keyboard's Telex or VNI left switched off, or as
 * the young write. In doubt it says nothing: an acknowledgement that nobody meant stops a clock, a missed one costs a reminder.
 */

/** One word of a reply, as it was typed and as it may have been meant. */
type Word = { folded: string; marked: string | null };

/** The words that say it, with the marks they then carry: "nhân" and "nhẫn" are other words. */
const saying: Readonly<Record<string, string | null>> = {
  nhan: 'nhận',
  ro: 'rõ',
  roger: null,
  copy: null,
};
/** "oke", "okie", "okla", "okkk": the young draw it out. */
const drawnOutOk = /^o+k+(?:e+y?|i+e?|a+y|la)?$/;

/** May stand before and behind it and change nothing: who says it, to whom, politeness, what it is about. */
const filling = new Set(
  (
    'da roi rui r nhe nha nhen nhi a ak ah ha vang um uh em e anh chi c dc duoc d dk sep thu truong dong huy cap tren truc ban to doi toi tui ' +
    'minh t bon don vi cong an phuong ca cac tin bao vu viec nay do ma so nguoi dan cua tiep nghe xac lenh ngay xong het moi cam on tks thanks cb can bo'
  ).split(' '),
);

/** Turns it into a question or its contrary. */
const doubting = new Set([
  'chua',
  'khong',
  'ko',
  'kg',
  'khg',
  'hong',
  'hok',
  'hem',
  'k',
  'ai',
  'nao',
  'sao',
  'gi',
  'nhung',
  'dung',
  'cho',
  'neu',
  'nham',
  'sai',
]);

/** What people send instead of a word; Zalo's own short forms among them. */
const signs = ['👍', '👌', '✅', '🫡', '/-strong', '/-ok', '(y)', '+1'];

/** More is a report, not a word of acknowledgement. */
const wordsMax = 12;
const lettersMax = 120;

export function isAcknowledgement(text: string): boolean {
  const trimmed = text.trim();
  if (trimmed.length === 0 || trimmed.length > lettersMax || trimmed.includes('?')) return false;
  if (isOnlySigns(trimmed)) return true;
  const words = wordsOf(trimmed.replace(caseCodes, ' ')).map(readWord);
  if (words.length === 0 || words.length > wordsMax) return false;
  if (words.some(({ folded }) => doubting.has(folded))) return false;
  const [clause = ''] = trimmed.replace(caseCodes, ' ').split(/[,.;:!\n–—-]/);
  return saysIt(wordsOf(clause).map(readWord)) || saysIt(words) || beginsWithOk(words);
}

const caseCodes = /\b(?:TB|SOS)-?[0-9A-Z]{4,8}\b/gi;

/** The case codes that a text names, as they are stored. */
export function codesIn(text: string): string[] {
  const found = text.toUpperCase().match(/\b(?:TB|SOS)-[0-9A-Z]{4,8}\b/g) ?? [];
  return [...new Set(found)];
}

/** Nothing else in it, and at least one of the words that say it. */
function saysIt(words: readonly Word[]): boolean {
  return words.some(says) && words.every((word) => says(word) || fills(word));
}

/** "ok để em xuống xem": whatever follows, it was taken. */
function beginsWithOk(words: readonly Word[]): boolean {
  const first = words.findIndex((word) => !fills(word));
  const word = words[first];
  return word !== undefined && drawnOutOk.test(word.folded);
}

function says({ folded, marked }: Word): boolean {
  if (drawnOutOk.test(folded)) return true;
  const meant = Object.hasOwn(saying, folded) ? saying[folded] : undefined;
  if (meant === undefined) return false;
  return marked === null || meant === null || markedKey(meant) === marked;
}

const fills = ({ folded }: Word): boolean => filling.has(folded) || /^\d{1,3}$/.test(folded);

function readWord(word: string): Word {
  if (hasMarks(word)) return { folded: foldVietnamese(word), marked: markedKey(word) };
  // What was typed counts, unless the keyboard's own keys in it make a word that we know.
  const meant = undoTelex(word) ?? undoVni(word);
  const folded = foldVietnamese(meant ?? word);
  const isKnown = meant !== undefined && (Object.hasOwn(saying, folded) || filling.has(folded));
  return isKnown ? { folded, marked: meant } : { folded: foldVietnamese(word), marked: null };
}

function isOnlySigns(text: string): boolean {
  let rest = text.toLowerCase().replace(/[\u{1f3fb}-\u{1f3ff}\ufe0f]/gu, '');
  for (const sign of signs) rest = rest.replaceAll(sign, '');
  return rest.trim() === '';
}
