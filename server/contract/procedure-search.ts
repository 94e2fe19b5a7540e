/**
 * Search over procedures, alike in the app and on the server: MiniSearch over words without marks, words with marks and pairs of
 * neighbouring words, after the query has been mended (Telex and VNI left-overs, joined words, wrong letters, synonyms). No zod, no Node.
 */
import { type IndexedEntry, postingsInSteps, toIndexed } from './search-index.ts';
import { createIntentReader } from './search-intent.ts';
import { createLexicon, mend, spokenOf } from './search-query.ts';
import { rank } from './search-ranking.ts';
import { createPhraseFinder } from './search-terms.ts';
import { createVocabulary } from './search-vocabulary.ts';
import { urgencyOf } from './urgent-words.ts';

/** What is searched of one procedure. Phrases stay apart: pairs of words are made inside one phrase only. */
export type SearchEntry = {
  readonly id: string;
  /** Names, official and short. */
  readonly names: readonly string[];
  /** What people call it or say when they need it; old names. */
  readonly keywords: readonly string[];
  /** Printed codes of its forms and its codes on the national portal. */
  readonly codes: readonly string[];
  /** Everything else worth finding: the short answer, conditions, steps. */
  readonly body: readonly string[];
};

export type SearchIntent = 'sos' | 'tip' | 'hotline';

/** How an intent that is not urgent is recognised. */
export type IntentWords = {
  /** Anywhere in the query. */
  readonly say: readonly string[];
  /** Only when next to nothing else is said. */
  readonly alone: readonly string[];
  /** Not when one of these is said too. */
  readonly unless: readonly string[];
};

/** The language of the place as data of the content. */
export type SearchWords = {
  /** Where one of `say` is said, `means` is looked for too. */
  readonly synonyms: readonly { readonly say: readonly string[]; readonly means: string }[];
  /** What a query is about: the entries of `about` come before others that only share its other words. */
  readonly subjects: readonly { readonly say: readonly string[]; readonly about: readonly string[] }[];
  /** Say nothing about the subject. */
  readonly stopWords: readonly string[];
  /** Say little: they stand in most procedures. */
  readonly weakWords: readonly string[];
  /** Subjects of other offices that sound like ours. */
  readonly elsewhere: readonly string[];
  readonly intents: Readonly<Record<Exclude<SearchIntent, 'sos'>, IntentWords>>;
};

export type SearchResult = {
  readonly intent: SearchIntent | null;
  /** Best first; empty rather than nonsense. */
  readonly ids: readonly string[];
  /** How much of what was asked the first one has, 0 to 1: who has to decide whether a procedure was asked for at all looks at this. */
  readonly share: number;
  /** The question names the first one, or its subject. */
  readonly isNamed: boolean;
};

export type ProcedureSearch = (query: string) => SearchResult;

/** Builds the index and the words once; the answer is a pure function of the query. */
export function createProcedureSearch(entries: readonly SearchEntry[], words: SearchWords): ProcedureSearch {
  const steps = procedureSearchInSteps(entries, words);
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
  }
}

/** The same in steps of a millisecond or a few, between which a phone can draw and take letters. */
export function* procedureSearchInSteps(
  entries: readonly SearchEntry[],
  words: SearchWords,
): Generator<undefined, ProcedureSearch> {
  const indexed: IndexedEntry[] = [];
  for (const entry of entries) {
    indexed.push(toIndexed(entry));
    yield;
  }
  const vocabulary = createVocabulary(entries, indexed, words);
  yield;
  const lexicon = createLexicon(words);
  yield;
  const readIntent = createIntentReader(words.intents);
  const places = new Map(entries.map(({ id }, place) => [id, place]));
  const findNames = createPhraseFinder(
    entries.flatMap(({ names, keywords }, place) =>
      [...names, ...keywords].map((phrase) => [phrase, place] as const),
    ),
  );
  yield;
  const findSubjects = createPhraseFinder(
    words.subjects.flatMap(({ say, about }) =>
      about.flatMap((id) => say.map((phrase) => [phrase, places.get(id) ?? -1] as const)),
    ),
  );
  const ids = entries.map(({ id }) => id);
  const postingsOf = yield* postingsInSteps(indexed);
  const ranking = { ids, postingsOf, findNames, findSubjects, vocabulary, lexicon };
  return (query) => {
    const said = mend(query, vocabulary, lexicon);
    const isUrgent = urgencyOf(query).kind !== null;
    if (said.length === 0) return { intent: isUrgent ? 'sos' : null, ids: [], share: 0, isNamed: false };
    return { intent: isUrgent ? 'sos' : readIntent(spokenOf(said)), ...rank(said, ranking) };
  };
}
