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

/** Finds which of many phrases stand, word behind word, in what was said. */
export type PhraseFinder<Value> = (
  spoken: readonly string[],
) => { phrase: readonly string[]; value: Value }[];

export function createPhraseFinder<Value>(
  phrases: readonly (readonly [string, Value])[],
): PhraseFinder<Value> {
  const byFirstWord = new Map<string, { phrase: readonly string[]; value: Value }[]>();
  for (const [text, value] of phrases) {
    const phrase = phraseOf(text);
    const first = phrase[0] ?? '';
    const alike = byFirstWord.get(first);
    if (alike) alike.push({ phrase, value });
    else byFirstWord.set(first, [{ phrase, value }]);
  }
  return (spoken) =>
    spoken.flatMap((word, start) =>
      (byFirstWord.get(word) ?? []).filter(({ phrase }) =>
        phrase.every((one, index) => spoken[start + index] === one),
      ),
    );
}
