import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, type RunningSandbox, startSandbox, textAt } from './running-sandbox.ts';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;

const groups = async (access: string): Promise<unknown> => {
  const response = await fetch(`${zalo.bases.openapi}/v3.0/oa/group/getgroupsofoa?offset=0&count=5`, {
    headers: { access_token: access },
  });
  expect(response.status).toBe(200);
  return at(await zalo.json(response), 'error');
};
const refresh = async (token: string): Promise<unknown> => {
  const response = await zalo.oauth({ grant_type: 'refresh_token', refresh_token: token });
  expect(response.status).toBe(200);
  return zalo.json(response);
};

test('a consent code gives a pair of tokens whose life is a text of seconds', async () => {
  const pair = await zalo.json(
    await zalo.oauth({ grant_type: 'authorization_code', code: zalo.sandbox.grantCode('tay-thanh') }),
  );
  expect(pair).toMatchObject({ expires_in: '90000' });
  expect(await groups(textAt(pair, 'access_token'))).toBe(0);
});

test('a consent code works once', async () => {
  const code = zalo.sandbox.grantCode('tay-thanh');
  await zalo.oauth({ grant_type: 'authorization_code', code });
  const second = await zalo.json(await zalo.oauth({ grant_type: 'authorization_code', code }));
  expect(at(second, 'access_token')).toBeUndefined();
  expect(at(second, 'error_name')).toBe('Invalid authorization code');
});

test('a consent code is dead after ten minutes', async () => {
  const code = zalo.sandbox.grantCode('tay-thanh');
  zalo.forward(10 * minuteMs);
  const answer = await zalo.json(await zalo.oauth({ grant_type: 'authorization_code', code }));
  expect(at(answer, 'access_token')).toBeUndefined();
});

test('refreshing gives a new pair, ends the old access token and spends the old refresh token', async () => {
  const old = await zalo.tokens('tay-thanh');
  const pair = await refresh(old.refresh);
  expect(textAt(pair, 'refresh_token')).not.toBe(old.refresh);
  expect(at(pair, 'expires_in')).toBe('90000');
  expect(await groups(old.access)).toBe(-216);
  expect(await groups(textAt(pair, 'access_token'))).toBe(0);
  const again = await refresh(old.refresh);
  expect(again).toMatchObject({ error: -14014 });
  expect(at(again, 'access_token')).toBeUndefined();
});

test('of two refreshes at the same moment one loses', async () => {
  const { refresh: token } = await zalo.tokens('tay-thanh');
  const answers = await Promise.all([refresh(token), refresh(token)]);
  expect(answers.filter((answer) => at(answer, 'access_token') !== undefined)).toHaveLength(1);
});

test('a refresh token lives three months, and then the refusal carries no number', async () => {
  const { refresh: token } = await zalo.tokens('tay-thanh');
  zalo.forward(90 * dayMs);
  const answer = await refresh(token);
  expect(at(answer, 'access_token')).toBeUndefined();
  expect(at(answer, 'error')).toBeUndefined();
  expect(at(answer, 'error_name')).toBe('Invalid refresh token');
});

test('an access token expires after 25 hours', async () => {
  const { access } = await zalo.tokens('tay-thanh');
  zalo.forward(90_000_000 - 1);
  expect(await groups(access)).toBe(0);
  zalo.forward(1);
  expect(await groups(access)).toBe(-220);
});

test('a wrong secret, a wrong app or a JSON body gets no tokens, and the code is not spent', async () => {
  const code = zalo.sandbox.grantCode('tay-thanh');
  const grant = { grant_type: 'authorization_code', code };
  const refusals = [
    await zalo.oauth(grant, { secret_key: zalo.sandbox.credentials.oaSecretKey }),
    await zalo.oauth({ ...grant, app_id: '1' }),
    await fetch(`${zalo.bases.oauth}/v4/oa/access_token`, {
      method: 'POST',
      headers: { secret_key: zalo.sandbox.credentials.appSecret, 'content-type': 'application/json' },
      body: JSON.stringify({ ...grant, app_id: zalo.sandbox.credentials.appId }),
    }),
  ];
  for (const refusal of refusals) {
    expect(refusal.status).toBe(200);
    expect(at(await zalo.json(refusal), 'access_token')).toBeUndefined();
  }
  expect(at(await zalo.json(await zalo.oauth(grant)), 'access_token')).toBeTypeOf('string');
});

test('a new consent ends the pair that was there', async () => {
  const first = await zalo.tokens('tay-thanh');
  await zalo.tokens('tay-thanh');
  expect(await groups(first.access)).toBe(-216);
  expect(await refresh(first.refresh)).toMatchObject({ error: -14014 });
});

test('the token of one OA says nothing about another', async () => {
  const tayThanh = await zalo.oaClient('tay-thanh');
  const sonKy = await zalo.oaClient('son-ky');
  expect(await tayThanh.sendToGroup(sonKy.dutyGroup, { text: 'nhầm nhóm' })).toMatchObject({ error: -403 });
});
