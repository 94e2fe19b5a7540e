import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { searchEntriesOf } from '#contract/procedure-book.ts';
import { createProcedureSearch } from '#contract/procedure-search.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import { loadPack } from '../../../server/content/pack.ts';
import {
  accuracyOf,
  answersOf,
  asksForProcedure,
  perturbed,
  readSearchQueries,
  type SearchQuery,
} from '../../support/search-queries.ts';

const pack = await loadPack('tan-phu');
const search = createProcedureSearch(searchEntriesOf(pack), pack.searchWords);
const answers = (query: string) => answersOf(search, query);
const publicQueries = readSearchQueries('search-queries.tsv');
const ownQueries = readSearchQueries('search-queries-own.tsv');

describe('the questions of the domain', () => {
  test('find their procedure first in 88 of 100, among the first three in 97', () => {
    const { count, first, amongThree } = accuracyOf(answers, publicQueries);

    expect(count).toBe(58);
    expect(first).toBeGreaterThanOrEqual(0.88);
    expect(amongThree).toBeGreaterThanOrEqual(0.97);
  });

  test('find it typed carelessly too: among three in 93 of 100, with the keyboard off in 85', () => {
    expectCarelessBars(publicQueries);
  });
});

describe.each(['tune', 'held', 'fresh', 'blind', 'blind-2', 'blind-3'])(
  'our own questions, set %s',
  (set) => {
    const queries = ownQueries.filter((query) => query.set === set);

    test('find their procedure first in 88 of 100, among the first three in 97', () => {
      const { count, first, amongThree } = accuracyOf(answers, queries);

      expect(count).toBeGreaterThan(50);
      expect(first).toBeGreaterThanOrEqual(0.88);
      expect(amongThree).toBeGreaterThanOrEqual(0.97);
    });

    test('find it typed carelessly too', () => {
      expectCarelessBars(queries);
    });
  },
);

test('whoever asks for help, a report or a phone is understood', () => {
  const missed = [...publicQueries, ...ownQueries]
    .filter((query) => query.expected.length > 0 && !asksForProcedure(query))
    .filter(({ query, expected }) => !expected.includes(answers(query)[0] ?? ''));

  expect(missed.map(({ query }) => query)).toEqual([]);
});

test('what is asked of nobody here brings nothing, but for the few whose every word is ours', () => {
  const foreign = ownQueries.filter(({ expected }) => expected.length === 0);
  const misled = foreign.filter(({ query }) => answers(query).length > 0);

  expect(foreign.length).toBeGreaterThan(40);
  expect(misled.length / foreign.length).toBeLessThanOrEqual(0.05);
});

test.each([
  ['cứu hộ xe', null],
  ['giúp đỡ làm căn cước', null],
  ['giúp em làm tạm trú với ạ', null],
  ['mất trộm giấy tờ thì làm lại thế nào', null],
  ['trình báo mất hộ chiếu', null],
  ['cập nhật số điện thoại', null],
  ['CỨU TÔI VỚI!!!', 'sos'],
  ['cuu toi voi', 'sos'],
  ['cứu', 'sos'],
  ['bao trom', 'tip'],
  ['sđt công an phường', 'hotline'],
])('"%s" asks for %s', (query, intent) => {
  expect(search(query).intent).toBe(intent);
});

test('a subject of others brings nothing rather than nonsense', () => {
  for (const query of [
    'giá vàng hôm nay',
    'thời tiết ngày mai',
    'tuyển sinh lớp 10',
    'đăng ký kết hôn',
    'xyz qwerty',
    '',
    '?!',
  ]) {
    expect(answers(query), query).toEqual([]);
  }
});

test.each([
  ['dang ky tam tr', 'cu-tru-tam-tru'],
  ['mất hộ chiế', 'mat-ho-chieu'],
  ['passpo', 'ho-chieu'],
  ['d9a8ng ky1 ta5m tru1', 'cu-tru-tam-tru'],
  ['ddawng kys tamj trus', 'cu-tru-tam-tru'],
  ['dangkytamtru', 'cu-tru-tam-tru'],
  ['hoá đăng ký tạm trú', 'cu-tru-tam-tru'],
  ['1.004194', 'cu-tru-tam-tru'],
  ['ĐKX11', 'xe-thu-hoi'],
])('"%s" finds %s among the first three', (query, id) => {
  expect(search(query).ids.slice(0, 3)).toContain(id);
});

test('the same words composed or not have the same answer', () => {
  for (const { query } of ownQueries) expect(answers(query.normalize('NFD')), query).toEqual(answers(query));
});

test('marks that were typed decide between words with the same letters', () => {
  expect(search('đổi dấu').ids[0]).toMatch(/^con-dau/);
  expect(search('mất dấu').ids[0]).toBe('con-dau-lai');
});

test('nothing that can be typed makes the search fail, and the same question has the same answer', () => {
  const typed = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 200 }),
    fc.string({ unit: fc.constantFrom(...'aăâeêioôơuưydđbhknt sfrxjw0123456789'), maxLength: 200 }),
    fc
      .array(fc.constantFrom(...ownQueries.map(({ query }) => query)), { maxLength: 8 })
      .map((some) => some.join('')),
  );
  fc.assert(
    fc.property(typed, (query) => {
      expect(search(query)).toEqual(search(query));
    }),
    { numRuns: 500 },
  );
});

test('no question stands word for word among the keywords, so that the lists measure what they should', () => {
  const keywords = new Set(searchEntriesOf(pack).flatMap((entry) => entry.keywords.map(foldVietnamese)));
  const copied = ownQueries.filter(
    ({ query }) => foldVietnamese(query).split(' ').length > 3 && keywords.has(foldVietnamese(query)),
  );

  expect(copied.map(({ query }) => query)).toEqual([]);
});

function expectCarelessBars(queries: readonly SearchQuery[]): void {
  const kinds = perturbed(queries);
  const all = accuracyOf(answers, [...kinds.values()].flat());
  expect(all.count).toBeGreaterThan(200);
  expect(all.amongThree).toBeGreaterThanOrEqual(0.93);
  expect(accuracyOf(answers, kinds.get('raw telex') ?? []).amongThree).toBeGreaterThanOrEqual(0.85);
}
