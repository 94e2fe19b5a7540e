import { expect, test } from 'vitest';
import { readAnswer, requestIdOf, retryAfterMs, waitOf } from '../../../src/api/problem.ts';
import { problemText } from '../../../src/api/problem-text.ts';
import { text } from '../../../src/text/vi.ts';

const now = new Date('2026-11-23T01:00:00Z');

const answer = (status: number, body: string, headers: Record<string, string> = {}) => ({
  status,
  body,
  header: (name: string) => headers[name.toLowerCase()] ?? null,
});

const refusal = {
  type: 'about:blank',
  code: 'invalid_input',
  title: 'Thông tin gửi lên chưa đúng.',
  status: 400,
  requestId: 'r-1',
  issues: [{ path: ['description'], message: 'Quá ngắn.' }, { path: 'no list' }, 7],
};

test('an answer of success is its value', () => {
  expect(readAnswer(answer(200, '{"code":"TB-7K3M9Q"}'))).toEqual({
    ok: true,
    value: { code: 'TB-7K3M9Q' },
  });
});

test('a refusal keeps its code, its words, its request id and every remark that can be read', () => {
  const result = readAnswer(answer(400, JSON.stringify(refusal)));

  expect(result).toEqual({
    ok: false,
    problem: {
      kind: 'refused',
      code: 'invalid_input',
      title: 'Thông tin gửi lên chưa đúng.',
      status: 400,
      requestId: 'r-1',
      issues: [{ path: ['description'], message: 'Quá ngắn.' }],
      retryAfterMs: null,
    },
  });
});

test('the words of a code that this build does not know are shown all the same', () => {
  const result = readAnswer(answer(422, JSON.stringify({ ...refusal, code: 'from_next_year' })));

  expect(result.ok).toBe(false);
  if (!result.ok) expect(problemText(result.problem).message).toBe('Thông tin gửi lên chưa đúng.');
});

test.each([
  [502, '<html>Bad Gateway</html>'],
  [200, '{"code":"TB-7K3'],
  [500, ''],
  [400, '[]'],
  [400, '{"title":"x"}'],
])('a %i with the body %j is an unexpected answer with the request id of its header', (status, body) => {
  const result = readAnswer(answer(status, body, { 'x-request-id': 'r-2' }), now);

  expect(result).toMatchObject({ ok: false, problem: { kind: 'unexpected', status, requestId: 'r-2' } });
  if (!result.ok)
    expect(problemText(result.problem)).toEqual({ message: text.problem.unexpected, requestId: 'r-2' });
});

test('the wait a server asks for is read in seconds and as a date, and never believed beyond two minutes', () => {
  expect(retryAfterMs('3', now)).toBe(3_000);
  expect(retryAfterMs('Mon, 23 Nov 2026 01:00:05 GMT', now)).toBe(5_000);
  expect(retryAfterMs('Mon, 23 Nov 2026 00:00:00 GMT', now)).toBe(0);
  expect(retryAfterMs('86400', now)).toBe(120_000);
  expect(retryAfterMs('soon', now)).toBeNull();
  expect(retryAfterMs(null, now)).toBeNull();
});

test('without an answer there is neither a wait nor a request id, but a sentence that says what to do', () => {
  for (const kind of ['offline', 'timeout'] as const) {
    expect(waitOf({ kind })).toBeNull();
    expect(requestIdOf({ kind })).toBeNull();
    expect(problemText({ kind }).message).toMatch(/thử lại/);
  }
});
