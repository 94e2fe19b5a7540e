import type { SearchWords } from './procedure-search.ts';
import { createPhraseFinder, type PhraseFinder, phraseOf } from './search-terms.ts';
import type { Vocabulary } from './search-vocabulary.ts';
import {
  foldVietnamese,
  hasMarks,
  isSyllable,
  markedKey,
  undoTelex,
  undoVni,
  wordsOf,
} from './vietnamese-text.ts';

/** Words of a query that are looked at. */
const queryWordsMax = 24;

/** How much a word counts: 1 for one that says what it is about. */
const weights = { weak: 0.3, stopInPair: 0.25, ambiguousInPair: 0.6 } as const;
/** How sure it is that a word was meant. */
const trusts = { corrected: 0.8, correctedAlone: 0.6, otherMarks: 0.4 } as const;

/** A word of the query, mended. `weight` 0: only good in a pair. */
export type Word = {
  folded: string;
  marked: string | null;
  weight: number;
  /** How sure it is that this word was meant. */
  trust: number;
  isStop: boolean;
  alternatives: readonly string[];
};

/** The words of the query as they were most likely meant. */
export const spokenOf = (said: readonly Word[]) => said.map((word) => word.alternatives[0] ?? word.folded);

/** The search words, made ready. */
export type Lexicon = {
  stop: ReadonlySet<string>;
  stopMarked: ReadonlySet<string>;
  weak: ReadonlySet<string>;
  weakMarked: ReadonlySet<string>;
  /** Phrases by their first word, the longest first. */
  synonyms: ReadonlyMap<string, readonly Synonym[]>;
  findElsewhere: PhraseFinder<true>;
};

export function createLexicon(words: SearchWords): Lexicon {
  const synonyms = new Map<string, Synonym[]>();
  for (const { say, means } of words.synonyms) {
    for (const phrase of say) {
      const sayWords = phraseOf(phrase);
      const first = sayWords[0];
      if (first === undefined) continue;
      const list = [...(synonyms.get(first) ?? []), { say: sayWords, means: phraseOf(means) }];
      synonyms.set(
        first,
        list.sort((one, other) => other.say.length - one.say.length),
      );
    }
  }
  return {
    stop: new Set(words.stopWords.map(foldVietnamese)),
    stopMarked: new Set(words.stopWords.map(markedKey)),
    weak: new Set(words.weakWords.map(foldVietnamese)),
    weakMarked: new Set(words.weakWords.map(markedKey)),
    synonyms,
    findElsewhere: createPhraseFinder(words.elsewhere.map((phrase) => [phrase, true] as const)),
  };
}

/** The query's words as they were meant. */
export function mend(query: string, vocabulary: Vocabulary, lexicon: Lexicon): Word[] {
  const raw = wordsOf(query).slice(0, queryWordsMax);
  const parts = raw.flatMap((word) => understand(word, vocabulary));
  return parts.slice(0, queryWordsMax).map((part, position) => {
    const before = parts[position - 1]?.folded ?? '';
    const after = parts[position + 1]?.folded ?? '';
    const isLast = position === parts.length - 1;
    return weigh(part, { before, after, isLast }, vocabulary, lexicon);
  });
}

type Part = { folded: string; marked: string | null };

/** Where a word stands; `isLast`: it may still be typed on. */
type Place = { before: string; after: string; isLast: boolean };

function understand(word: string, vocabulary: Vocabulary): Part[] {
  const folded = foldVietnamese(word);
  if (hasMarks(word) && !/[fjwz]/.test(word)) {
    if (vocabulary.has(folded) || isSyllable(folded)) return [{ folded, marked: markedKey(word) }];
  } else if (!vocabulary.has(folded)) {
    const key = undoTelex(folded) ?? undoVni(folded);
    const meant = key === undefined ? undefined : foldVietnamese(key);
    if (key !== undefined && meant !== undefined && vocabulary.has(meant))
      return [{ folded: meant, marked: hasMarks(key) ? key : null }];
  }
  if (vocabulary.has(folded)) return [{ folded, marked: null }];
  const split = isSyllable(folded) ? undefined : vocabulary.split(folded);
  if (split) return split.map((part) => ({ folded: part, marked: null }));
  return [{ folded, marked: null }];
}

function weigh(part: Part, place: Place, vocabulary: Vocabulary, lexicon: Lexicon): Word {
  const { meant, alternatives, trust, sure } = recognise(part, place, vocabulary);
  const inPair = vocabulary.hasPair(place.before, meant) || vocabulary.hasPair(meant, place.after);
  const looksStop = sure ? lexicon.stopMarked.has(sure) : lexicon.stop.has(meant);
  // Without marks "con dau" may be "còn đâu" or "con dấu": beside its partner it is taken for the word of the content.
  const isOther = looksStop && sure === null && inPair && vocabulary.isAmbiguous(meant, lexicon.stopMarked);
  const isStop = looksStop && !isOther;
  const isWeak = sure ? lexicon.weakMarked.has(sure) : lexicon.weak.has(meant);
  const weight = weightOf({ isOther, isStop, isWeak, inPair });
  return { folded: part.folded, marked: sure, weight, trust, isStop, alternatives };
}

function weightOf(word: { isOther: boolean; isStop: boolean; isWeak: boolean; inPair: boolean }): number {
  if (word.isOther) return weights.ambiguousInPair;
  if (word.isStop) return word.inPair ? weights.stopInPair : 0;
  return word.isWeak ? weights.weak : 1;
}

/** What a word may have been meant to be, and how sure that is. */
function recognise(
  { folded, marked }: Part,
  { before, after, isLast }: Place,
  vocabulary: Vocabulary,
): { meant: string; alternatives: readonly string[]; trust: number; sure: string | null } {
  if (vocabulary.has(folded)) {
    const isSpelled = marked === null || vocabulary.isSpelled(marked);
    return { meant: folded, alternatives: [], trust: isSpelled ? 1 : trusts.otherMarks, sure: marked };
  }
  const completed = isLast ? vocabulary.complete(folded, before) : [];
  const isBegun = vocabulary.hasPair(before, completed[0] ?? '');
  const corrected = isBegun ? [] : vocabulary.correct(folded, before, after);
  const alternatives = corrected.length > 0 ? corrected : completed;
  const [meant] = alternatives;
  if (meant === undefined) return { meant: folded, alternatives, trust: 0, sure: marked };
  // A word that Vietnamese has is rather one we do not know than a slip, unless the slip's neighbour confirms it.
  const isConfirmed = vocabulary.hasPair(before, meant) || vocabulary.hasPair(meant, after);
  if (isSyllable(folded) && !isConfirmed) return { meant: folded, alternatives: [], trust: 0, sure: marked };
  return { meant, alternatives, trust: isConfirmed ? trusts.corrected : trusts.correctedAlone, sure: null };
}

/** A phrase people say, and what is looked for too. */
export type Synonym = { readonly say: readonly string[]; readonly means: readonly string[] };

/** From this age on a person has the ordinary identity card, before it a child's. */
const adultCardAge = 14;

/** The longest synonym that begins at `position`. */
export function synonymAt(
  spoken: readonly string[],
  position: number,
  lexicon: Lexicon,
): Synonym | undefined {
  const [word = '', next] = spoken.slice(position, position + 2);
  if (next === 'tuoi' && /^\d+$/.test(word) && Number(word) < adultCardAge) {
    return { say: [word, next], means: ['tre', 'em', 'duoi', String(adultCardAge)] };
  }
  return lexicon.synonyms
    .get(word)
    ?.find(({ say }) => say.every((one, index) => spoken[position + index] === one));
}
