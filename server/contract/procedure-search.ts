/**
 * Search over procedures, alike in the app and on the server: MiniSearch over words without marks, words with marks and pairs of
 * neighbouring words, after the query has been mended (Telex and VNI left-overs, joined words, wrong letters, synonyms). No zod, no Node.
 */
import MiniSearch from 'minisearch';
import { createIntentRules, intentOf } from './search-intent.ts';
import { createLexicon, type Lexicon, mend, spokenOf, type Word } from './search-query.ts';
import { holds, pairOf, phraseOf, termsOf } from './search-terms.ts';
import { createVocabulary, type Vocabulary } from './search-vocabulary.ts';
import { foldVietnamese, isSyllable } from './vietnamese-text.ts';

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

/** How one intent is recognised. */
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
  readonly intents: Readonly<Record<SearchIntent, IntentWords>>;
};

export type SearchResult = {
  readonly intent: SearchIntent | null;
  /** Best first; empty rather than nonsense. */
  readonly ids: readonly string[];
};

export type ProcedureSearch = (query: string) => SearchResult;

const resultsMax = 20;

/** Tuned on the sets `tune` of test/data/search-queries-own.tsv and on the public queries. */
const weights = {
  folded: 1,
  foldedOfMarked: 0.7,
  marked: 0.75,
  otherMarksCover: 0.6,
  pair: 1.3,
  pairLeast: 0.5,
  aloneCover: 0.8,
  weak: 0.3,
  stop: 0.25,
  synonym: 0.9,
  replacedBySynonym: 0.5,
  unknownName: 0.5,
  bodyCover: 0.35,
  phrase: 0.8,
  elsewhere: 30,
  subject: 1.5,
} as const;
const fieldBoosts = { names: 2.2, keywords: 2, codes: 2, body: 0.45 };
/** Results whose share of the query's meaning that was found is lower are no answer. */
const coverMin = 0.2;
/** A name or keyword that stands whole in the query is an answer, whatever else is said, when it is worth this much. */
const namedMin = 3.2;
/** Results below this part of the best score are dropped. */
const tailPart = 0.12;

export function createProcedureSearch(entries: readonly SearchEntry[], words: SearchWords): ProcedureSearch {
  const index = new MiniSearch<IndexedEntry>({
    fields: ['names', 'keywords', 'codes', 'body'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: fieldBoosts, combineWith: 'OR', bm25: { k: 1.2, b: 0.5, d: 0.5 } },
  });
  const indexed = entries.map(toIndexed);
  index.addAll(indexed);
  const postingsOf = createPostings(index, indexed);
  const phrases = createPhrases(entries);
  const vocabulary = createVocabulary(entries, indexed, words);
  const lexicon = createLexicon(words);
  const subjects = words.subjects.map(({ say, about }) => ({ say: say.map(phraseOf), about }));
  const intents = createIntentRules(words.intents);

  return (query) => {
    const said = mend(query, vocabulary, lexicon);
    if (said.length === 0) return { intent: null, ids: [] };
    const intent = intentOf(said, intents);
    return { intent, ids: rank(said, { postingsOf, phrases, subjects, vocabulary, lexicon }) };
  };
}

/** What one term says for each entry. `cover`: how well the entry is about it, 1 when it stands in names, keywords or codes. */
type Postings = (term: string) => readonly { id: string; score: number; cover: number }[];

/** A term's scores never change (BM25 and its boosts are linear in the term's weight), so the index is asked once for each. */
function createPostings(index: MiniSearch<IndexedEntry>, indexed: readonly IndexedEntry[]): Postings {
  const terms = new Set(
    indexed.flatMap(({ names, keywords, codes, body }) => `${names} ${keywords} ${codes} ${body}`.split(' ')),
  );
  const known = new Map<string, ReturnType<Postings>>();
  return (term) => {
    if (!terms.has(term)) return [];
    const kept = known.get(term);
    if (kept) return kept;
    const found = index.search(term).map(({ id, score, match }) => ({
      id: String(id),
      score,
      cover: match[term]?.some((field) => field !== 'body') ? 1 : weights.bodyCover,
    }));
    known.set(term, found);
    return found;
  };
}

/** Which entries have exactly these words as a name or keyword. */
type Phrases = ReadonlyMap<string, readonly string[]>;

