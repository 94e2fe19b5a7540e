import { Hono } from 'hono';
import { pino } from 'pino';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createLocationRoutes } from '../../../../server/features/locations/location.routes.ts';
import { createLocationService } from '../../../../server/features/locations/location.service.ts';
import { answerFrame } from '../../../../server/http/answer-frame.ts';
import type { HttpEnv } from '../../../../server/http/http-env.ts';
import { problemHandler } from '../../../../server/http/problem-answer.ts';
import { createGraphClient } from '../../../../server/zalo/graph-client.ts';
import { type RunningSandbox, startSandbox, textAt } from '../../zalo/sandbox/running-sandbox.ts';

const minuteMs = 60_000;
const place = { lat: 10.8142, lng: 106.6188 };

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

function startServer(options: { appSecret?: string; answersMax?: number } = {}) {
  const logLines: string[] = [];
  const logger = pino({ level: 'debug' }, { write: (line: string) => void logLines.push(line) });
  const calls = { count: 0 };
  const graph = createGraphClient({
    appSecret: options.appSecret ?? zalo.sandbox.credentials.appSecret,
    baseUrl: zalo.bases.graph,
    fetch: (input, init) => {
      calls.count += 1;
      return fetch(input, init);
    },
  });
  const locations = createLocationService({
    graph,
    logger,
    now: () => zalo.clock.at,
    ...(options.answersMax ? { answersMax: options.answersMax } : {}),
  });
  const app = new Hono<HttpEnv>()
    .use(answerFrame('http://localhost'))
    .onError(problemHandler(logger))
    .route('/api/locations', createLocationRoutes(locations));
  const post = (body: object) =>
    app.request('/api/locations', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });
  return { post, calls, logLines };
}

const make = async (wish: object): Promise<string> =>
  textAt(await zalo.tool('mini-app-tokens', { user: 'an', ...wish }), 'token');
const makeTokens = async () => ({
  zaloLocationToken: await make({ kind: 'location', ...place }),
  zaloAccessToken: await make({ kind: 'access' }),
});

describe('a location token', () => {
  test('is exchanged for its place, which nobody on the way may keep', async () => {
    const server = startServer();
    const answer = await server.post(await makeTokens());
    expect(answer.status).toBe(200);
    expect(answer.headers.get('cache-control')).toBe('no-store');
    expect(await answer.json()).toEqual({
      ...place,
      accuracyM: null,
      provider: 'gps',
      at: expect.stringMatching(/^2026-11-23T01:00:00/),
    });
  });

  test('is answered alike when the phone asks again, and at the same time, though Zalo takes it once', async () => {
    const server = startServer();
    const tokens = await makeTokens();
    const both = await Promise.all([server.post(tokens), server.post(tokens)]);
    zalo.forward(9 * minuteMs);
    const answers = await Promise.all([...both, await server.post(tokens)].map((answer) => answer.json()));
    expect(answers).toEqual([answers[0], answers[0], answers[0]]);
    expect(answers[0]).toMatchObject(place);
    expect(server.calls.count).toBe(1);
  });

  test('is remembered for ten minutes and not longer', async () => {
    const server = startServer();
    const tokens = await makeTokens();
    await server.post(tokens);
    zalo.forward(10 * minuteMs);
    expect((await server.post(tokens)).status).toBe(422);
    expect(server.calls.count).toBe(2);
  });

  test('that is used, too old or made up asks for a new one', async () => {
    const tokens = await makeTokens();
    await startServer().post(tokens);
    const used = await startServer().post(tokens);
    expect(used.status).toBe(422);
    expect(await used.json()).toMatchObject({ code: 'location_token_invalid' });
    const old = await makeTokens();
    zalo.forward(2 * minuteMs);
    expect((await startServer().post(old)).status).toBe(422);
    expect((await startServer().post({ ...tokens, zaloLocationToken: 'made-up' })).status).toBe(422);
  });

  test('with an access token that is not taken asks for new ones, and is not spent', async () => {
    const server = startServer();
    const tokens = await makeTokens();
    expect((await server.post({ ...tokens, zaloAccessToken: 'made-up' })).status).toBe(422);
    expect((await server.post(tokens)).status).toBe(200);
  });
});

describe('when Zalo cannot say', () => {
  test('an outage asks for patience and is not remembered', async () => {
    const server = startServer();
    const tokens = await makeTokens();
    await zalo.tool('faults', { mode: 'outage' });
    const answer = await server.post(tokens);
    expect(answer.status).toBe(503);
    expect(answer.headers.get('retry-after')).toBe('5');
    expect(await answer.json()).toMatchObject({ code: 'zalo_unavailable' });
    await zalo.tool('faults', { mode: 'none' });
    expect((await server.post(tokens)).status).toBe(200);
  });

  test('our own wrong secret is not blamed on the citizen, and is logged', async () => {
    const server = startServer({ appSecret: 'wrong' });
    const answer = await server.post(await makeTokens());
    expect(answer.status).toBe(503);
    expect(server.logLines.join()).toContain('zalo 117');
  });
});

describe('what is sent', () => {
  test.each([
    [{}, ['zaloLocationToken']],
    [{ zaloLocationToken: '' }, ['zaloLocationToken']],
    [{ zaloLocationToken: 'a\nb' }, ['zaloLocationToken']],
    [{ zaloLocationToken: 'á' }, ['zaloLocationToken']],
    [{ zaloLocationToken: 'x y' }, ['zaloLocationToken']],
    [{ zaloLocationToken: 'x', zaloAccessToken: 7 }, ['zaloAccessToken']],
  ])('names the field that is wrong: %j', async (body, path) => {
    const server = startServer();
    const answer = await server.post(body);
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({
      code: 'invalid_input',
      issues: expect.arrayContaining([expect.objectContaining({ path })]),
    });
    expect(server.calls.count).toBe(0);
  });

  test('is bounded', async () => {
    const server = startServer();
    const answer = await server.post({ zaloLocationToken: 'x'.repeat(4_097), zaloAccessToken: 'x' });
    expect(await answer.json()).toMatchObject({
      code: 'invalid_input',
      issues: [{ path: ['zaloLocationToken'] }],
    });
    expect((await server.post({ zaloLocationToken: 'x'.repeat(100_000) })).status).toBe(413);
  });

  test('is never logged', async () => {
    const server = startServer();
    const tokens = await makeTokens();
    await server.post(tokens);
    await zalo.tool('faults', { mode: 'outage' });
    await server.post(await makeTokens());
    expect(server.logLines.length).toBeGreaterThan(0);
    expect(server.logLines.join()).not.toContain(tokens.zaloLocationToken);
    expect(server.logLines.join()).not.toContain(tokens.zaloAccessToken);
    expect(server.logLines.join()).not.toContain('10.81');
  });
});

test('no more places are remembered than there is room for, the oldest goes first', async () => {
  const server = startServer({ answersMax: 2 });
  const tokens = [await makeTokens(), await makeTokens(), await makeTokens()];
  for (const each of tokens) await server.post(each);
  const statuses: number[] = [];
  for (const each of tokens.toReversed()) statuses.push((await server.post(each)).status);
  expect(statuses).toEqual([200, 200, 422]);
});
