import { expect, test, vi } from 'vitest';
import { requestJson } from '../../../src/api/client.ts';
import { serveAnswers } from '../../support/answering-server.ts';

async function clientOf(...args: Parameters<typeof serveAnswers>): Promise<void> {
  vi.stubEnv('VITE_API_ORIGIN', await serveAnswers(...args));
}

test('a body goes as JSON, without cookies, to the place the build names', async () => {
  const seen: unknown[] = [];
  await clientOf((request, response) => {
    seen.push([request.method, request.url, request.headers['content-type'], request.headers.cookie]);
    response.end('{"ok":1}');
  });

  expect(await requestJson('/api/x', { method: 'POST', json: { a: 1 } })).toEqual({
    ok: true,
    value: { ok: 1 },
  });
  expect(seen).toEqual([['POST', '/api/x', 'application/json', undefined]]);
});

test('an answer that never comes is a time-out, and says so', async () => {
  await clientOf(() => undefined);

  expect(await requestJson('/api/x', { timeoutMs: 50 })).toEqual({ ok: false, problem: { kind: 'timeout' } });
});

test('a body that stops halfway is a lost connection', async () => {
  await clientOf((_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' });
    response.write('{"half":');
    setTimeout(() => response.destroy(), 20);
  });

  expect(await requestJson('/api/x')).toEqual({ ok: false, problem: { kind: 'offline' } });
});

test('a server that is not there is a lost connection', async () => {
  vi.stubEnv('VITE_API_ORIGIN', 'http://127.0.0.1:9');

  expect(await requestJson('/api/x')).toEqual({ ok: false, problem: { kind: 'offline' } });
});
