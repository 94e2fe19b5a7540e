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

/** A phrase of the search words, to be looked for in what was said. */
export const phraseOf = (phrase: string) => foldVietnamese(phrase).split(' ');

/** Whether the words of `phrase` stand one behind the other in `spoken`. */
export function holds(spoken: readonly string[], phrase: readonly string[]): boolean {
  return spoken.some((_, start) => phrase.every((word, index) => spoken[start + index] === word));
}
