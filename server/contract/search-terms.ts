import { foldVietnamese, hasMarks, markedKey, wordsOf } from './vietnamese-text.ts';

/** What stands in the search index for two neighbouring words: Vietnamese words are mostly two syllables. */
export const pairOf = (first: string, second: string) => `${first}_${second}`;

/** Of a phrase of the content: words without marks, words with marks, pairs of neighbours. */
export function termsOf(phrase: string): string[] {
  const words = wordsOf(phrase);
  const folded = words.map(foldVietnamese);
  return [
    ...folded,
    ...words.filter(hasMarks).map(markedKey),
    ...folded.slice(1).map((word, index) => pairOf(folded[index] ?? '', word)),
  ];
}

/** Lists by what their members have in common; `Map.groupBy` is too young for the phones of today. */
export function grouped<Key, One>(all: readonly One[], keyOf: (one: One) => Key): Map<Key, One[]> {
  const lists = new Map<Key, One[]>();
  for (const one of all) {
    const key = keyOf(one);
    const alike = lists.get(key);
    if (alike) alike.push(one);
    else lists.set(key, [one]);
  }
  return lists;
}

/** A phrase of the search words, to be looked for in what was said. */
export const phraseOf = (phrase: string) => foldVietnamese(phrase).split(' ');

/** Finds which of many phrases stand, word behind word, in what was said. */
export type PhraseFinder<Value> = (
  spoken: readonly string[],
) => { phrase: readonly string[]; value: Value }[];

export function createPhraseFinder<Value>(
  phrases: readonly (readonly [string, Value])[],
): PhraseFinder<Value> {
  const byFirstWord = grouped(
    phrases.map(([text, value]) => ({ phrase: phraseOf(text), value })),
    ({ phrase }) => phrase[0] ?? '',
  );
  return (spoken) =>
    spoken.flatMap((word, start) =>
      (byFirstWord.get(word) ?? []).filter(({ phrase }) =>
        phrase.every((one, index) => spoken[start + index] === one),
      ),
    );
}