function createPhrases(entries: readonly SearchEntry[]): Phrases {
  const phrases = new Map<string, string[]>();
  for (const { id, names, keywords } of entries) {
    for (const phrase of new Set([...names, ...keywords].map(foldVietnamese))) {
      phrases.set(phrase, [...(phrases.get(phrase) ?? []), id]);
    }
  }
  return phrases;
}

/** An entry as MiniSearch has it: terms with single spaces between. */
export type IndexedEntry = { id: string; names: string; keywords: string; codes: string; body: string };

function toIndexed(entry: SearchEntry): IndexedEntry {
  const field = (phrases: readonly string[]) => phrases.flatMap(termsOf).join(' ');
  return {
    id: entry.id,
    names: field(entry.names),
    keywords: field(entry.keywords),
    codes: field(entry.codes),
    body: entry.body.map(foldVietnamese).join(' '),
  };
}

/** One word of the query: any of `terms` answers it, better with the marks of `marked` and beside one of its neighbours. */
type Group = {
  terms: Set<string>;
  marked: string | null;
  pairs: readonly string[];
  worth: number;
  trust: number;
};

type Ranking = {
  postingsOf: Postings;
  phrases: Phrases;
  subjects: readonly Subject[];
  vocabulary: Vocabulary;
  lexicon: Lexicon;
};

type Subject = { say: string[][]; about: readonly string[] };

function subjectsOf(said: readonly Word[], subjects: readonly Subject[]): Set<string> {
  const spoken = spokenOf(said);
  return new Set(
    subjects.flatMap(({ say, about }) => (say.some((phrase) => holds(spoken, phrase)) ? about : [])),
  );
}

/** Adds up what the index says to each term and holds the sum against how much of the query it covers. */
function rank(
  said: readonly Word[],
  { postingsOf, phrases, subjects, vocabulary, lexicon }: Ranking,
): string[] {
  const boosts = new Map<string, number>();
  const add = (term: string, weight: number) => {
    if (weight > 0) boosts.set(term, Math.max(boosts.get(term) ?? 0, weight));
  };
  const groups = groupsOf(said, vocabulary, lexicon, add);
  const scores = new Map<string, number>();
  for (const [term, weight] of boosts) {
    for (const { id, score } of postingsOf(term)) scores.set(id, (scores.get(id) ?? 0) + score * weight);
  }
  for (const id of subjectsOf(said, subjects)) scores.set(id, (scores.get(id) ?? 0) * weights.subject);
  const bonuses = phraseBonus(said, phrases, vocabulary, lexicon);
  for (const [id, bonus] of bonuses) {
    scores.set(id, (scores.get(id) ?? 0) + bonus);
  }
  const covers = coverOf(groups, postingsOf);
  const isElsewhere = isOfOthers(said, lexicon);
  const total = groups.reduce((sum, { worth }) => sum + worth, 0) + (isElsewhere ? weights.elsewhere : 0);
  const scored = [...covers].flatMap(([id, cover]) => {
    const share = cover / total;
    const isNamed = (bonuses.get(id) ?? 0) >= (isElsewhere ? 2 * namedMin : namedMin);
    return share < coverMin && !isNamed ? [] : [{ id, score: (scores.get(id) ?? 0) * (0.1 + share) }];
  });
  scored.sort((one, other) => other.score - one.score);
  const least = (scored[0]?.score ?? 0) * tailPart;
  return scored
    .filter(({ score }) => score >= least)
    .slice(0, resultsMax)
    .map(({ id }) => id);
}

/** Whole names and keywords that stand in the query, the longest of each entry. */
function phraseBonus(
  said: readonly Word[],
  phrases: Phrases,
  vocabulary: Vocabulary,
  lexicon: Lexicon,
): Map<string, number> {
  const bonus = new Map<string, number>();
  const spoken = spokenOf(said);
  const lookUp = (words: readonly string[]) => {
    const ids = phrases.get(words.join(' '));
    if (!ids) return;
    const worth = words.reduce(
      (sum, word) => sum + vocabulary.worthOf(word) * (lexicon.weak.has(word) ? weights.weak : 1),
      0,
    );
    for (const id of ids) bonus.set(id, Math.max(bonus.get(id) ?? 0, worth * weights.phrase));
  };
  for (let start = 0; start < spoken.length; start += 1) {
    for (let end = start + 1; end <= Math.min(spoken.length, start + phraseWordsMax); end += 1) {
      lookUp(spoken.slice(start, end));
    }
    const synonym = synonymAt(spoken, start, lexicon);
    if (synonym) lookUp(synonym.means);
  }
  return bonus;
}

