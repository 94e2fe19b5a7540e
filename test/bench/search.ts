/**
 * `npm run bench -- search`: procedure search beside plain MiniSearch, FlexSearch and Fuse.js on the same pack: how often a right answer
 * is first and among the first three, and microseconds a query (median of alternating rounds).
 */
import { Document as FlexDocument } from 'flexsearch';
import Fuse from 'fuse.js';
import MiniSearch from 'minisearch';
import { searchEntriesOf } from '#contract/procedure-book.ts';
import { createProcedureSearch } from '#contract/procedure-search.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import { loadPack } from '../../server/content/pack.ts';
import { accuracyOf, answersOf, perturbed, readSearchQueries } from '../support/search-queries.ts';

const rounds = 15;

const pack = await loadPack('tan-phu');
const entries = searchEntriesOf(pack);
const startedMs = performance.now();
const own = createProcedureSearch(entries, pack.searchWords);
const buildMs = performance.now() - startedMs;

const engines: { name: string; search: (query: string) => string[] }[] = [
  { name: 'procedure search', search: (query) => answersOf(own, query) },
  { name: 'minisearch, folded', search: plain(foldVietnamese) },
  { name: 'minisearch, as typed', search: plain((text) => text.normalize('NFC').toLowerCase()) },
  { name: 'flexsearch, folded', search: flex() },
  { name: 'fuse.js, folded', search: fuse() },
];
const queries = [...readSearchQueries('search-queries.tsv'), ...readSearchQueries('search-queries-own.tsv')];

console.log(`${entries.length} procedures, ${queries.length} queries; built in ${buildMs.toFixed(0)} ms`);
for (const set of new Set(queries.map((query) => query.set))) {
  const ofSet = queries.filter((query) => query.set === set);
  const kinds = [['as given', ofSet] as const, ...perturbed(ofSet)];
  console.log(`\n${set}: first / among three, percent`);
  for (const { name, search } of engines) {
    const cells = kinds.map(([kind, asked]) => {
      const { count, first, amongThree } = accuracyOf(search, asked);
      return `${kind} (${count}) ${(100 * first).toFixed(1)}/${(100 * amongThree).toFixed(1)}`;
    });
    console.log(`  ${name.padEnd(22)} ${cells.join(', ')}`);
  }
}

console.log('\nmicroseconds a query, median (min–max)');
const times = engines.map((): number[] => []);
for (let round = 0; round <= rounds; round += 1) {
  engines.forEach(({ search }, index) => {
    const from = performance.now();
    for (const { query } of queries) search(query);
    // The first round warms up.
    if (round > 0) times[index]?.push(((performance.now() - from) * 1_000) / queries.length);
  });
}
engines.forEach(({ name }, index) => {
  const sorted = (times[index] ?? []).sort((one, other) => one - other);
  console.log(
    `  ${name.padEnd(22)} ${sorted[sorted.length >> 1]?.toFixed(0)} (${sorted[0]?.toFixed(0)}–${sorted.at(-1)?.toFixed(0)})`,
  );
});

/** Default-like settings, nothing tuned: three fields, prefix of the last word, a little fuzziness. */
function plain(fold: (text: string) => string): (query: string) => string[] {
  const index = new MiniSearch({
    fields: ['names', 'keywords', 'body'],
    processTerm: fold,
    searchOptions: {
      boost: { names: 3, keywords: 2 },
      prefix: (_term, at, terms) => at === terms.length - 1,
      fuzzy: (term) => (term.length > 4 ? 0.2 : false),
    },
  });
  index.addAll(
    entries.map(({ id, names, keywords, codes, body }) => ({
      id,
      names: names.join(' ; '),
      keywords: [...keywords, ...codes].join(' ; '),
      body: body.join(' ; '),
    })),
  );
  return (query) =>
    index
      .search(query)
      .slice(0, 5)
      .map(({ id }) => String(id));
}

/** As their own pages show them for a list of things to find, over the same fields with the same weights, marks taken off. */
function foldedFields() {
  return entries.map(({ id, names, keywords, codes, body }) => ({
    id,
    names: foldVietnamese(names.join(' ; ')),
    keywords: foldVietnamese([...keywords, ...codes].join(' ; ')),
    body: foldVietnamese(body.join(' ; ')),
  }));
}

function flex(): (query: string) => string[] {
  const fields = ['names', 'keywords', 'body'];
  const index = new FlexDocument({
    document: { id: 'id', index: fields },
    tokenize: 'forward',
    context: true,
  });
  for (const each of foldedFields()) index.add(each);
  return (query) => {
    const found = index.search(foldVietnamese(query), { suggest: true, limit: 5 });
    const ids = found.flatMap(({ result }) => result.map(String));
    // Field by field, the weightiest first.
    return [...new Set(ids)].slice(0, 5);
  };
}

function fuse(): (query: string) => string[] {
  const index = new Fuse(foldedFields(), {
    keys: [
      { name: 'names', weight: 3 },
      { name: 'keywords', weight: 2 },
      { name: 'body', weight: 1 },
    ],
    ignoreLocation: true,
    threshold: 0.4,
  });
  return (query) => index.search(foldVietnamese(query), { limit: 5 }).map(({ item }) => item.id);
}
