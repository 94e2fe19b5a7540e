import { createHash, createHmac } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type IncomingHttpHeaders, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { at, type RunningSandbox, startSandbox, textAt } from './running-sandbox.ts';

/** The machine may be busy; nothing here waits that long on a quiet one. */
const patience = { timeout: 15_000, interval: 10 };

type Arrival = { path: string; headers: IncomingHttpHeaders; raw: string; atMs: number };

/** Somebody who listens for webhooks, and may be told to answer late or badly. */
async function listen() {
  const arrivals: Arrival[] = [];
  const manner = { status: 200, delayMs: 0 };
  const server: Server = createServer((request, response) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => {
      const raw = Buffer.concat(parts).toString('utf8');
      arrivals.push({ path: request.url ?? '', headers: request.headers, raw, atMs: performance.now() });
      setTimeout(() => response.writeHead(manner.status).end(), manner.delayMs);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  if (address === null || typeof address === 'string') throw new Error('no port');
  const origin = `http://127.0.0.1:${address.port}`;
  return {
    arrivals,
    manner,
    urls: { oaUrl: `${origin}/oa`, miniAppUrl: `${origin}/mini-app` },
    arrival(index: number): Arrival {
      const found = arrivals[index];
      if (!found) throw new Error(`Only ${arrivals.length} webhooks came.`);
      return found;
    },
    body: (index: number): unknown => JSON.parse(arrivals[index]?.raw ?? '{}'),
    names: (): unknown[] => arrivals.map(({ raw }) => at(JSON.parse(raw), 'event_name')),
    stop(): Promise<unknown> {
      server.closeAllConnections();
      return new Promise((resolve) => server.close(resolve));
    },
  };
}

let ear: Awaited<ReturnType<typeof listen>>;
let zalo: RunningSandbox;
beforeEach(async () => {
  ear = await listen();
  zalo = await startSandbox({ sendWebhook: ear.urls, webhookTimeScale: 0.0001 });
});
afterEach(async () => {
  await zalo.stop();
  await ear.stop();
});

const does = (event: object): Promise<unknown> =>
  zalo.tool('events', { unit: 'tay-thanh', user: 'lan', ...event });
const waitFor = (count: number): Promise<void> =>
  expect.poll(() => ear.arrivals.length, patience).toBe(count);

test('what a citizen writes arrives signed over the raw body', async () => {
  const done = await does({ event: 'user_send_text', text: 'Cứu với' });
  await waitFor(1);
  const { raw, headers, path: route } = ear.arrival(0);
  expect(route).toBe('/oa');
  const body: unknown = JSON.parse(raw);
  expect(body).toMatchObject({
    app_id: '360846524940903967',
    sender: { id: textAt(done, 'userId') },
    recipient: { id: zalo.sandbox.oaIdOf('tay-thanh') },
    event_name: 'user_send_text',
    message: { msg_id: textAt(done, 'messageId'), text: 'Cứu với' },
    timestamp: '1795395600000',
  });
  const mac = createHash('sha256')
    .update(`360846524940903967${raw}1795395600000oaSecretKeyForTests`)
    .digest('hex');
  expect(headers['x-zevent-signature']).toBe(`mac=${mac}`);
  expect(headers.num_retry).toBeUndefined();
});

test('the id by app in an event is the id that the Mini App knows', async () => {
  await does({ event: 'follow' });
  await waitFor(1);
  const access = textAt(await zalo.tool('mini-app-tokens', { user: 'lan', kind: 'access' }), 'token');
  const proof = createHmac('sha256', 'appSecretForTests').update(access).digest('hex');
  const me = await zalo.json(
    await fetch(`${zalo.bases.graph}/v2.0/me?fields=id`, {
      headers: { access_token: access, appsecret_proof: proof },
    }),
  );
  expect(ear.body(0)).toMatchObject({
    event_name: 'follow',
    oa_id: zalo.sandbox.oaIdOf('tay-thanh'),
    user_id_by_app: textAt(me, 'id'),
  });
});

test('a place is two texts, a picture is an address that gives the bytes', async () => {
  await does({ event: 'user_send_location', lat: 10.82, lng: 106.63 });
  await waitFor(1);
  expect(ear.body(0)).toMatchObject({
    event_name: 'user_send_location',
    message: {
      attachments: [
        { type: 'location', payload: { coordinates: { latitude: '10.82', longitude: '106.63' } } },
      ],
    },
  });
  await does({ event: 'user_send_image', text: 'xe lạ' });
  await waitFor(2);
  const body: unknown = ear.body(1);
  const response = await fetch(textAt(body, 'message', 'attachments', 0, 'payload', 'url'));
  expect(response.headers.get('content-type')).toBe('image/png');
  expect((await response.arrayBuffer()).byteLength).toBeGreaterThan(100);
});

test('an officer who quotes a message in the group names group, OA and quote', async () => {
  const oa = await zalo.oaClient('tay-thanh');
  const sent = await oa.sendToGroup(oa.dutyGroup, { text: 'TB-7K3M9Q' });
  const quoteMessageId = textAt(sent, 'data', 'message_id');
  await does({
    event: 'user_send_text',
    user: 'truc-ban-1:tay-thanh',
    text: 'đã nhận',
    group: 'duty',
    quoteMessageId,
  });
  await expect
    .poll(() => ear.names().sort(), patience)
    .toEqual(['oa_send_group_text', 'user_send_group_text']);
  const quote = ear.arrivals
    .map(({ raw }): unknown => JSON.parse(raw))
    .find((body) => at(body, 'message', 'quote_msg_id'));
  expect(quote).toMatchObject({
    oa_id: zalo.sandbox.oaIdOf('tay-thanh'),
    recipient: { id: oa.dutyGroup },
    event_name: 'user_send_group_text',
    message: { text: 'đã nhận', quote_msg_id: quoteMessageId },
  });
  await expect(
    does({ event: 'user_send_text', text: 'đã nhận', group: 'sos', quoteMessageId }),
  ).rejects.toThrow('400');
});

test('what the OA sends through the API comes back as an echo', async () => {
  await zalo.tool('events', { unit: 'doi-csgt', user: 'lan', event: 'follow' });
  const citizen = textAt(
    await zalo.tool('events', { unit: 'doi-csgt', user: 'lan', event: 'follow' }),
    'userId',
  );
  const oa = await zalo.oaClient('doi-csgt');
  await oa.sendToUser(citizen, { text: 'chào' });
  await waitFor(3);
  const echo = ear.arrivals
    .map(({ raw }): unknown => JSON.parse(raw))
    .find((body) => at(body, 'event_name') === 'oa_send_text');
  expect(echo).toMatchObject({
    sender: { id: zalo.sandbox.oaIdOf('doi-csgt') },
    recipient: { id: citizen },
    message: { text: 'chào' },
  });
});

test('without a 200 the same body comes again five times with its number, then the webhook is off', async () => {
  ear.manner.status = 500;
  await does({ event: 'user_send_text', text: 'a' });
  await expect.poll(() => ear.arrivals.length, patience).toBe(6);
  expect(ear.arrivals.map(({ headers }) => headers.num_retry)).toEqual([undefined, '1', '2', '3', '4', '5']);
  expect(new Set(ear.arrivals.map(({ raw }) => raw)).size).toBe(1);
  const waits = ear.arrivals
    .map(({ atMs }, index) => atMs - (ear.arrivals[index - 1]?.atMs ?? atMs))
    .slice(1);
  for (const [index, leastMs] of [3, 30, 90, 180, 360].entries()) {
    expect(waits[index]).toBeGreaterThanOrEqual(leastMs - 2);
  }
  await expect.poll(async () => at(await zalo.tool('state'), 'webhook', 'isOaOn'), patience).toBe(false);
  ear.manner.status = 200;
  await does({ event: 'user_send_text', text: 'b' });
  await zalo.tool('webhooks', { action: 'switch-on' });
  await does({ event: 'user_send_text', text: 'c' });
  await waitFor(7);
  expect(at(ear.body(6), 'message', 'text')).toBe('c');
});

test('an answer after two seconds is too late', async () => {
  ear.manner.delayMs = 6_000;
  await does({ event: 'user_send_text', text: 'a' });
  await expect.poll(() => ear.arrivals.length, patience).toBe(2);
  expect(ear.arrival(1).atMs - ear.arrival(0).atMs).toBeLessThan(6_000);
  expect(ear.arrivals[1]?.headers.num_retry).toBe('1');
});

test('events arrive twice or in the wrong order when that is asked for', async () => {
  await does({ event: 'user_send_text', text: 'một', delayMs: 2_000 });
  await does({ event: 'user_send_text', text: 'hai', copies: 2 });
  await waitFor(3);
  expect(ear.arrivals.map(({ raw }) => at(JSON.parse(raw), 'message', 'text'))).toEqual([
    'hai',
    'hai',
    'một',
  ]);
});

test('saving the address sends an unsigned probe', async () => {
  expect(await zalo.tool('webhooks', { action: 'probe' })).toEqual({ isAccepted: true });
  expect(ear.arrivals).toMatchObject([{ path: '/oa', raw: '{}' }]);
  expect(ear.arrivals[0]?.headers['x-zevent-signature']).toBeUndefined();
  ear.manner.status = 403;
  expect(await zalo.tool('webhooks', { action: 'probe', target: 'miniApp' })).toEqual({ isAccepted: false });
});

test('who takes back consent is reported to the Mini App’s own address, with its own formula', async () => {
  await does({ event: 'user.revoke.consent' });
  await waitFor(1);
  const { raw, headers, path: route } = ear.arrival(0);
  expect(route).toBe('/mini-app');
  const body: unknown = JSON.parse(raw);
  expect(body).toMatchObject({
    event: 'user.revoke.consent',
    appId: '1234567890',
    timestamp: 1_795_395_600_000,
  });
  const signature = createHash('sha256')
    .update(`1234567890user.revoke.consent1795395600000${textAt(body, 'userId')}miniAppOpenApiKeyForTests`)
    .digest('hex');
  expect(headers['x-zevent-signature']).toBe(signature);
});

test('what was not delivered is delivered after a restart', async () => {
  ear.manner.status = 500;
  const dataDir = mkdtempSync(path.join(tmpdir(), 'sandbox-webhook-'));
  const slow = await startSandbox({ dataDir, sendWebhook: ear.urls, webhookTimeScale: 0.05 });
  await slow.tool('events', { unit: 'tay-thanh', user: 'lan', event: 'user_send_text', text: 'a' });
  await waitFor(1);
  await expect.poll(async () => at(await slow.tool('state'), 'webhook', 'waiting'), patience).toBe(1);
  await slow.stop();
  ear.manner.status = 200;
  const restarted = await startSandbox({ dataDir, sendWebhook: ear.urls });
  await waitFor(2);
  expect(ear.arrivals[1]?.headers.num_retry).toBe('1');
  await restarted.stop();
  rmSync(dataDir, { recursive: true, force: true });
});

test('without an address nothing is sent and nothing piles up', async () => {
  const silent = await startSandbox();
  await silent.tool('events', { unit: 'tay-thanh', user: 'lan', event: 'user_send_text', text: 'a' });
  expect(at(await silent.tool('state'), 'webhook')).toEqual({
    isConfigured: false,
    isOaOn: true,
    isMiniAppOn: true,
  });
  await silent.stop();
});
