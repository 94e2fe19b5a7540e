import { type Lexicon, type Synonym, spokenOf, synonymAt, type Word } from './search-query.ts';
import { pairOf } from './search-terms.ts';
import type { Vocabulary } from './search-vocabulary.ts';
import { isSyllable } from './vietnamese-text.ts';

const weights = {
  folded: 1,
  /** A word typed with marks is looked for by its letters too, for less. */
  foldedOfMarked: 0.7,
  marked: 0.75,
  pair: 1.3,
  /** A pair says something even when both words say little: "làm lại". */
  pairLeast: 0.5,
  weak: 0.3,
  stop: 0.25,
  synonym: 0.9,
  replacedBySynonym: 0.5,
  /** Of the worth of an unknown word that cannot be Vietnamese: a name, a brand. */
  unknownName: 0.5,
  doubtful: 0.5,
} as const;

/** One word of the query: any of `terms` answers it, better with the marks of `marked` and beside one of its neighbours. */
export type Group = {
  readonly terms: readonly string[];
  readonly marked: string | null;
  readonly pairs: readonly string[];
  /** How much it says of what is asked. */
  readonly worth: number;
  readonly trust: number;
};

/** What is asked of the index: its terms with their weights, and the groups that an answer should cover. */
export type Question = { readonly terms: ReadonlyMap<string, number>; readonly groups: readonly Group[] };

export function questionOf(said: readonly Word[], vocabulary: Vocabulary, lexicon: Lexicon): Question {
  const terms = new Map<string, number>();
  const add = (term: string, weight: number) => {
    if (weight > 0) terms.set(term, Math.max(terms.get(term) ?? 0, weight));
  };
  const spoken = spokenOf(said);
  const synonyms = synonymsIn(spoken, lexicon);
  for (const synonym of new Set(synonyms)) if (synonym) addSynonym(synonym, lexicon, add);
  const groups = said.flatMap((word, position) => {
    const pairs = [-1, 0].map((step) =>
      pairOf(spoken[position + step] ?? '', spoken[position + step + 1] ?? ''),
    );
    const synonym = synonyms[position];
    addWord(word, synonym !== undefined, add);
    const next = said[position + 1];
    if (next) add(pairs[1] ?? '', weightOfPair(word, next));
    return word.isStop ? [] : [groupOf(word, pairs, synonym, vocabulary)];
  });
  return { terms, groups };
}

/** For each word the synonym it is part of. */
function synonymsIn(spoken: readonly string[], lexicon: Lexicon): (Synonym | undefined)[] {
  const found: (Synonym | undefined)[] = [];
  while (found.length < spoken.length) {
    const synonym = synonymAt(spoken, found.length, lexicon);
    if (synonym) found.push(...synonym.say.map(() => synonym));
    else found.push(undefined);
  }
  return found;
}

function addSynonym({ means }: Synonym, lexicon: Lexicon, add: (term: string, weight: number) => void): void {
  means.forEach((term, index) => {
    const weight = lexicon.weak.has(term) ? weights.weak : lexicon.stop.has(term) ? weights.stop : 1;
    add(term, weights.synonym * weight);
    const next = means[index + 1];
    if (next !== undefined) add(pairOf(term, next), weights.synonym * weights.pair);
  });
}

function addWord(word: Word, isReplaced: boolean, add: (term: string, weight: number) => void): void {
  const weight = word.weight * (isReplaced ? weights.replacedBySynonym : 1);
  const ofFolded = word.marked ? weights.foldedOfMarked : weights.folded;
  for (const term of termsOfWord(word)) add(term, weight * (word.trust || 1) * ofFolded);
  if (word.marked) add(word.marked, weight * weights.marked);
}

function weightOfPair(word: Word, next: Word): number {
  const heaviness = Math.max(weights.pairLeast, (word.weight + next.weight) / 2);
  return weights.pair * heaviness * Math.min(word.trust || weights.doubtful, next.trust || weights.doubtful);
}

function groupOf(
  word: Word,
  pairs: readonly string[],
  synonym: Synonym | undefined,
  vocabulary: Vocabulary,
): Group {
  const own = termsOfWord(word);
  const isName = word.trust === 0 && !isSyllable(word.folded);
  return {
    terms: [...own, ...(synonym?.means ?? [])],
    marked: synonym ? null : word.marked,
    pairs,
    worth: vocabulary.worthOf(own[0] ?? '') * word.weight * (isName ? weights.unknownName : 1),
    trust: word.trust,
  };
}

const termsOfWord = (word: Word) => (word.alternatives.length > 0 ? word.alternatives : [word.folded]);
