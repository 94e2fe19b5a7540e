import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, test } from 'vitest';
import { callZalo } from '../../../server/zalo/zalo-http.ts';
import { serveAnswers } from '../../support/answering-server.ts';

const call = (url: string, timeoutMs = 2_000) =>
  callZalo(fetch, { method: 'POST', url, headers: { access_token: 'secret' }, body: '{}', timeoutMs });

test('a JSON object is an answer, whatever its status', async () => {
  const url = await serveAnswers((_request, response) => response.writeHead(500).end('{"error":-32}'));
  expect(await call(url)).toEqual({ kind: 'json', httpStatus: 500, body: { error: -32 } });
});

test.each([
  ['half a body', '{"error":0,"data":{"message_id":"1'],
  ['no body', ''],
  ['a page of a proxy', '<html>Bad gateway</html>'],
  ['a list', '[]'],
  ['a bare word', 'null'],
])('%s is a broken answer', async (_name, body) => {
  const url = await serveAnswers((_request, response) => response.end(body));
  expect(await call(url)).toEqual({ kind: 'broken', httpStatus: 200, reason: 'answer not json' });
});

test('an answer that is cut off on the way is broken', async () => {
  const url = await serveAnswers((_request, response) => {
    response.writeHead(200, { 'Content-Length': '100' }).write('{"error":0');
    setTimeout(() => response.destroy(), 20);
  });
  expect(await call(url)).toMatchObject({ kind: 'broken', httpStatus: 200 });
});

test('a connection that is dropped before the answer is broken: Zalo may have acted', async () => {
  const url = await serveAnswers((request) => request.socket.destroy());
  expect(await call(url)).toMatchObject({ kind: 'broken', httpStatus: null });
});

test('an answer that does not come, or does not end, is given up in time', async () => {
  const silent = await serveAnswers(() => undefined);
  expect(await call(silent, 100)).toEqual({ kind: 'broken', httpStatus: null, reason: 'timeout' });
  const endless = await serveAnswers((_request, response) => response.writeHead(200).write('{"error":'));
  expect(await call(endless, 1_000)).toEqual({ kind: 'broken', httpStatus: 200, reason: 'timeout' });
});

test('an answer larger than any we ask for is not read', async () => {
  const url = await serveAnswers((_request, response) =>
    response.end(`{"error":0,"x":"${'x'.repeat(600_000)}"}`),
  );
  expect(await call(url)).toEqual({ kind: 'broken', httpStatus: 200, reason: 'answer too large' });
});

test('a redirect is not followed, so that the token stays where it was sent', async () => {
  const visits: string[] = [];
  const url = await serveAnswers((request, response) => {
    visits.push(request.url ?? '');
    response.writeHead(302, { Location: '/elsewhere' }).end();
  });
  expect(await call(`${url}/first`)).toEqual({ kind: 'broken', httpStatus: 302, reason: 'http 302' });
  expect(visits).toEqual(['/first']);
});

test('where nobody listens, nothing was sent', async () => {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  expect(await call(`http://127.0.0.1:${port}`)).toEqual({ kind: 'not_sent', reason: 'ECONNREFUSED' });
});
