import type { Phrases, Postings } from './search-index.ts';
import { type Lexicon, spokenOf, synonymAt, type Word } from './search-query.ts';
import { type Group, questionOf } from './search-question.ts';
import { holds } from './search-terms.ts';
import type { Vocabulary } from './search-vocabulary.ts';

const resultsMax = 20;
const phraseWordsMax = 7;

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
  subject: 1.5,
} as const;
/** Results whose share of the query's meaning that was found is lower are no answer. */
const shareMin = 0.2;
const shareBase = 0.1;
/** A name or keyword that stands whole in the query is an answer, whatever else is said, when it is worth this much. */
const namedMin = 3.2;
/** Results below this part of the best score are dropped. */
const tailPart = 0.12;

export type Ranking = {
  readonly postingsOf: Postings;
  readonly phrases: Phrases;
  readonly subjects: readonly Subject[];
  readonly vocabulary: Vocabulary;
  readonly lexicon: Lexicon;
};

/** What a query may be about, and the entries that are about it. */
export type Subject = { say: string[][]; about: readonly string[] };

function subjectsOf(said: readonly Word[], subjects: readonly Subject[]): Set<string> {
  const spoken = spokenOf(said);
  return new Set(
    subjects.flatMap(({ say, about }) => (say.some((phrase) => holds(spoken, phrase)) ? about : [])),
  );
}

/** Ids, the best first: what the index says to each term, added up, and held against how much of the query it covers. */
export function rank(said: readonly Word[], ranking: Ranking): string[] {
  const { postingsOf, phrases, subjects, vocabulary, lexicon } = ranking;
  const { terms, groups } = questionOf(said, vocabulary, lexicon);
  const scores = new Map<string, number>();
  for (const [term, weight] of terms) {
    for (const { id, score } of postingsOf(term)) scores.set(id, (scores.get(id) ?? 0) + score * weight);
  }
  for (const id of subjectsOf(said, subjects)) scores.set(id, (scores.get(id) ?? 0) * weights.subject);
  const bonuses = phraseBonus(said, phrases, vocabulary, lexicon);
  for (const [id, bonus] of bonuses) scores.set(id, (scores.get(id) ?? 0) + bonus);

  const isElsewhere = isOfOthers(said, lexicon);
  const total = groups.reduce((sum, { worth }) => sum + worth, 0) + (isElsewhere ? weights.elsewhere : 0);
  const scored = [...coverOf(groups, postingsOf)].flatMap(([id, cover]) => {
    const share = cover / total;
    const isNamed = (bonuses.get(id) ?? 0) >= (isElsewhere ? 2 * namedMin : namedMin);
    return share < shareMin && !isNamed ? [] : [{ id, score: (scores.get(id) ?? 0) * (shareBase + share) }];
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
      (sum, word) => sum + vocabulary.worthOf(word) * (lexicon.weak.has(word) ? weights.weakInPhrase : 1),
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

function isOfOthers(said: readonly Word[], lexicon: Lexicon): boolean {
  const spoken = spokenOf(said);
  return lexicon.elsewhere.some((phrase) => holds(spoken, phrase));
}
