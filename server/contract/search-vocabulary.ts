import type { SearchEntry, SearchWords } from './procedure-search.ts';
import type { IndexedEntry } from './search-index.ts';
import { grouped, pairOf } from './search-terms.ts';
import { foldVietnamese, hasMarks, isSyllable, markedKey, wordsOf } from './vietnamese-text.ts';

const correctionsPerWordMax = 2;
const completedCharsMin = 2;
const joinedCharsMin = 6;
const joinedCharsMax = 120;
/** Only something longer may hold words that are not known. */
const guessedCharsMin = 9;
/** A word the content does not have says as much as one that nearly three entries have: everyday words are mostly such. */
const unknownCount = 2.5;

/** The words of the content and of the search words. */
export type Vocabulary = {
  /** How much a word says: rare words more. Unknown words the most. */
  worthOf(folded: string): number;
  has(folded: string): boolean;
  /** Every word of the content and of the search words, also stop words. */
  hasPair(first: string, second: string): boolean;
  /** Whether the content, or the search words, have a word with these marks. */
  isSpelled(marked: string): boolean;
  /** Whether names or keywords have this word with other marks than those of `marked`. */
  isAmbiguous(folded: string, marked: ReadonlySet<string>): boolean;
  correct(folded: string, before: string, after: string): string[];
  /** Words that begin so, for a last word that is still being typed. */
  complete(start: string, before: string): string[];
  split(joined: string): string[] | undefined;
};

export function createVocabulary(
  entries: readonly SearchEntry[],
  indexed: readonly IndexedEntry[],
  words: SearchWords,
): Vocabulary {
  const counts = new Map<string, number>();
  const pairs = new Set<string>();
  const spellings = new Map<string, Set<string>>();
  // Of each word once: the same few thousand syllables make up all the phrases, and taking one apart is what costs.
  const ofNames = new Set(entries.flatMap(({ names, keywords }) => wordsIn([...names, ...keywords])));
  for (const word of ofNames) {
    const folded = foldVietnamese(word);
    spellings.set(folded, (spellings.get(folded) ?? new Set()).add(markedKey(word)));
  }
  for (const entry of indexed) {
    const terms = new Set(`${entry.names} ${entry.keywords} ${entry.codes}`.split(' '));
    const all = new Set([...terms, ...entry.body.split(' ')]);
    for (const term of all) {
      if (term.includes('_')) {
        if (terms.has(term)) pairs.add(term);
      } else if (!hasMarks(term) && term !== '') {
        counts.set(term, (counts.get(term) ?? 0) + (terms.has(term) ? 1 : 0.05));
      }
    }
  }
  const known = new Set(counts.keys());
  const phrases = [
    ...words.stopWords,
    ...words.weakWords,
    ...words.elsewhere,
    ...words.synonyms.flatMap(({ say, means }) => [...say, means]),
    ...Object.values(words.intents).flatMap(({ say, alone }) => [...say, ...alone]),
  ];
  for (const word of wordsIn(phrases)) known.add(foldVietnamese(word));
  const list = [...known].filter((word) => word.length >= 2);
  const byLength = grouped(
    list.map((word) => ({ word, signs: signsOf(word), hasDigit: hasDigit(word) })),
    ({ word }) => word.length,
  );
  const byStart = grouped(list, (word) => word.slice(0, completedCharsMin));
  const entryCount = Math.max(1, indexed.length);
  const spoken = new Set([...ofNames, ...entries.flatMap(({ body }) => wordsIn(body)), ...wordsIn(phrases)]);
  const written = new Set([...spoken].map(markedKey));

  return {
    worthOf: (folded) => Math.log(1 + entryCount / (counts.get(folded) ?? unknownCount)),
    has: (folded) => known.has(folded),
    hasPair: (first, second) => pairs.has(pairOf(first, second)),
    isSpelled: (marked) => written.has(marked),
    isAmbiguous: (folded, marked) => [...(spellings.get(folded) ?? [])].some((key) => !marked.has(key)),
    correct(folded, before, after) {
      const away = folded.length < 4 ? 0 : folded.length < 8 ? 1 : 2;
      if (away === 0 || /^\d+$/.test(folded)) return [];
      const found: { word: string; rank: number }[] = [];
      const signs = signsOf(folded);
      const isNumbered = hasDigit(folded);
      for (let length = folded.length - away; length <= folded.length + away; length += 1) {
        for (const { word, ...its } of byLength.get(length) ?? []) {
          if (its.hasDigit !== isNumbered || !mayBeNear(signs, its.signs, away)) continue;
          const distance = editDistance(folded, word, away);
          if (distance > away) continue;
          const inPair = pairs.has(pairOf(before, word)) || pairs.has(pairOf(word, after));
          const sameStart = word.charAt(0) === folded.charAt(0);
          const rank =
            -distance + (inPair ? 1.5 : 0) + (sameStart ? 0.3 : 0) + Math.min(counts.get(word) ?? 0, 20) / 40;
          found.push({ word, rank });
        }
      }
      found.sort((one, other) => other.rank - one.rank);
      return found.slice(0, correctionsPerWordMax).map(({ word }) => word);
    },
    complete(start, before) {
      if (start.length < completedCharsMin) return [];
      const found = (byStart.get(start.slice(0, completedCharsMin)) ?? [])
        .filter((word) => word.length > start.length && word.startsWith(start))
        .map((word) => ({
          word,
          rank: (pairs.has(pairOf(before, word)) ? 100 : 0) + (counts.get(word) ?? 0),
        }));
      found.sort((one, other) => other.rank - one.rank);
      return found.slice(0, correctionsPerWordMax).map(({ word }) => word);
    },
    split: (joined) => splitJoined(joined, known, pairs),
  };
}

