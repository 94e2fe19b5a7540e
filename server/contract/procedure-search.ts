/**
 * Search over procedures, alike in the app and on the server: MiniSearch over words without marks, words with marks and pairs of
 * neighbouring words, after the query has been mended (Telex and VNI left-overs, joined words, wrong letters, synonyms). No zod, no Node.
 */
import MiniSearch from 'minisearch';
import {
  foldVietnamese,
  hasMarks,
  isSyllable,
  markedKey,
  undoTelex,
  undoVni,
  wordsOf,
} from './vietnamese-text.ts';

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

const limits = {
  /** Words of a query that are looked at. */
  wordsMax: 24,
  resultsMax: 20,
  joinedCharsMin: 6,
  joinedCharsMax: 120,
  correctionsPerWord: 2,
} as const;

/** Tuned on one half of test/data/search-queries-own.tsv and on the public queries. */
const weights = {
  marked: 0.45,
  pair: 1.3,
  weak: 0.3,
  pairLeast: 0.5,
  stopInPair: 0.25,
  ambiguousInPair: 0.6,
  synonym: 0.9,
  replacedBySynonym: 0.5,
  corrected: 0.8,
  correctedAlone: 0.6,
  otherMarks: 0.4,
  unknownName: 0.5,
  bodyCover: 0.35,
  phrase: 0.8,
  elsewhere: 30,
} as const;
const fieldBoosts = { names: 2.2, keywords: 2, codes: 2, body: 0.45 };
/** Results whose share of the query's meaning that was found is lower are no answer. */
const coverMin = 0.2;
/** A name or keyword that stands whole in the query is an answer, whatever else is said, when it is worth this much. */
const namedMin = 3.2;
/** Results below this part of the best score are dropped. */
const tailPart = 0.12;

/** A word of the query, mended. `weight` 0: only good in a pair. */
type Word = {
  folded: string;
  marked: string | null;
  weight: number;
  /** How sure it is that this word was meant. */
  trust: number;
  isStop: boolean;
  alternatives: readonly string[];
};

