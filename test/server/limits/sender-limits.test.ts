import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { describe, expect, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import type { HttpEnv } from '../../../server/http/http-env.ts';
import { problemHandler } from '../../../server/http/problem-answer.ts';
import { createClientAddress } from '../../../server/limits/client-address.ts';
import {
  addressLanes,
  proofCost,
  proofLanes,
  requestsInFlightMax,
  unitFlood,
} from '../../../server/limits/limit-table.ts';
import { createSenderLimits } from '../../../server/limits/sender-limits.ts';
import { createLogger } from '../../../server/log.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { startSearch } from '../../../src/api/proof-search.ts';
import { testSecretKeys } from '../../support/portal.ts';

const { tips } = proofLanes;

/** The guards before a route that says yes, with a clock that stands still until it is moved. */
function startGuards() {
  const clock = { atMs: Date.parse('2026-11-24T07:55:00Z') };
  const limits = createSenderLimits({
    keys: parseSecretKeys(testSecretKeys),
    now: () => new Date(clock.atMs),
    clientAddress: createClientAddress([]),
    identityOf: async (c) => c.req.header('x-signed-in') ?? null,
    isAnswered: async () => false,
  });
  const app = new Hono<HttpEnv>();
  app.onError(problemHandler(createLogger('silent')));
  const slowLane = { name: 'slow', perAddress: { max: 2, windowMs: 60_000 }, slowedMs: 300 };
  const release = Promise.withResolvers<void>();
  app
    .post('/tips', limits.proofGuard(tips), (c) => c.json({ ok: true }, 201))
    .get('/photos', limits.addressGuard(addressLanes.photos), (c) => c.json({ ok: true }))
    .get('/slow', limits.addressGuard(slowLane), (c) => c.json({ ok: true }))
    .get('/crowded', limits.inFlightGuard(2), async (c) => {
      await release.promise;
      return c.json({ ok: true });
    });
  const ask = async (path: string, from: string, headers: Record<string, string> = {}) => {
    const method = path === '/tips' ? 'POST' : 'GET';
    const environment = { incoming: { socket: { remoteAddress: from } } };
    return await app.request(path, { method, headers }, environment);
  };
  const sendTip = (from: string, headers: Record<string, string> = {}) =>
    ask('/tips', from, { 'Idempotency-Key': randomUUID(), ...headers });
  return { clock, limits, ask, sendTip, release: release.resolve };
}

async function zeroBitsAsked(answer: Response): Promise<number> {
  expect(answer.status).toBe(428);
  return ((await answer.json()) as Problem).challenge?.zeroBits ?? 0;
}

type SendTip = ReturnType<typeof startGuards>['sendTip'];

async function sendMany(sendTip: SendTip, from: (index: number) => string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) expect((await sendTip(from(index))).status).toBe(201);
}

/** Works for each tip, as the app does. */
async function workFor(sendTip: SendTip, from: string, count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const key = randomUUID();
    const asked = await sendTip(from, { 'Idempotency-Key': key });
    const { challenge } = (await asked.json()) as Problem;
    if (!challenge) throw new Error('no challenge');
    const numbers = startSearch(challenge).step(Number.MAX_SAFE_INTEGER);
    const proof = `${challenge.token}:${numbers}`;
    expect((await sendTip(from, { 'Idempotency-Key': key, Proof: proof })).status).toBe(201);
  }
}

