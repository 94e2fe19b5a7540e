import { expect, test } from 'vitest';
import type { ApiProblem, ApiResult } from '../../../../src/api/problem.ts';
import { askPatiently } from '../../../../src/features/fill-form/patient-request.ts';

const busy = (retryAfterMs: number | null): ApiProblem => ({
  kind: 'refused',
  code: 'busy',
  title: 'Máy chủ đang bận.',
  status: 503,
  requestId: null,
  issues: [],
  retryAfterMs,
});

/** Asks a server that gives these answers one after the other; time is only written down. */
async function ask(answers: ApiResult<string>[]) {
  const waits: number[] = [];
  const told: number[] = [];
  let asked = 0;
  const result = await askPatiently(
    async () => {
      const answer = answers[asked];
      asked += 1;
      if (!answer) throw new Error('asked too often');
      return answer;
    },
    {
      onWait: (ms) => told.push(ms),
      sleep: async (ms) => {
        waits.push(ms);
      },
      random: () => 0.5,
    },
  );
  return { result, waits, told, asked };
}

const refused = (problem: ApiProblem): ApiResult<string> => ({ ok: false, problem });

test('a busy server is asked again after as long as it wants, and the person is told', async () => {
  const answers = [refused(busy(3_000)), refused(busy(null)), { ok: true, value: 'tệp' } as const];
  const { result, waits, told } = await ask(answers);
  expect(result).toEqual({ ok: true, value: 'tệp' });
  expect(waits).toEqual([3_500, 3_500]);
  expect(told).toEqual(waits);
});

test('a proxy that says 503 is a busy server too', async () => {
  const proxy: ApiProblem = { kind: 'unexpected', status: 503, requestId: null, retryAfterMs: 1_000 };
  expect((await ask([refused(proxy), { ok: true, value: 'tệp' }])).waits).toEqual([1_500]);
});

test('after four tries the person decides', async () => {
  const { result, asked, waits } = await ask(Array.from({ length: 4 }, () => refused(busy(90_000))));
  expect(asked).toBe(4);
  expect(result.ok).toBe(false);
  // However long the server wishes, nobody waits longer than this for a form.
  expect(waits).toEqual([20_500, 20_500, 20_500]);
});

test.each<[string, ApiProblem]>([
  ['no line', { kind: 'offline' }],
  ['no answer', { kind: 'timeout' }],
  ['a refusal', { ...busy(1_000), code: 'invalid_input', status: 400 } as ApiProblem],
])('%s is not asked away', async (_name, problem) => {
  expect((await ask([refused(problem)])).asked).toBe(1);
});