const phraseWordsMax = 7;
/** From this age on a person has the ordinary identity card, before it a child's. */
const adultDocumentAge = 14;

/** How much of the query's worth each entry has. */
function coverOf(groups: readonly Group[], postingsOf: Postings): Map<string, number> {
  const covers = new Map<string, number>();
  for (const { terms, marked, pairs, worth, trust } of groups) {
    const best = new Map<string, number>();
    const take = (term: string, part: number) => {
      for (const { id, cover } of postingsOf(term)) best.set(id, Math.max(best.get(id) ?? 0, cover * part));
    };
    for (const term of terms) take(term, weights.aloneCover * (marked ? weights.otherMarksCover : 1));
    if (marked) take(marked, weights.aloneCover);
    for (const pair of pairs) take(pair, 1);
    for (const [id, cover] of best) covers.set(id, (covers.get(id) ?? 0) + cover * worth * trust);
  }
  return covers;
}

function groupsOf(
  said: readonly Word[],
  vocabulary: Vocabulary,
  lexicon: Lexicon,
  add: (term: string, weight: number) => void,
): Group[] {
  const groups: Group[] = [];
  const spoken = spokenOf(said);
  let position = 0;
  let synonymUntil = -1;
  let means: string[] = [];
  while (position < said.length) {
    const word = said[position];
    if (!word) break;
    const synonym = position > synonymUntil ? synonymAt(spoken, position, lexicon) : undefined;
    if (synonym) {
      synonymUntil = position + synonym.say.length - 1;
      means = [];
      synonym.means.forEach((term, index) => {
        const weak = lexicon.weak.has(term) ? weights.weak : lexicon.stop.has(term) ? weights.stop : 1;
        add(term, weights.synonym * weak);
        const next = synonym.means[index + 1];
        if (next !== undefined) add(pairOf(term, next), weights.synonym * weights.pair);
        means.push(term);
      });
    }
    const isReplaced = position <= synonymUntil;
    const weight = word.weight * (isReplaced ? weights.replacedBySynonym : 1);
    const own = word.alternatives.length > 0 ? word.alternatives : [word.folded];
    const ofFolded = word.marked ? weights.foldedOfMarked : weights.folded;
    for (const term of own) add(term, weight * (word.trust || 1) * ofFolded);
    if (word.marked) add(word.marked, weight * weights.marked);
    const next = said[position + 1];
    const pair = pairOf(spoken[position] ?? '', spoken[position + 1] ?? '');
    if (next) {
      const heaviness = Math.max(weights.pairLeast, (word.weight + next.weight) / 2);
      add(pair, weights.pair * heaviness * Math.min(word.trust || 0.5, next.trust || 0.5));
    }
    if (!word.isStop) {
      const terms = new Set(own);
      if (isReplaced) for (const term of means) terms.add(term);
      const name = word.trust === 0 && !isSyllable(word.folded) ? weights.unknownName : 1;
      groups.push({
        terms,
        marked: isReplaced ? null : word.marked,
        pairs: [pairOf(spoken[position - 1] ?? '', spoken[position] ?? ''), pair],
        worth: vocabulary.worthOf(own[0] ?? '') * word.weight * name,
        trust: word.trust,
      });
    }
    position += 1;
  }
  return groups;
}

function synonymAt(spoken: readonly string[], position: number, lexicon: Lexicon) {
  // "5 tuổi": under fourteen the law speaks of children.
  const age = Number(spoken[position]);
  if (age < adultDocumentAge && spoken[position + 1] === 'tuoi') {
    return { say: [spoken[position] ?? '', 'tuoi'], means: ['tre', 'em', 'duoi', String(adultDocumentAge)] };
  }
  return lexicon.synonyms
    .get(spoken[position] ?? '')
    ?.find(({ say }) => say.every((word, index) => spoken[position + index] === word));
}

function isOfOthers(said: readonly Word[], lexicon: Lexicon): boolean {
  const spoken = spokenOf(said);
  return lexicon.elsewhere.some((phrase) => holds(spoken, phrase));
}
