import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, type RunningSandbox, startSandbox, units } from './running-sandbox.ts';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

const groupsPath = 'v3.0/oa/group/getgroupsofoa?offset=0&count=5';

async function call(path: string, headers: Record<string, string>, init: RequestInit = {}): Promise<unknown> {
  const response = await fetch(`${zalo.bases.openapi}/${path}`, { ...init, headers });
  expect(response.status).toBe(200);
  return zalo.json(response);
}

test('the access token counts only in its header, and bare', async () => {
  const { access } = await zalo.tokens('tay-thanh');
  expect(await call(groupsPath, { access_token: access })).toMatchObject({ error: 0 });
  expect(await call(`${groupsPath}&access_token=${access}`, {})).toMatchObject({ error: -216 });
  expect(await call(groupsPath, { access_token: `Bearer ${access}` })).toMatchObject({ error: -216 });
  expect(await call(groupsPath, { authorization: `Bearer ${access}` })).toMatchObject({ error: -216 });
});

test('a body that is not declared as JSON, or is none, is refused', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const body = JSON.stringify({ recipient: { group_id: oa.dutyGroup }, message: { text: 'a' } });
  const send = (contentType: string, text: string) =>
    call(
      'v3.0/oa/group/message',
      { access_token: oa.access, 'content-type': contentType },
      { method: 'POST', body: text },
    );
  expect(await send('text/plain', body)).toMatchObject({ error: -201 });
  expect(await send('application/x-www-form-urlencoded', body)).toMatchObject({ error: -201 });
  expect(await send('application/json', '{"recipient"')).toMatchObject({ error: -201 });
  expect(await send('application/json; charset=utf-8', body)).toMatchObject({ error: 0 });
});

test('a body of more than 64 kB is over the limit', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  expect(await oa.sendToGroup(oa.dutyGroup, { text: 'a', padding: 'x'.repeat(70_000) })).toMatchObject({
    error: -210,
  });
});

test('what Zalo does not offer answers "not supported", with HTTP 200', async () => {
  const { access } = await zalo.tokens('tay-thanh');
  expect(await call('v2.0/article/upload_image', { access_token: access }, { method: 'POST' })).toMatchObject(
    {
      error: -209,
    },
  );
});

test('wards are state agencies, teams and the district are businesses', async () => {
  for (const [unitId, oaType] of [
    ['tay-thanh', 4],
    ['doi-csgt', 2],
    ['ca-quan', 2],
  ] as const) {
    const oa = await zalo.oaClient(unitId);
    const answer = await oa.get('v2.0/oa/getoa');
    expect(answer).toMatchObject({ error: 0, data: { oaid: zalo.sandbox.oaIdOf(unitId), oa_type: oaType } });
  }
});

test('ids are larger than a number can hold, and the same in every sandbox', async () => {
  const other = await startSandbox();
  for (const { id } of units) {
    expect(BigInt(zalo.sandbox.oaIdOf(id))).toBeGreaterThan(2n ** 53n);
    expect(other.sandbox.oaIdOf(id)).toBe(zalo.sandbox.oaIdOf(id));
  }
  await other.stop();
});

test('an OA is called at most a hundred times a minute', async () => {
  const { access } = await zalo.tokens('tay-thanh');
  const response = await fetch(`${zalo.bases.openapi}/${groupsPath}`, { headers: { access_token: access } });
  expect(response.headers.get('x-ratelimit-limit')).toBe('100');
  expect(response.headers.get('x-ratelimit-remain')).toBe('99');
  for (let made = 1; made < 100; made += 1) await call(groupsPath, { access_token: access });
  const refused = await fetch(`${zalo.bases.openapi}/${groupsPath}`, { headers: { access_token: access } });
  expect(refused.status).toBe(200);
  expect(refused.headers.get('x-ratelimit-remain')).toBe('0');
  expect(await zalo.json(refused)).toMatchObject({ error: -32 });

  const other = await zalo.tokens('son-ky');
  expect(await call(groupsPath, { access_token: other.access })).toMatchObject({ error: 0 });
  zalo.forward(60_000);
  expect(await call(groupsPath, { access_token: access })).toMatchObject({ error: 0 });
});

test('with rate limits off, an OA may be called as often as one likes', async () => {
  const free = await startSandbox({ rateLimits: false });
  const oa = await free.oaClient('tay-thanh');
  for (let made = 0; made < 110; made += 1) expect(at(await oa.get(groupsPath), 'error')).toBe(0);
  await free.stop();
});

test('clients from other machines are refused, whatever they claim', async () => {
  const from = (remoteAddress: string) =>
    zalo.sandbox.app.request(
      '/api/state',
      { headers: { 'x-forwarded-for': '127.0.0.1' } },
      { incoming: { socket: { remoteAddress } } },
    );
  expect((await from('192.0.2.7')).status).toBe(403);
  expect((await from('::ffff:192.0.2.7')).status).toBe(403);
  expect((await from('::ffff:127.0.0.1')).status).toBe(200);
  expect((await zalo.sandbox.app.request('/api/state')).status).toBe(403);
});

test('the demo answers everyone, with keys that nobody can guess and that outlive a restart', async () => {
  const first = await startSandbox({ demo: true });
  const answer = await first.sandbox.app.request(
    '/api/state',
    {},
    { incoming: { socket: { remoteAddress: '192.0.2.7' } } },
  );
  expect(answer.status).toBe(200);
  for (const key of ['appSecret', 'oaSecretKey', 'miniAppKey'] as const) {
    expect(first.sandbox.credentials[key]).not.toBe(zalo.sandbox.credentials[key]);
    expect(first.sandbox.credentials[key].length).toBeGreaterThan(40);
  }
  const second = await startSandbox({ demo: true, dataDir: first.dataDir });
  expect(second.sandbox.credentials).toEqual(first.sandbox.credentials);
  await second.stop();
  await first.stop();
});
