import { describe, expect, onTestFinished, test } from 'vitest';
import { appSecretProof, createGraphClient } from '../../../server/zalo/graph-client.ts';
import { serveAnswers } from '../../support/answering-server.ts';
import { startSandbox, textAt } from './sandbox/running-sandbox.ts';

const appSecret = 'appSecretForTests';

async function clientAnsweredWith(body: unknown, httpStatus = 200) {
  const baseUrl = await serveAnswers((_request, response) =>
    response.writeHead(httpStatus).end(typeof body === 'string' ? body : JSON.stringify(body)),
  );
  return createGraphClient({ appSecret, baseUrl });
}
const meOf = async (body: unknown, httpStatus?: number) =>
  (await clientAnsweredWith(body, httpStatus)).me('userAccessTokenForTests');
const locationOf = async (body: unknown, httpStatus?: number) =>
  (await clientAnsweredWith(body, httpStatus)).decodeLocation({ accessToken: 'access', token: 'location' });

test('the proof is the one of the fixed example', () => {
  expect(appSecretProof(appSecret, 'userAccessTokenForTests')).toBe(
    'eb9b4c58b9e55c6521c71d00fb549a696264d59265a2f35e01117141b1f67266',
  );
});

test('tokens, proof and secret travel in headers, never in the address', async () => {
  const seen: unknown[] = [];
  const baseUrl = await serveAnswers((request, response) => {
    const { access_token, appsecret_proof, code, secret_key } = request.headers;
    seen.push({ url: request.url, access_token, appsecret_proof, code, secret_key });
    response.end('{"error":0}');
  });
  const graph = createGraphClient({ appSecret, baseUrl });
  await graph.me('access');
  await graph.decodeLocation({ accessToken: 'access', token: 'location' });
  expect(seen).toEqual([
    {
      url: '/v2.0/me?fields=id,name,user_id_by_oa',
      access_token: 'access',
      appsecret_proof: appSecretProof(appSecret, 'access'),
    },
    { url: '/v2.0/me/info', access_token: 'access', code: 'location', secret_key: appSecret },
  ]);
});

describe('who a person is', () => {
  test('stands flat in the answer; a name only if the person allowed it', async () => {
    const full = { error: 0, message: 'Success', id: '1234567890123456789', name: 'An', user_id_by_oa: '9' };
    expect(await meOf(full)).toEqual({
      kind: 'user',
      user: { id: '1234567890123456789', name: 'An', idAtOa: '9' },
    });
    expect(await meOf({ id: '1234567890123456789' })).toEqual({
      kind: 'user',
      user: { id: '1234567890123456789', name: null, idAtOa: null },
    });
  });

  test.each([
    [{ error: 452 }, 'unauthenticated', 'zalo 452'],
    [{ error: 210 }, 'unauthenticated', 'zalo 210'],
    [{ error: -1401 }, 'unauthenticated', 'zalo -1401'],
    [{ error: -242 }, 'misconfigured', 'zalo -242'],
    [{ error: -1241 }, 'misconfigured', 'zalo -1241'],
    [{ error: 0 }, 'unavailable', 'user unreadable'],
    [{ error: 0, id: 12345 }, 'unavailable', 'user unreadable'],
    ['{"error":0,"id":"12', 'unavailable', 'answer not json'],
  ])('%j is %s', async (body, kind, reason) => {
    expect(await meOf(body)).toEqual({ kind, reason });
  });

  test('a server error is no refusal', async () => {
    expect(await meOf({ error: 452 }, 503)).toEqual({ kind: 'unavailable', reason: 'http 503' });
  });
});

describe('with the stand-in in Zalo’s place', () => {
  async function start() {
    const zalo = await startSandbox();
    onTestFinished(() => zalo.stop());
    const make = async (wish: object) =>
      textAt(await zalo.tool('mini-app-tokens', { user: 'an', kind: 'access', ...wish }), 'token');
    const clientWith = (secret: string) =>
      createGraphClient({ appSecret: secret, baseUrl: zalo.bases.graph });
    return { make, clientWith };
  }

  test('a token proves who someone is, and their name only if they allowed it', async () => {
    const { make, clientWith } = await start();
    const silent = await clientWith(appSecret).me(await make({}));
    expect(silent).toMatchObject({
      kind: 'user',
      user: { name: null, id: expect.stringMatching(/^\d{19}$/) },
    });
    const named = await clientWith(appSecret).me(await make({ userInfo: true }));
    expect(named).toMatchObject({ kind: 'user', user: { name: 'an' } });
  });

  test('a made-up token is not taken, and a wrong secret is ours to mend', async () => {
    const { make, clientWith } = await start();
    expect(await clientWith(appSecret).me('made-up')).toEqual({
      kind: 'unauthenticated',
      reason: 'zalo 452',
    });
    expect(await clientWith('wrong').me(await make({}))).toEqual({
      kind: 'misconfigured',
      reason: 'zalo -242',
    });
  });
});

describe('what a location token stands for', () => {
  const data = {
    provider: 'gps',
    latitude: '10.758341',
    longitude: '106.745863',
    timestamp: '1666249171003',
  };

  test('comes as strings and becomes numbers and an instant', async () => {
    expect(await locationOf({ data, error: 0, message: 'Success' })).toEqual({
      kind: 'location',
      location: { lat: 10.758341, lng: 106.745863, provider: 'gps', at: new Date(1666249171003) },
    });
  });

  test.each([
    [{ ...data, latitude: '' }],
    [{ ...data, latitude: 'NaN' }],
    [{ ...data, latitude: '91' }],
    [{ ...data, longitude: '-180.1' }],
    [{ ...data, timestamp: 'now' }],
    [null],
  ])('is not guessed from %j', async (unreadable) => {
    expect(await locationOf({ data: unreadable, error: 0 })).toEqual({
      kind: 'token_invalid',
      reason: 'location unreadable',
    });
  });

  test.each([
    [114, 'token_invalid'],
    [115, 'token_invalid'],
    [119, 'token_invalid'],
    [116, 'misconfigured'],
    [117, 'misconfigured'],
    [118, 'misconfigured'],
    [-1401, 'unauthenticated'],
    [452, 'unauthenticated'],
    [12345, 'token_invalid'],
  ])('error %d is %s', async (error, kind) => {
    expect(await locationOf({ error, message: 'x' })).toEqual({ kind, reason: `zalo ${error}` });
  });

  test('an outage says nothing about the token', async () => {
    expect(await locationOf('', 502)).toEqual({ kind: 'unavailable', reason: 'http 502' });
    expect(await locationOf({ error: 119 }, 500)).toEqual({ kind: 'unavailable', reason: 'http 500' });
  });
});