export function createProcedureSearch(entries: readonly SearchEntry[], words: SearchWords): ProcedureSearch {
  const index = new MiniSearch<IndexedEntry>({
    fields: ['names', 'keywords', 'codes', 'body'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: fieldBoosts, combineWith: 'OR', bm25: { k: 1.2, b: 0.35, d: 0.5 } },
  });
  const indexed = entries.map(toIndexed);
  index.addAll(indexed);
  const postingsOf = createPostings(index, indexed);
  const phrases = createPhrases(entries);
  const vocabulary = createVocabulary(entries, indexed, words);
  const lexicon = createLexicon(words);
  const intents = (['sos', 'tip', 'hotline'] as const).map((intent) => ({
    intent,
    say: words.intents[intent].say.map(phraseOf),
    alone: new Set(words.intents[intent].alone.map(foldVietnamese)),
    unless: words.intents[intent].unless.map(phraseOf),
  }));

  return (query) => {
    const said = mend(query, vocabulary, lexicon);
    if (said.length === 0) return { intent: null, ids: [] };
    const intent = intentOf(said, intents);
    return { intent, ids: rank(said, { postingsOf, phrases, vocabulary, lexicon }) };
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

type IndexedEntry = { id: string; names: string; keywords: string; codes: string; body: string };

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

/** Words without marks, words with marks, pairs of neighbours. */
function termsOf(phrase: string): string[] {
  const words = wordsOf(phrase);
  const folded = words.map(foldVietnamese);
  return [
    ...folded,
    ...words.filter(hasMarks).map(markedKey),
    ...folded.slice(1).map((word, index) => pairOf(folded[index] ?? '', word)),
  ];
}

const pairOf = (first: string, second: string) => `${first}_${second}`;

/** A word the content does not have says as much as one that nearly three entries have: everyday words are mostly such. */
const unknownCount = 2.5;

type Vocabulary = {
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
  split(joined: string): string[] | undefined;
};

function createVocabulary(
  entries: readonly SearchEntry[],
  indexed: readonly IndexedEntry[],
  words: SearchWords,
): Vocabulary {
  const counts = new Map<string, number>();
  const pairs = new Set<string>();
  const spellings = new Map<string, Set<string>>();
  for (const word of entries.flatMap(({ names, keywords }) => [...names, ...keywords]).flatMap(wordsOf)) {
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
  for (const phrase of phrases) for (const word of phraseOf(phrase)) known.add(word);
  const list = [...known].filter((word) => word.length >= 2);
  const byLength = new Map<number, string[]>();
  for (const word of list) byLength.set(word.length, [...(byLength.get(word.length) ?? []), word]);
  const entryCount = Math.max(1, indexed.length);
  const written = new Set(
    [...entries.flatMap(({ names, keywords, body }) => [...names, ...keywords, ...body]), ...phrases]
      .flatMap(wordsOf)
      .map(markedKey),
  );

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
      for (let length = folded.length - away; length <= folded.length + away; length += 1) {
        for (const word of byLength.get(length) ?? []) {
          const distance = editDistance(folded, word, away);
          if (distance > away || hasDigit(word) !== hasDigit(folded)) continue;
          const inPair = pairs.has(pairOf(before, word)) || pairs.has(pairOf(word, after));
          const sameStart = word.charAt(0) === folded.charAt(0);
          const rank =
            -distance + (inPair ? 1.5 : 0) + (sameStart ? 0.3 : 0) + Math.min(counts.get(word) ?? 0, 20) / 40;
          found.push({ word, rank });
        }
      }
      found.sort((one, other) => other.rank - one.rank);
      return found.slice(0, limits.correctionsPerWord).map(({ word }) => word);
    },
    split: (joined) => splitJoined(joined, known, pairs),
  };
}

const hasDigit = (word: string) => /\d/.test(word);

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
  if (joined.length < limits.joinedCharsMin || joined.length > limits.joinedCharsMax) return undefined;
  const best: ({ words: string[]; score: number } | undefined)[] = [{ words: [], score: 0 }];
  for (let end = 1; end <= joined.length; end += 1) {
    for (let start = Math.max(0, end - syllableCharsMax); start < end; start += 1) {
      const head = best[start];
      const word = joined.slice(start, end);
      const price = head && priceInJoined(word, known);
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

const syllableCharsMax = 7;

function priceInJoined(word: string, known: ReadonlySet<string>): number | undefined {
  if (word.length === 1) return known.has(word) || /\d/.test(word) ? 1.6 : undefined;
  if (known.has(word)) return isSyllable(word) || /\d/.test(word) ? 1 : 1.2;
  return isSyllable(word) ? 2.4 : undefined;
}

type Lexicon = {
  stop: ReadonlySet<string>;
  stopMarked: ReadonlySet<string>;
  weak: ReadonlySet<string>;
  weakMarked: ReadonlySet<string>;
  /** Phrases by their first word, the longest first. */
  synonyms: ReadonlyMap<string, { say: string[]; means: string[] }[]>;
  elsewhere: string[][];
};

function createLexicon(words: SearchWords): Lexicon {
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

const phraseOf = (phrase: string) => foldVietnamese(phrase).split(' ');

/** The query's words as they were meant. */
function mend(query: string, vocabulary: Vocabulary, lexicon: Lexicon): Word[] {
  const raw = wordsOf(query).slice(0, limits.wordsMax);
  const parts = raw.flatMap((word) => understand(word, vocabulary));
  return parts.slice(0, limits.wordsMax).map((part, position) => {
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
    return { meant: folded, alternatives: [], trust: isSpelled ? 1 : weights.otherMarks, sure: marked };
  }
  const alternatives = vocabulary.correct(folded, before, after);
  const [meant] = alternatives;
  if (meant === undefined) return { meant: folded, alternatives, trust: 0, sure: marked };
  // A word that Vietnamese has is rather one we do not know than a slip, unless the slip's neighbour confirms it.
  const isConfirmed = vocabulary.hasPair(before, meant) || vocabulary.hasPair(meant, after);
  if (isSyllable(folded) && !isConfirmed) return { meant: folded, alternatives: [], trust: 0, sure: marked };
  return { meant, alternatives, trust: isConfirmed ? weights.corrected : weights.correctedAlone, sure: null };
}

type Group = { terms: Set<string>; worth: number; trust: number };

type Ranking = { postingsOf: Postings; phrases: Phrases; vocabulary: Vocabulary; lexicon: Lexicon };

/** Adds up what the index says to each term and holds the sum against how much of the query it covers. */
function rank(said: readonly Word[], { postingsOf, phrases, vocabulary, lexicon }: Ranking): string[] {
  const boosts = new Map<string, number>();
  const add = (term: string, weight: number) => {
    if (weight > 0) boosts.set(term, Math.max(boosts.get(term) ?? 0, weight));
  };
  const groups = groupsOf(said, vocabulary, lexicon, add);
  const scores = new Map<string, number>();
  for (const [term, weight] of boosts) {
    for (const { id, score } of postingsOf(term)) scores.set(id, (scores.get(id) ?? 0) + score * weight);
  }
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
    return share < coverMin && !isNamed ? [] : [{ id, score: (scores.get(id) ?? 0) * (0.3 + share) }];
  });
  scored.sort((one, other) => other.score - one.score);
  const least = (scored[0]?.score ?? 0) * tailPart;
  return scored
    .filter(({ score }) => score >= least)
    .slice(0, limits.resultsMax)
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
/** From this age on a person has the ordinary identity card (Luật Căn cước 26/2023/QH15, Điều 19). */
const adultDocumentAge = 14;

const spokenOf = (said: readonly Word[]) => said.map((word) => word.alternatives[0] ?? word.folded);

/** How much of the query's worth each entry has. */
function coverOf(groups: readonly Group[], postingsOf: Postings): Map<string, number> {
  const covers = new Map<string, number>();
  for (const { terms, worth, trust } of groups) {
    const best = new Map<string, number>();
    for (const term of terms) {
      for (const { id, cover } of postingsOf(term)) best.set(id, Math.max(best.get(id) ?? 0, cover));
    }
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
  let current: Group[] = [];
  while (position < said.length) {
    const word = said[position];
    if (!word) break;
    const synonym = position > synonymUntil ? synonymAt(spoken, position, lexicon) : undefined;
    if (synonym) {
      synonymUntil = position + synonym.say.length - 1;
      current = [];
      synonym.means.forEach((term, index) => {
        const weak = lexicon.weak.has(term) ? weights.weak : lexicon.stop.has(term) ? weights.stopInPair : 1;
        add(term, weights.synonym * weak);
        const next = synonym.means[index + 1];
        if (next !== undefined) add(pairOf(term, next), weights.synonym * weights.pair);
        current.push({ terms: new Set([term]), worth: 0, trust: 1 });
      });
    }
    const isReplaced = position <= synonymUntil;
    const weight = word.weight * (isReplaced ? weights.replacedBySynonym : 1);
    const own = word.alternatives.length > 0 ? word.alternatives : [word.folded];
    for (const term of own) add(term, weight * (word.trust || 1));
    if (word.marked) add(word.marked, weight * weights.marked);
    const next = said[position + 1];
    if (next) {
      const pair = pairOf(spoken[position] ?? '', spoken[position + 1] ?? '');
      const heaviness = Math.max(weights.pairLeast, (word.weight + next.weight) / 2);
      add(pair, weights.pair * heaviness * Math.min(word.trust || 0.5, next.trust || 0.5));
    }
    if (!word.isStop) {
      const terms = new Set(own);
      if (isReplaced) for (const group of current) for (const term of group.terms) terms.add(term);
      const name = word.trust === 0 && !isSyllable(word.folded) ? weights.unknownName : 1;
      groups.push({ terms, worth: vocabulary.worthOf(own[0] ?? '') * word.weight * name, trust: word.trust });
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

function holds(spoken: readonly string[], phrase: readonly string[]): boolean {
  return spoken.some((_, start) => phrase.every((word, index) => spoken[start + index] === word));
}

type IntentRule = { intent: SearchIntent; say: string[][]; alone: ReadonlySet<string>; unless: string[][] };

function intentOf(said: readonly Word[], rules: readonly IntentRule[]): SearchIntent | null {
  const spoken = spokenOf(said);
  const whole = spoken.join(' ');
  for (const { intent, say, alone, unless } of rules) {
    if (unless.some((phrase) => holds(spoken, phrase))) continue;
    if (alone.has(whole) || say.some((phrase) => holds(spoken, phrase))) return intent;
  }
  return null;
}
