import MiniSearch from 'minisearch';
import type { SearchEntry } from './procedure-search.ts';
import { termsOf } from './search-terms.ts';
import { foldVietnamese } from './vietnamese-text.ts';

const fieldBoosts = { names: 2.2, keywords: 2, codes: 2, body: 0.45 };
/** How well an entry that has a word only in its body is about it. */
const bodyCover = 0.35;

/** What one term says for each entry, by the entry's place. `cover`: how well the entry is about it, 1 when it stands in names, keywords or codes. */
export type Postings = (term: string) => readonly { entry: number; score: number; cover: number }[];

/** Puts the entries into MiniSearch, one after the other. */
export function* postingsInSteps(indexed: readonly IndexedEntry[]): Generator<undefined, Postings> {
  const index = new MiniSearch<IndexedEntry>({
    fields: ['names', 'keywords', 'codes', 'body'],
    tokenize: (text) => text.split(' '),
    processTerm: (term) => term,
    searchOptions: { boost: fieldBoosts, combineWith: 'OR', bm25: { k: 1.2, b: 0.5, d: 0.5 } },
  });
  for (const entry of indexed) {
    index.add(entry);
    yield;
  }
  // A term's scores never change (BM25 and its boosts are linear in the term's weight), so the index is asked once for each.
  const terms = new Set(
    indexed.flatMap(({ names, keywords, codes, body }) => `${names} ${keywords} ${codes} ${body}`.split(' ')),
  );
  const places = new Map(indexed.map(({ id }, place) => [id, place]));
  const known = new Map<string, ReturnType<Postings>>();
  const none: ReturnType<Postings> = [];
  return (term) => {
    if (!terms.has(term)) return none;
    const kept = known.get(term);
    if (kept) return kept;
    const found = index.search(term).map(({ id, score, match }) => ({
      entry: places.get(String(id)) ?? 0,
      score,
      cover: match[term]?.some((field) => field !== 'body') ? 1 : bodyCover,
    }));
    known.set(term, found);
    return found;
  };
}

/** An entry as MiniSearch has it: terms with single spaces between. */
export type IndexedEntry = { id: string; names: string; keywords: string; codes: string; body: string };

/** An entry made ready for the index. */
export function toIndexed(entry: SearchEntry): IndexedEntry {
  const field = (phrases: readonly string[]) => phrases.flatMap(termsOf).join(' ');
  return {
    id: entry.id,
    names: field(entry.names),
    keywords: field(entry.keywords),
    codes: field(entry.codes),
    body: entry.body.map(foldVietnamese).join(' '),
  };
}
