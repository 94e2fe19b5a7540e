import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { ProcedureSearch } from '#contract/procedure-search.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';

/** A question as a citizen types it, and the ids that are a good answer; `@sos`, `@tip`, `@hotline`: the intent. None: nothing. */
export type SearchQuery = { query: string; expected: readonly string[]; set: string };

/**
 * `public`: the list of the domain. Our own, in the order in which they were written: `tune` and `fresh` were tuned on, `held` never;
 * of `blind`, `blind-2` and `blind-3` the words that were missing were added after they had been measured once. `blind-3` was then at
 * 90.6 % first and 97.5 % among three, 12 of its 20 questions to others were left without an answer, and 23 of its 26 wishes for
 * something else than a procedure were understood.
 */
export function readSearchQueries(file: 'search-queries.tsv' | 'search-queries-own.tsv'): SearchQuery[] {
  const lines = readFileSync(path.join(import.meta.dirname, '../data', file), 'utf8')
    .trim()
    .split('\n');
  return lines.slice(1).map((line) => {
    const [query = '', ids = '', , set = ''] = line.split('\t');
    return {
      query: query.normalize('NFC'),
      expected: ids === '@none' ? [] : ids.split('|'),
      set: file === 'search-queries-own.tsv' ? set : 'public',
    };
  });
}

/** Ids as the benches count them: the intent first, then the procedures. */
export function answersOf(search: ProcedureSearch, query: string): string[] {
  const { intent, ids } = search(query);
  return [...(intent ? [`@${intent}`] : []), ...ids];
}

export const asksForProcedure = ({ expected }: SearchQuery) => expected.some((id) => !id.startsWith('@'));

/** Of queries with a procedure as answer, the parts in 0 to 1 that have a right one first, and among the first three. */
export function accuracyOf(search: (query: string) => readonly string[], queries: readonly SearchQuery[]) {
  const asked = queries.filter(asksForProcedure);
  const hits = (among: number) =>
    asked.filter(({ query, expected }) =>
      search(query)
        .slice(0, among)
        .some((id) => expected.includes(id)),
    ).length;
  return { count: asked.length, first: hits(1) / asked.length, amongThree: hits(3) / asked.length };
}

/** The same questions typed carelessly; always the same ones. A kind that changes nothing of a query leaves it out. */
export function perturbed(queries: readonly SearchQuery[]): Map<string, SearchQuery[]> {
  let seed = 7;
  const random = (below: number) => {
    seed = (seed * 1_103_515_245 + 12_345) & 0x7fffffff;
    return seed % below;
  };
  const kinds = {
    'no marks': stripped,
    'raw telex': inRawTelex,
    'one typo': (query: string) => withTypo(query, random),
    'no marks, one typo': (query: string) => withTypo(stripped(query), random),
    'halves swapped': swapped,
    joined: (query: string) => foldVietnamese(query).replaceAll(' ', ''),
  };
  return new Map(
    Object.entries(kinds).map(([kind, change]) => [
      kind,
      queries
        .map((one) => ({ ...one, query: change(one.query) }))
        .filter(({ query }, index) => query !== queries[index]?.query),
    ]),
  );
}

const stripped = (query: string) =>
  query.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase();

const tones: Record<string, string> = {
  '\u0301': 's',
  '\u0300': 'f',
  '\u0309': 'r',
  '\u0303': 'x',
  '\u0323': 'j',
};

function inRawTelex(query: string): string {
  return query
    .split(' ')
    .map((word) => {
      let typed = '';
      let tone = '';
      for (const sign of word.normalize('NFD')) {
        if (tones[sign]) tone = tones[sign];
        else if (sign === '\u0302') typed += typed.slice(-1);
        else if (sign === '\u0306' || sign === '\u031b') typed += 'w';
        else typed += sign === 'đ' ? 'dd' : sign;
      }
      return typed + tone;
    })
    .join(' ');
}

/** One letter left out, or two neighbours swapped, inside the longest word. */
function withTypo(query: string, random: (below: number) => number): string {
  const words = query.split(' ');
  const longest = words.reduce(
    (best, word, index) => (word.length > (words[best]?.length ?? 0) ? index : best),
    0,
  );
  const word = words[longest] ?? '';
  if (word.length < 4) return query;
  const at = 1 + random(word.length - 2);
  const mistyped = random(2)
    ? word.slice(0, at) + word.slice(at + 1)
    : word.slice(0, at) + word.charAt(at + 1) + word.charAt(at) + word.slice(at + 2);
  return words.with(longest, mistyped).join(' ');
}

function swapped(query: string): string {
  const words = query.split(' ');
  const half = Math.ceil(words.length / 2);
  return words.length < 3 ? query : [...words.slice(half), ...words.slice(0, half)].join(' ');
}