/** The words of many phrases, where it does not matter which stood beside which. */
const wordsIn = (phrases: readonly string[]): string[] => wordsOf(phrases.join(' '));

const hasDigit = (word: string) => /\d/.test(word);

/** Which signs a word is made of, a bit each: of words that are near each other few differ. */
function signsOf(word: string): number {
  let signs = 0;
  for (let index = 0; index < word.length; index += 1) signs |= 1 << (word.charCodeAt(index) & 31);
  return signs;
}

/** False where so many signs stand in one alone that no `away` edits make it the other: each brings one in and takes one out at most. */
function mayBeNear(one: number, other: number, away: number): boolean {
  return bitsAtMost(one & ~other, away) && bitsAtMost(other & ~one, away);
}

function bitsAtMost(bits: number, most: number): boolean {
  let left = bits;
  for (let count = 0; count < most; count += 1) left &= left - 1;
  return left === 0;
}

/** Damerau–Levenshtein with neighbours swapped counting one; gives up above `max`. */
function editDistance(one: string, other: string, max: number): number {
  if (Math.abs(one.length - other.length) > max) return max + 1;
  let beforeLast: number[] = [];
  let last = Array.from({ length: other.length + 1 }, (_, index) => index);
  for (let row = 1; row <= one.length; row += 1) {
    const current = [row];
    let least = row;
    for (let column = 1; column <= other.length; column += 1) {
      const same = one.charAt(row - 1) === other.charAt(column - 1);
      let cost = Math.min(
        (last[column] ?? 0) + 1,
        (current[column - 1] ?? 0) + 1,
        (last[column - 1] ?? 0) + (same ? 0 : 1),
      );
      const isSwap =
        row > 1 &&
        column > 1 &&
        one.charAt(row - 1) === other.charAt(column - 2) &&
        one.charAt(row - 2) === other.charAt(column - 1);
      if (isSwap) cost = Math.min(cost, (beforeLast[column - 2] ?? 0) + 1);
      current.push(cost);
      least = Math.min(least, cost);
    }
    if (least > max) return max + 1;
    beforeLast = last;
    last = current;
  }
  return last[other.length] ?? max + 1;
}

/** The words run together in `joined`: as few as possible, known ones and known neighbours first; any syllable if need be. */
function splitJoined(
  joined: string,
  known: ReadonlySet<string>,
  pairs: ReadonlySet<string>,
): string[] | undefined {
  if (joined.length < joinedCharsMin || joined.length > joinedCharsMax) return undefined;
  const best: ({ words: string[]; score: number } | undefined)[] = [{ words: [], score: 0 }];
  for (let end = 1; end <= joined.length; end += 1) {
    for (let start = Math.max(0, end - wordCharsMax); start < end; start += 1) {
      const head = best[start];
      const word = joined.slice(start, end);
      const price = head && priceInJoined(word, known, joined.length >= guessedCharsMin);
      if (!head || price === undefined) continue;
      const before = head.words.at(-1);
      const isPair = before !== undefined && pairs.has(pairOf(before, word));
      const score = head.score - price + (isPair ? 0.9 : 0);
      const current = best[end];
      if (!current || score > current.score) best[end] = { words: [...head.words, word], score };
    }
  }
  const whole = best[joined.length]?.words;
  return whole && whole.length > 1 ? whole : undefined;
}

const wordCharsMax = 8;

function priceInJoined(word: string, known: ReadonlySet<string>, mayGuess: boolean): number | undefined {
  if (word.length === 1) return known.has(word) || /\d/.test(word) ? 1.6 : undefined;
  if (known.has(word)) return isSyllable(word) || /\d/.test(word) ? 1 : 1.2;
  return mayGuess && isSyllable(word) ? 2.4 : undefined;
}
