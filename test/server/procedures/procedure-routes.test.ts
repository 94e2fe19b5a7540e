import { brotliDecompressSync } from 'node:zlib';
import { Hono } from 'hono';
import { pino } from 'pino';
import { expect, test } from 'vitest';
import { type ProcedureBook, procedureDetail, searchEntriesOf } from '#contract/procedure-book.ts';
import { createProcedureSearch } from '#contract/procedure-search.ts';
import { FormDefinition, ProcedureBundle, ProcedureDetail, ProcedureList } from '#contract/procedures.ts';
import { loadPack } from '../../../server/content/pack.ts';
import {
  createFormRoutes,
  createProcedureRoutes,
} from '../../../server/features/procedures/procedure.routes.ts';
import { createProcedureService } from '../../../server/features/procedures/procedure.service.ts';
import { answerFrame } from '../../../server/http/answer-frame.ts';
import type { HttpEnv } from '../../../server/http/http-env.ts';
import { notFoundHandler, problemHandler } from '../../../server/http/problem-answer.ts';
import { createReadyAnswers } from '../../../server/http/ready-answers.ts';
import { readSearchQueries } from '../../support/search-queries.ts';

const pack = await loadPack('tan-phu-2025');
/** What a phone fetches once for all procedures, forms and the search. */
const bundleBytesMax = 50_000;

test('without a question every procedure is listed, group by group', async () => {
  const list = await listOf('');

  expect(list.items).toHaveLength(44);
  expect(list).toMatchObject({ nextCursor: null, intent: null });
  const groups = list.items.map(({ group }) => group);
  expect([...new Set(groups)]).toEqual(list.groups.map(({ id }) => id));
  expect(groups.filter((group, index) => group !== groups[index - 1])).toHaveLength(12);
  expect(list.items[0]).toEqual({
    id: 'cu-tru-thuong-tru',
    name: 'Đăng ký thường trú',
    shortName: 'Đăng ký thường trú',
    answer: expect.stringContaining('7 ngày làm việc'),
    group: 'cu-tru',
    status: 'active',
    level: 'commune',
    wardPoliceHandles: true,
  });
});

test('a group and a ward narrow the list', async () => {
  const cards = await listOf('?category=can-cuoc');
  expect(cards.items).toHaveLength(6);
  expect(cards.items.every(({ group }) => group === 'can-cuoc')).toBe(true);

  const atWard = await listOf('?unit=tay-thanh');
  expect(atWard.items).toHaveLength(37);
  expect(atWard.items.map(({ id }) => id)).not.toContain('ho-chieu');
  expect((await listOf('?unit=ca-tphcm')).items).toHaveLength(44);
  // Whoever asks learns that the ward does not take it.
  expect((await listOf('?unit=tay-thanh&q=passport')).items[0]).toMatchObject({
    id: 'ho-chieu',
    wardPoliceHandles: false,
  });
  // A former ward of a printed code is a ward too.
  expect((await listOf('?unit=tan-quy')).items).toHaveLength(37);
});

test('a question is answered best first, with what it asks for beside', async () => {
  expect((await listOf(`?q=${encodeURIComponent('dang ky tam tru')}`)).items[0]?.id).toBe('cu-tru-tam-tru');
  expect((await listOf(`?q=${encodeURIComponent('mất căn cước')}`)).items[0]?.id).toBe('can-cuoc-cap-lai');
  expect((await listOf(`?q=${encodeURIComponent('cứu tôi với')}`)).intent).toBe('sos');
  expect((await listOf(`?q=${encodeURIComponent('báo trộm')}`)).intent).toBe('tip');
  expect((await listOf(`?q=${encodeURIComponent('số điện thoại công an phường')}`)).intent).toBe('hotline');
  expect(await listOf(`?q=${encodeURIComponent('giá vàng hôm nay')}`)).toMatchObject({
    items: [],
    intent: null,
  });
  expect((await listOf('?q=&category=pccc')).items).toHaveLength(2);
});

test('the list goes on behind its cursor', async () => {
  const all = (await listOf('')).items.map(({ id }) => id);
  const rest = (await listOf(`?cursor=${all[40]}`)).items.map(({ id }) => id);

  expect(rest).toEqual(all.slice(41));
});

test('a procedure comes with its laws, sources, days of checking and forms', async () => {
  const procedure = ProcedureDetail.strict().parse(
    await (await get('/api/procedures/cu-tru-tam-tru')).json(),
  );

  expect(procedure).toMatchObject({
    code: '1.004194',
    group: { id: 'cu-tru', name: 'Cư trú' },
    timeLimit: { value: 3, unit: 'working-day', source: 'npsp', checkedOn: '2026-07-18' },
    forms: [{ slug: 'ct01', code: 'CT01', isFillable: true }],
  });
  expect(procedure.fees.map(({ amountVnd }) => amountVnd)).toEqual([15_000, 7_000, 10_000, 5_000, 0]);
  expect(procedure.laws.map(({ number }) => number)).toContain('116/2026/TT-BCA');
  for (const { source } of [procedure.timeLimit, ...procedure.fees, ...procedure.changes]) {
    expect(procedure.sources.map(({ id }) => id)).toContain(source);
  }
});

test('the abolished procedure is shown as such', async () => {
  const procedure = ProcedureDetail.parse(await (await get('/api/procedures/pccc-nghiem-thu')).json());

  expect(procedure).toMatchObject({ status: 'abolished', wardPoliceHandles: false });
  expect(procedure.answer).toContain('15/9/2026');
});