describe('somebody without an identity', () => {
  test('is asked for more work the more comes from their address, within bounds', async () => {
    const { sendTip } = startGuards();
    const from = '203.0.113.7';
    await sendMany(sendTip, () => from, tips.perAddress.max);
    expect(await zeroBitsAsked(await sendTip(from))).toBe(proofCost.zeroBitsMin);
    await workFor(sendTip, from, tips.perAddress.max);
    expect(await zeroBitsAsked(await sendTip(from))).toBe(proofCost.zeroBitsMin + 1);
    // Asking is not sending: who only asks does not make it dearer for their neighbours.
    for (let asked = 0; asked < 300; asked += 1) await sendTip(from);
    expect(await zeroBitsAsked(await sendTip(from))).toBe(proofCost.zeroBitsMin + 1);
    expect((await sendTip('203.0.113.8')).status).toBe(201);
  });

  test('is asked for more work while a unit is under a flood, for as long as that lasts', async () => {
    const { sendTip, limits, clock } = startGuards();
    await sendMany(sendTip, () => '203.0.113.7', tips.perAddress.max);
    for (let stored = 0; stored <= unitFlood.max; stored += 1) limits.noteTipFor('tay-thanh');
    expect(await zeroBitsAsked(await sendTip('203.0.113.7'))).toBe(proofCost.zeroBitsMin + 1);
    expect((await sendTip('198.51.100.1')).status).toBe(201);
    clock.atMs += unitFlood.windowMs;
    expect(await zeroBitsAsked(await sendTip('203.0.113.7'))).toBe(proofCost.zeroBitsMin);
  });

  test('has to work when the whole network, or everybody together, sends too much', async () => {
    const { sendTip } = startGuards();
    const inNetwork = (index: number) => `2001:db8:1:${index.toString(16)}::1`;
    await sendMany(sendTip, inNetwork, tips.perNetwork.max);
    await zeroBitsAsked(await sendTip('2001:db8:1:ffff::1'));
    const anywhere = (index: number) => `10.${index >> 8}.${index & 0xff}.1`;
    await sendMany(sendTip, anywhere, tips.inAll.max - tips.perNetwork.max);
    await zeroBitsAsked(await sendTip('192.0.2.1'));
  });

  test('sends freely again when the window has passed', async () => {
    const { sendTip, clock, limits } = startGuards();
    await sendMany(sendTip, () => '203.0.113.7', tips.perAddress.max);
    clock.atMs += tips.perAddress.windowMs;
    await zeroBitsAsked(await sendTip('203.0.113.7'));
    clock.atMs += tips.perAddress.windowMs / 10;
    limits.sweep();
    expect((await sendTip('203.0.113.7')).status).toBe(201);
  });

  test('needs a proper Idempotency-Key before anything else', async () => {
    const { ask } = startGuards();
    expect((await ask('/tips', '203.0.113.7')).status).toBe(400);
    expect((await ask('/tips', '203.0.113.7', { 'Idempotency-Key': 'x' })).status).toBe(400);
  });
});

describe('somebody who is signed in', () => {
  test('may send twenty tips an hour from anywhere, and is then told when to go on', async () => {
    const { sendTip, clock } = startGuards();
    const lan = { 'X-Signed-In': 'lan' };
    for (let sent = 0; sent < tips.perIdentity.max; sent += 1) {
      expect((await sendTip(`203.0.113.${sent}`, lan)).status).toBe(201);
    }
    const refused = await sendTip('198.51.100.1', lan);
    expect(refused.status).toBe(429);
    expect(((await refused.json()) as Problem).code).toBe('rate_limited');
    const waitS = Number(refused.headers.get('retry-after'));
    expect(waitS).toBeGreaterThan(60);
    expect((await sendTip('198.51.100.1', { 'X-Signed-In': 'minh' })).status).toBe(201);
    clock.atMs += waitS * 1000;
    expect((await sendTip('198.51.100.1', lan)).status).toBe(201);
  });

  test('is not held to what others send from the same address', async () => {
    const { sendTip } = startGuards();
    await sendMany(sendTip, () => '203.0.113.7', tips.perAddress.max);
    expect((await sendTip('203.0.113.7', { 'X-Signed-In': 'lan' })).status).toBe(201);
    await zeroBitsAsked(await sendTip('203.0.113.7'));
  });
});

describe('other lanes', () => {
  test('say when to come back, to one address alone', async () => {
    const { ask } = startGuards();
    for (let asked = 0; asked < addressLanes.photos.perAddress.max; asked += 1) {
      expect((await ask('/photos', '203.0.113.7')).status).toBe(200);
    }
    const refused = await ask('/photos', '203.0.113.7');
    expect(refused.status).toBe(429);
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
    expect((await ask('/photos', '203.0.113.8')).status).toBe(200);
  });

  test('may be slowed instead, and then refuse nobody', async () => {
    const { ask } = startGuards();
    const timed = async () => {
      const startedAt = performance.now();
      expect((await ask('/slow', '203.0.113.7')).status).toBe(200);
      return performance.now() - startedAt;
    };
    expect(Math.max(await timed(), await timed())).toBeLessThan(200);
    expect(Math.min(...(await Promise.all([timed(), timed(), timed()])))).toBeGreaterThanOrEqual(290);
  });

  test('answer only so many requests at once, and say so to the next', async () => {
    const { ask, release } = startGuards();
    expect(requestsInFlightMax).toBeGreaterThan(1_000);
    const first = [ask('/crowded', '203.0.113.7'), ask('/crowded', '203.0.113.8')];
    const third = await ask('/crowded', '203.0.113.9');
    expect(third.status).toBe(503);
    expect(third.headers.get('retry-after')).toBe('2');
    release();
    for (const answer of await Promise.all(first)) expect(answer.status).toBe(200);
    expect((await ask('/crowded', '203.0.113.9')).status).toBe(200);
  });
});
