import { expect, test } from 'vitest';
import type { FormLink } from '#contract/forms.ts';
import type { Problem } from '#contract/problem.ts';
import { loadPack } from '../../../server/content/pack.ts';
import { readDocx, readPdf } from '../../support/documents.ts';
import { dumpStore } from '../../support/dumps.ts';
import { fullAnswers, longName } from '../../support/form-answers.ts';
import { startTestPortal } from '../../support/portal.ts';

const pack = await loadPack('tan-phu-2025');
const ct01 = pack.forms.find(({ slug }) => slug === 'ct01');
if (!ct01) throw new Error('the pack has no CT01');
const answers = fullAnswers(ct01);

const bytesOf = async (response: Response) => new Uint8Array(await response.arrayBuffer());
const problemOf = async (response: Response) => (await response.json()) as Problem;

test('a blank form is had by everybody, and again only when it changed', async () => {
  const { origin } = await startTestPortal();
  const pdf = await fetch(`${origin}/api/forms/ct01.pdf`);

  expect(pdf.status).toBe(200);
  expect(pdf.headers.get('content-type')).toBe('application/pdf');
  expect(pdf.headers.get('cache-control')).toBe('public, max-age=60');
  expect(pdf.headers.get('content-disposition')).toBe(
    `attachment; filename="CT01 - To khai thay doi thong tin cu tru.pdf"; filename*=UTF-8''${encodeURIComponent('CT01 - Tờ khai thay đổi thông tin cư trú.pdf')}`,
  );
  expect((await readPdf(await bytesOf(pdf))).text).toContain('TỜ KHAI THAY ĐỔI THÔNG TIN CƯ TRÚ');

  const etag = pdf.headers.get('etag') ?? '';
  const again = await fetch(`${origin}/api/forms/ct01.pdf`, { headers: { 'If-None-Match': etag } });
  expect(again.status).toBe(304);

  const docx = await fetch(`${origin}/api/forms/dkx10.docx`);
  expect(docx.headers.get('content-disposition')).toContain('filename="DKX10 - Giay khai dang ky xe.docx"');
  expect(readDocx(await bytesOf(docx)).text).toContain('GIẤY KHAI ĐĂNG KÝ XE');
  // Its definition is still where it was.
  expect(await (await fetch(`${origin}/api/forms/ct01`)).json()).toMatchObject({ code: 'CT01' });
});

test('a filled form is kept by nobody on the way, by no log and by no disk', async () => {
  const lines: string[] = [];
  const portal = await startTestPortal({ log: (line) => lines.push(line) });
  const pdf = await portal.post('/api/forms/ct01.pdf', answers);

  expect(pdf.status).toBe(200);
  expect(pdf.headers.get('cache-control')).toBe('no-store');
  expect(pdf.headers.get('etag')).toBeNull();
  expect((await readPdf(await bytesOf(pdf))).text).toContain('Phương Uyên');
  expect((await portal.post('/api/forms/ct01.docx', answers)).status).toBe(200);
  expect((await portal.post('/api/forms/ct01.pdf', { ...answers, dob: 'x' })).status).toBe(400);
  expect((await portal.post('/api/forms/ct01/links', { format: 'pdf', answers })).status).toBe(201);
  await portal.stop();

  const kept = `${lines.join('\n')}\n${await dumpStore({ dataDir: portal.dataDir, databaseUrl: null })}`;
  for (const words of [longName, 'Phương Uyên', '079190001234', '0912345678', 'phuonguyen@example.vn']) {
    expect(kept).not.toContain(words);
    expect(kept).not.toContain(Buffer.from(words).toString('latin1'));
  }
});

test('what is wrong is a 4xx that names field, row and column', async () => {
  const portal = await startTestPortal();
  const wrong = { ...answers, members: [{}, {}, { fullName: 'An', personalId: '1' }] };
  const filled = await portal.post('/api/forms/ct01.pdf', wrong);
  expect(filled.status).toBe(400);
  expect((await problemOf(filled)).issues).toEqual([
    { path: ['members', 2, 'personalId'], message: 'Số định danh cá nhân gồm đúng 12 chữ số.' },
  ]);
  const link = await portal.post('/api/forms/ct01/links', { format: 'pdf', answers: wrong });
  expect((await problemOf(link)).issues?.[0]?.path).toEqual(['answers', 'members', 2, 'personalId']);

  const deep = '['.repeat(20_000) + ']'.repeat(20_000);
  for (const [body, status] of [
    ['[]', 400],
    ['"CT01"', 400],
    ['null', 400],
    ['{"fullName":', 400],
    ['{"__proto__":{"fullName":"An"},"constructor":{}}', 400],
    [`{"fullName":${deep}}`, 400],
    [`{"members":[{"fullName":${deep}}]}`, 400],
    [JSON.stringify({ fullName: 'A'.repeat(70_000) }), 413],
  ] as const) {
    const response = await portal.post('/api/forms/ct01.pdf', body);
    expect(response.status, body.slice(0, 40)).toBe(status);
    expect(response.headers.get('content-type')).toContain('application/problem+json');
  }
  const form = await portal.post('/api/forms/ct01.pdf', answers, { 'Content-Type': 'text/plain' });
  expect(form.status).toBe(415);
  expect((await portal.post('/api/forms/ct01/links', { format: 'xlsx', answers })).status).toBe(400);
});