test('a form is found by its slug and says its printed code', async () => {
  const form = FormDefinition.parse(await (await get('/api/forms/dkx10')).json());
  expect(form).toMatchObject({ code: 'ĐKX10', isFillable: true });
  expect(form.fields).toHaveLength(28);

  const unreadable = FormDefinition.parse(await (await get('/api/forms/01-2025-lltp')).json());
  expect(unreadable).toMatchObject({ code: '01/2025/LLTP', isFillable: false, fields: [], layout: null });
  expect(unreadable.official.url).toMatch(/^https:\/\/dichvucong\.gov\.vn\//);
});

test.each([
  ['a question that is too long', `/api/procedures?q=${'a'.repeat(201)}`, 'q'],
  ['a group that does not exist', '/api/procedures?category=khong-co', 'category'],
  ['a unit that does not exist', '/api/procedures?unit=khong-co', 'unit'],
  ['a cursor that does not exist', '/api/procedures?cursor=khong-co', 'cursor'],
  ['a cursor of another list', '/api/procedures?category=pccc&cursor=ho-chieu', 'cursor'],
])('%s is refused with the field named', async (_what, path, field) => {
  const response = await get(path);

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ code: 'invalid_input', issues: [{ path: [field] }] });
});

test.each([
  '/api/procedures/khong-co',
  '/api/procedures/__proto__',
  '/api/forms/CT01.pdf',
  '/api/forms/khong-co',
])('%s is not found', async (path) => {
  expect((await get(path)).status).toBe(404);
});

test('whoever has an answer already gets a 304; a question stays out of shared caches', async () => {
  for (const [path, cache] of [
    ['/api/procedures', 'public, max-age=60'],
    ['/api/procedures/ho-chieu', 'public, max-age=60'],
    ['/api/forms/ct01', 'public, max-age=60'],
    ['/api/procedures?q=passport', 'private, max-age=60'],
  ] as const) {
    const first = await get(path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag, path).toMatch(/^"[\w-]{22}"$/);
    expect(first.headers.get('cache-control'), path).toBe(cache);
    const second = await get(path, { 'If-None-Match': etag });
    expect(second.status, path).toBe(304);
    expect(await second.text()).toBe('');
  }
});

test('the whole book comes at once, small, and only when it has changed', async () => {
  const plain = await get('/api/procedures/bundle', { 'Accept-Encoding': 'identity' });
  const book = ProcedureBundle.strict().parse(await plain.json());
  expect(book.procedures).toHaveLength(44);
  expect(book.forms).toHaveLength(20);
  expect(book).toMatchObject({ editions: {}, notes: [] });
  expect(plain.headers.get('cache-control')).toBe('public, no-cache');

  const small = await get('/api/procedures/bundle', { 'Accept-Encoding': 'gzip, deflate, br' });
  expect(small.headers.get('content-encoding')).toBe('br');
  expect(small.headers.get('vary')?.toLowerCase()).toContain('accept-encoding');
  const bytes = Buffer.from(await small.arrayBuffer());
  expect(bytes.length).toBeLessThanOrEqual(bundleBytesMax);
  expect(JSON.parse(brotliDecompressSync(bytes).toString())).toEqual(book);

  const etag = small.headers.get('etag') ?? '';
  // Compressed it is the same to its reader alone.
  expect(etag).toBe(`W/${plain.headers.get('etag')}`);
  for (const known of [etag, etag.replace('W/', ''), `"other", ${etag}`]) {
    const again = await get('/api/procedures/bundle', { 'If-None-Match': known, 'Accept-Encoding': 'br' });
    expect(again.status, known).toBe(304);
    expect(again.headers.get('content-encoding')).toBeNull();
  }
  const refused = await get('/api/procedures/bundle', { 'Accept-Encoding': 'br;q=0, identity' });
  expect(refused.headers.get('content-encoding')).toBeNull();
});

test('a phone that has the book reads and finds in it what the server would answer', async () => {
  const book: ProcedureBook = ProcedureBundle.parse(await (await get('/api/procedures/bundle')).json());
  const search = createProcedureSearch(searchEntriesOf(book), book.searchWords);
  for (const { query } of readSearchQueries('search-queries.tsv').slice(0, 40)) {
    const { items, intent } = await listOf(`?q=${encodeURIComponent(query)}`);
    const found = search(query);
    expect([found.ids.slice(0, items.length), found.intent], query).toEqual([
      items.map(({ id }) => id),
      intent,
    ]);
  }
  for (const { id } of book.procedures) {
    expect(procedureDetail(book, id), id).toEqual(await (await get(`/api/procedures/${id}`)).json());
  }
  expect(procedureDetail(book, 'khong-co')).toBeUndefined();
});

async function listOf(query: string): Promise<ProcedureList> {
  const response = await get(`/api/procedures${query}`);
  expect(response.status, query).toBe(200);
  return ProcedureList.strict().parse(await response.json());
}

const app = makeApp();

function get(path: string, headers: Record<string, string> = {}) {
  return app.request(path, { headers });
}

function makeApp(): Hono<HttpEnv> {
  const procedures = createProcedureService(pack);
  const unchanging = { count: () => 0, knownUntilMs: () => performance.now() };
  const answers = createReadyAnswers({ changes: unchanging, now: () => new Date() });
  const made = new Hono<HttpEnv>();
  made.onError(problemHandler(pino({ level: 'silent' })));
  made.notFound(notFoundHandler);
  return made
    .use(answerFrame('http://localhost'))
    .route('/api/procedures', createProcedureRoutes(procedures, answers))
    .route('/api/forms', createFormRoutes(procedures, answers));
}
