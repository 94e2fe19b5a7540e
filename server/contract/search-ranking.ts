import type { SearchResult } from './procedure-search.ts';
import type { Postings } from './search-index.ts';
import { type Lexicon, spokenOf, synonymAt, type Word } from './search-query.ts';
import { type Group, questionOf } from './search-question.ts';
import type { PhraseFinder } from './search-terms.ts';
import type { Vocabulary } from './search-vocabulary.ts';

const resultsMax = 20;

/** Tuned on the sets `tune` and `fresh` of test/data/search-queries-own.tsv and on the public queries. */
const weights = {
  /** Of a word that an entry has, but not beside the neighbour it has in the query. */
  aloneCover: 0.8,
  /** Of a word typed with marks that an entry has with others. */
  otherMarksCover: 0.6,
  phrase: 0.8,
  weakInPhrase: 0.3,
  /** What a subject of others adds to the worth that is not covered. */
  elsewhere: 30,
  /** The same where a subject of ours is said too: "số chứng minh trên sổ đỏ". */
  elsewhereBesideOurs: 6,
  subject: 1.5,
} as const;
/**
 * Results whose share of the query's meaning that was found is lower are no answer. Less is enough where the query names their subject:
 * what is left over are mostly places and people.
 */
const shareMin = { ofOther: 0.3, ofSubject: 0.2 } as const;
const shareBase = 0.1;
/** A name or keyword that stands whole in the query is an answer, whatever else is said, when it is worth this much. */
const namedMin = 3.2;
/** Results below this part of the best score are dropped. */
const tailPart = 0.12;

export type Ranking = {
  /** By their place: what is ranked is counted in arrays. */
  readonly ids: readonly string[];
  readonly postingsOf: Postings;
  /** Names and keywords; the value is the entry's place. */
  readonly findNames: PhraseFinder<number>;
  /** What a query may be about; the value is the place of an entry that is. */
  readonly findSubjects: PhraseFinder<number>;
  readonly vocabulary: Vocabulary;
  readonly lexicon: Lexicon;
};

/** Ids, the best first: what the index says to each term, added up, and held against how much of the query it covers. */
export function rank(said: readonly Word[], ranking: Ranking): Omit<SearchResult, 'intent'> {
  const { ids, postingsOf, vocabulary, lexicon } = ranking;
  const spoken = spokenOf(said);
  const { terms, groups } = questionOf(said, vocabulary, lexicon);
  const scores = new Float64Array(ids.length);
  for (const [term, weight] of terms) {
    for (const { entry, score } of postingsOf(term)) scores[entry] = (scores[entry] ?? 0) + score * weight;
  }
  const subjects = new Set(ranking.findSubjects(spoken).map(({ value }) => value));
  for (const entry of subjects) scores[entry] = (scores[entry] ?? 0) * weights.subject;
  const bonuses = nameBonuses(spoken, ranking);
  const covers = coverOf(groups, ranking);
  const isElsewhere = lexicon.findElsewhere(spoken).length > 0;
  const ofElsewhere = subjects.size > 0 ? weights.elsewhereBesideOurs : weights.elsewhere;
  const total = groups.reduce((sum, { worth }) => sum + worth, 0) + (isElsewhere ? ofElsewhere : 0);

  const scored: { id: string; score: number; share: number; isNamed: boolean }[] = [];
  ids.forEach((id, entry) => {
    const bonus = bonuses[entry] ?? 0;
    const share = total === 0 ? 0 : (covers[entry] ?? 0) / total;
    const isNamed = bonus >= (isElsewhere ? 2 * namedMin : namedMin);
    const shareLeast = subjects.has(entry) ? shareMin.ofSubject : shareMin.ofOther;
    if (share === 0 || (share < shareLeast && !isNamed)) return;
    const score = ((scores[entry] ?? 0) + bonus) * (shareBase + share);
    scored.push({ id, score, share, isNamed: isNamed || subjects.has(entry) });
  });
  scored.sort((one, other) => other.score - one.score);
  const [best] = scored;
  const found = scored.filter(({ score }) => score >= (best?.score ?? 0) * tailPart).slice(0, resultsMax);
  return { ids: found.map(({ id }) => id), share: best?.share ?? 0, isNamed: best?.isNamed ?? false };
}

/** What whole names and keywords that stand in the query are worth, the best of each entry. */
function nameBonuses(
  spoken: readonly string[],
  { ids, findNames, vocabulary, lexicon }: Ranking,
): Float64Array {
  const bonuses = new Float64Array(ids.length);
  const take = (words: readonly string[]) => {
    for (const { phrase, value } of findNames(words)) {
      const worth = phrase.reduce(
        (sum, word) => sum + vocabulary.worthOf(word) * (lexicon.weak.has(word) ? weights.weakInPhrase : 1),
        0,
      );
      bonuses[value] = Math.max(bonuses[value] ?? 0, worth * weights.phrase);
    }
  };
  take(spoken);
  spoken.forEach((_, position) => {
    const synonym = synonymAt(spoken, position, lexicon);
    if (synonym) take(synonym.means);
  });
  return bonuses;
}

/** How much of the query's worth each entry has. */
function coverOf(groups: readonly Group[], { ids, postingsOf }: Ranking): Float64Array {
  const covers = new Float64Array(ids.length);
  const best = new Float64Array(ids.length);
  const take = (term: string, part: number) => {
    for (const { entry, cover } of postingsOf(term)) best[entry] = Math.max(best[entry] ?? 0, cover * part);
  };
  for (const { terms, marked, pairs, worth, trust } of groups) {
    best.fill(0);
    for (const term of terms) take(term, weights.aloneCover * (marked ? weights.otherMarksCover : 1));
    if (marked) take(marked, weights.aloneCover);
    for (const pair of pairs) take(pair, 1);
    const told = worth * trust;
    for (let entry = 0; entry < covers.length; entry += 1)
      covers[entry] = (covers[entry] ?? 0) + (best[entry] ?? 0) * told;
  }
  return covers;
}
