import type { SearchWords } from './procedure-search.ts';
import { phraseOf } from './search-terms.ts';
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
  synonyms: ReadonlyMap<string, { say: string[]; means: string[] }[]>;
  elsewhere: string[][];
};

export function createLexicon(words: SearchWords): Lexicon {
  const synonyms = new Map<string, { say: string[]; means: string[] }[]>();
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
    elsewhere: words.elsewhere.map(phraseOf),
  };
}

/** The query's words as they were meant. */
export function mend(query: string, vocabulary: Vocabulary, lexicon: Lexicon): Word[] {
  const raw = wordsOf(query).slice(0, queryWordsMax);
  const parts = raw.flatMap((word) => understand(word, vocabulary));
  return parts.slice(0, queryWordsMax).map((part, position) => {
    const before = parts[position - 1]?.folded ?? '';
    const after = parts[position + 1]?.folded ?? '';
    return weigh(part, { before, after }, vocabulary, lexicon);
  });
}

type Part = { folded: string; marked: string | null };

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

function weigh(
  { folded, marked }: Part,
  { before, after }: { before: string; after: string },
  vocabulary: Vocabulary,
  lexicon: Lexicon,
): Word {
  const { meant, alternatives, trust, sure } = recognise({ folded, marked }, { before, after }, vocabulary);
  const inPair = vocabulary.hasPair(before, meant) || vocabulary.hasPair(meant, after);
  const looksStop = sure ? lexicon.stopMarked.has(sure) : lexicon.stop.has(meant);
  // Without marks "con dau" may be "còn đâu" or "con dấu": beside its partner it is taken for the word of the content.
  const isOther = looksStop && sure === null && inPair && vocabulary.isAmbiguous(meant, lexicon.stopMarked);
  const isStop = looksStop && !isOther;
  const isWeak = sure ? lexicon.weakMarked.has(sure) : lexicon.weak.has(meant);
  const weight = isOther
    ? weights.ambiguousInPair
    : isStop
      ? inPair
        ? weights.stopInPair
        : 0
      : isWeak
        ? weights.weak
        : 1;
  return { folded, marked: sure, weight, trust, isStop, alternatives };
}

/** What a word may have been meant to be, and how sure that is. */
function recognise(
  { folded, marked }: Part,
  { before, after }: { before: string; after: string },
  vocabulary: Vocabulary,
): { meant: string; alternatives: readonly string[]; trust: number; sure: string | null } {
  if (vocabulary.has(folded)) {
    const isSpelled = marked === null || vocabulary.isSpelled(marked);
    return { meant: folded, alternatives: [], trust: isSpelled ? 1 : trusts.otherMarks, sure: marked };
  }
  const alternatives = vocabulary.correct(folded, before, after);
  const [meant] = alternatives;
  if (meant === undefined) return { meant: folded, alternatives, trust: 0, sure: marked };
  // A word that Vietnamese has is rather one we do not know than a slip, unless the slip's neighbour confirms it.
  const isConfirmed = vocabulary.hasPair(before, meant) || vocabulary.hasPair(meant, after);
  if (isSyllable(folded) && !isConfirmed) return { meant: folded, alternatives: [], trust: 0, sure: marked };
  return { meant, alternatives, trust: isConfirmed ? trusts.corrected : trusts.correctedAlone, sure: null };
}