test('of a form whose layout is not known it is said where to get it', async () => {
  const portal = await startTestPortal();
  for (const response of [
    await fetch(`${portal.origin}/api/forms/tk01.pdf`),
    await portal.post('/api/forms/tk01.docx', {}),
    await portal.post('/api/forms/tk01/links', { format: 'pdf', answers: {} }),
  ]) {
    expect(response.status).toBe(409);
    const problem = await problemOf(response);
    expect(problem.code).toBe('form_not_fillable');
    expect(problem.issues?.[0]?.message).toContain('https://dichvucong.gov.vn/');
  }
  expect((await fetch(`${portal.origin}/api/forms/ct99.pdf`)).status).toBe(404);
  expect((await fetch(`${portal.origin}/api/forms/ct01.xlsx`)).status).toBe(404);
});

test('a link gives the file once, within five minutes', async () => {
  let nowMs = Date.parse('2026-11-24T03:00:00Z');
  const portal = await startTestPortal({ now: () => new Date(nowMs) });
  const issue = async (format: string) => {
    const response = await portal.post('/api/forms/ct01/links', { format, answers });
    expect(response.headers.get('cache-control')).toBe('no-store');
    return (await response.json()) as FormLink;
  };

  const first = await issue('pdf');
  expect(first.expiresAt).toBe('2026-11-24T03:05:00.000Z');
  expect(first.url).toMatch(/\/api\/forms\/links\/[\w-]{43}\.pdf$/);
  // Who only looks does not use it up.
  const look = await fetch(first.url, { method: 'HEAD' });
  expect(look.status).toBe(200);
  expect(look.headers.get('content-type')).toBe('application/pdf');
  const file = await fetch(first.url);
  expect(file.headers.get('cache-control')).toBe('no-store');
  expect((await readPdf(await bytesOf(file))).text).toContain('Phương Uyên');
  const again = await fetch(first.url);
  expect(again.status).toBe(404);
  expect((await problemOf(again)).code).toBe('form_link_gone');

  const second = await issue('docx');
  const third = await issue('docx');
  nowMs += 5 * 60_000 - 1;
  expect(readDocx(await bytesOf(await fetch(second.url))).text).toContain(longName);
  nowMs += 1;
  expect((await fetch(third.url)).status).toBe(404);
  expect((await fetch(`${portal.origin}/api/forms/links/${'A'.repeat(43)}`)).status).toBe(404);
});

test('a link dies with the process', async () => {
  const portal = await startTestPortal();
  const response = await portal.post('/api/forms/ct01/links', { format: 'pdf', answers });
  const { pathname } = new URL(((await response.json()) as FormLink).url);
  await portal.stop();

  const next = await startTestPortal({ place: { dataDir: portal.dataDir, databaseUrl: null } });
  expect((await fetch(`${next.origin}${pathname}`)).status).toBe(404);
});

test('a crowd at the forms leaves the rest of the portal quick, and who is one too many is told when to come again', async () => {
  const portal = await startTestPortal();
  expect((await portal.post('/api/forms/ct01.pdf', answers)).status).toBe(200);
  const crowd = Array.from({ length: 60 }, () => portal.post('/api/forms/ct01.pdf', answers));
  const waits: number[] = [];
  for (let look = 0; look < 20; look += 1) {
    const from = performance.now();
    await (await fetch(`${portal.origin}/healthz`)).text();
    waits.push(performance.now() - from);
  }
  const responses = await Promise.all(crowd);
  const statuses = responses.map(({ status }) => status);

  expect(new Set(statuses)).toEqual(new Set([200, 503]));
  expect(statuses.filter((status) => status === 200).length).toBeGreaterThanOrEqual(40);
  const refused = responses.find(({ status }) => status === 503);
  expect(refused?.headers.get('retry-after')).toBe('3');
  waits.sort((one, other) => one - other);
  // Made in the server's own thread they would hold it for two seconds and more.
  expect(waits[10]).toBeLessThan(250);
});
