import { createHmac } from 'node:crypto';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, type RunningSandbox, startSandbox, textAt } from './running-sandbox.ts';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

const secret = 'appSecretForTests';

const token = async (kind: string, more: object = {}): Promise<string> =>
  textAt(await zalo.tool('mini-app-tokens', { user: 'lan', kind, ...more }), 'token');

async function graph(path: string, headers: Record<string, string>): Promise<unknown> {
  const response = await fetch(`${zalo.bases.graph}/v2.0/${path}`, { headers });
  expect(response.status).toBe(200);
  return zalo.json(response);
}
const proofOf = (access: string): string => createHmac('sha256', secret).update(access).digest('hex');
const me = (access: string, fields = 'id', proof = proofOf(access)): Promise<unknown> =>
  graph(`me?fields=${fields}`, { access_token: access, appsecret_proof: proof });

test('the server learns who a user is from a flat body, with a proof', async () => {
  const answer = await me(await token('access'), 'id,name,picture,user_id_by_oa');
  expect(answer).toMatchObject({ error: 0, message: 'Success' });
  expect(BigInt(textAt(answer, 'id'))).toBeGreaterThan(2n ** 53n);
  expect(at(answer, 'data')).toBeUndefined();
  expect(at(answer, 'name')).toBeUndefined();
  expect(at(answer, 'user_id_by_oa')).toBeUndefined();
});

test('the name comes only when the person agreed and it is asked for', async () => {
  const agreed = await token('access', { userInfo: true });
  expect(at(await me(agreed, 'id,name,picture'), 'name')).toBe('lan');
  expect(at(await me(agreed, 'id'), 'name')).toBeUndefined();
});

test('the id at the OA comes only for followers of the linked OA', async () => {
  const followed = await zalo.tool('events', { unit: 'ca-quan', user: 'lan', event: 'follow' });
  const answer = await me(await token('access'), 'id,user_id_by_oa');
  expect(at(answer, 'user_id_by_oa')).toBe(textAt(followed, 'userId'));
  expect(at(answer, 'id')).not.toBe(textAt(followed, 'userId'));
});

test('a wrong or missing proof and an unknown token are told apart', async () => {
  const access = await token('access');
  expect(await me(access, 'id', proofOf('khác'))).toMatchObject({ error: -242 });
  expect(await me(access, 'id', proofOf(access).toUpperCase())).toMatchObject({ error: -242 });
  expect(await graph('me?fields=id', { access_token: access })).toMatchObject({ error: -242 });
  expect(await graph(`me?fields=id&access_token=${access}`, { secret_key: secret })).toMatchObject({
    error: -242,
  });
  expect(await me('khong-co')).toMatchObject({ error: 452 });
  expect(await me(await token('access', { appId: '999' }))).toMatchObject({ error: 452 });
  expect(await me(await token('phone'))).toMatchObject({ error: 452 });
});

const info = (headers: Record<string, string>): Promise<unknown> => graph('me/info', headers);

test('a location code is exchanged once, for four texts', async () => {
  const access = await token('access');
  const code = await token('location', { lat: 10.8231, lng: 106.6297 });
  const headers = { access_token: access, code, secret_key: secret };
  expect(await info(headers)).toEqual({
    data: { provider: 'gps', latitude: '10.8231', longitude: '106.6297', timestamp: '1795395600000' },
    error: 0,
    message: 'Success',
  });
  expect(await info(headers)).toMatchObject({ error: 119 });
});

test('a phone code gives a number with 84 and no plus', async () => {
  const headers = { access_token: await token('access'), code: await token('phone'), secret_key: secret };
  expect(at(await info(headers), 'data', 'number')).toMatch(/^84\d{9}$/);
});

test('a code lives two minutes', async () => {
  const access = await token('access');
  const [young, old] = [await token('phone'), await token('phone')];
  zalo.forward(119_999);
  expect(await info({ access_token: access, code: young, secret_key: secret })).toMatchObject({ error: 0 });
  zalo.forward(1);
  expect(await info({ access_token: access, code: old, secret_key: secret })).toMatchObject({ error: 115 });
});

test('every mistake in asking for a place has its own number', async () => {
  const access = await token('access');
  const code = await token('phone');
  const others = textAt(await zalo.tool('mini-app-tokens', { user: 'minh', kind: 'phone' }), 'token');
  expect(await info({ access_token: access, code })).toMatchObject({ error: 116 });
  expect(await info({ access_token: access, code, secret_key: 'sai' })).toMatchObject({ error: 117 });
  expect(await info({ code, secret_key: secret })).toMatchObject({ error: -1401 });
  expect(await info({ access_token: access, secret_key: secret })).toMatchObject({ error: 114 });
  expect(await info({ access_token: access, code: 'x', secret_key: secret })).toMatchObject({ error: 115 });
  expect(await info({ access_token: access, code: access, secret_key: secret })).toMatchObject({
    error: 115,
  });
  expect(await info({ access_token: access, code: others, secret_key: secret })).toMatchObject({
    error: 115,
  });
  const foreign = await token('phone', { appId: '999' });
  expect(await info({ access_token: access, code: foreign, secret_key: secret })).toMatchObject({
    error: 118,
  });
  expect(await info({ access_token: access, code, secret_key: secret })).toMatchObject({ error: 0 });
});

test('a notification needs the key, an allowed address, and a person who said yes', async () => {
  const { miniAppId, miniAppKey } = zalo.sandbox.credentials;
  const userId = textAt(await me(await token('access')), 'id');
  const body = { templateId: '00126fd75392bacce383', templateData: { title: 'Đã có trả lời' } };
  const notify = async (headers: Record<string, string> = {}, sent: object = body): Promise<unknown> => {
    const response = await fetch(`${zalo.bases.mini}/notification/template`, {
      method: 'POST',
      headers: {
        'X-Api-Key': `Bearer ${miniAppKey}`,
        'X-User-Id': userId,
        'X-MiniApp-Id': miniAppId,
        'content-type': 'application/json',
        ...headers,
      },
      body: JSON.stringify(sent),
    });
    expect(response.status).toBe(200);
    return zalo.json(response);
  };
  expect(await notify({ 'X-Api-Key': miniAppKey })).toMatchObject({ error: -102 });
  expect(await notify({ 'X-MiniApp-Id': '1' })).toMatchObject({ error: -114 });
  expect(await notify({ 'X-User-Id': '1' })).toMatchObject({ error: -110 });
  expect(await notify()).toMatchObject({ error: -111 });
  await zalo.tool('mini-app', { user: 'lan', acceptsNotifications: true, serverAllowed: false });
  expect(await notify()).toMatchObject({ error: -113 });
  await zalo.tool('mini-app', { serverAllowed: true });
  expect(await notify({}, { templateId: '1' })).toMatchObject({ error: -101 });
  expect(await zalo.tool('notifications?user=lan')).toEqual([]);
  expect(await notify()).toMatchObject({ error: 0 });
  expect(await zalo.tool('notifications?user=lan')).toMatchObject([
    { templateData: { title: 'Đã có trả lời' } },
  ]);
});
