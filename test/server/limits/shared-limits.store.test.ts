import { randomUUID } from 'node:crypto';
import { Hono } from 'hono';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { Problem } from '#contract/problem.ts';
import { type Database, openDatabase } from '../../../server/db/database.ts';
import { migrate } from '../../../server/db/migrate.ts';
import type { HttpEnv } from '../../../server/http/http-env.ts';
import { problemHandler } from '../../../server/http/problem-answer.ts';
import { createClientAddress } from '../../../server/limits/client-address.ts';
import { addressLanes, proofLanes, wrongReceipts } from '../../../server/limits/limit-table.ts';
import { createSenderLimits } from '../../../server/limits/sender-limits.ts';
import { openSharedCounts } from '../../../server/limits/shared-counts.ts';
import { createLogger } from '../../../server/log.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { startSearch } from '../../../src/api/proof-search.ts';
import { type TestDatabase, testDatabases } from '../../support/databases.ts';
import { staffKey } from '../../support/desk.ts';
import {
  noisyKaraoke,
  readReceipt,
  startTestPortal,
  type TestPortal,
  testSecretKeys,
} from '../../support/portal.ts';
import { deepInTayThanh, sosDeskWith } from '../../support/sos.ts';

/** Two servers on one PostgreSQL: what one has counted the other knows. */
const postgres = testDatabases.filter(({ engine }) => engine === 'postgres');
const keys = parseSecretKeys(testSecretKeys);
const address = '203.0.113.7';
const { perAddress } = proofLanes.tips;
const environment = { RATE_LIMITS: 'on', TRUSTED_PROXIES: '127.0.0.1', SECRET_KEYS: testSecretKeys };

async function twoServers(engine: TestDatabase) {
  const place = await engine.place();
  const servers = [
    await startTestPortal({ place, environment }),
    await startTestPortal({ place, environment }),
  ] as const;
  const consentVersion = (await servers[0].portal()).consent.version;
  const tip = noisyKaraoke({ consentVersion });
  const sendTip = (server: TestPortal, from = address, key: string = randomUUID(), proof?: string) =>
    server.post('/api/tips', tip, {
      'Idempotency-Key': key,
      'X-Forwarded-For': from,
      ...(proof ? { Proof: proof } : {}),
    });
  return { place, servers, sendTip };
}

const other = (index: number): 0 | 1 => (index % 2 === 0 ? 0 : 1);

describe.each(postgres)('two servers on one store', (engine) => {
  test('let through together what one would, and a proof that one asked for is good once at either', async () => {
    const { servers, sendTip } = await twoServers(engine);
    for (let sent = 0; sent < perAddress.max; sent += 1)
      expect((await sendTip(servers[other(sent)])).status).toBe(201);
    const key = randomUUID();
    const asked = await sendTip(servers[0], address, key);
    expect(asked.status).toBe(428);
    expect((await sendTip(servers[1])).status).toBe(428);
    expect((await sendTip(servers[1], '198.51.100.1')).status).toBe(201);

    const { challenge } = (await asked.json()) as Problem;
    if (!challenge) throw new Error('no challenge');
    const proof = `${challenge.token}:${startSearch(challenge).step(Number.MAX_SAFE_INTEGER)}`;
    const receipt = await readReceipt(await sendTip(servers[1], address, key, proof));
    expect(await readReceipt(await sendTip(servers[0], address, key, proof))).toEqual(receipt);
    expect((await sendTip(servers[0], address, randomUUID(), proof)).status).toBe(428);

    // A flood that reaches both at once has no more than each would give, once.
    const elsewhere = '192.0.2.7';
    const flood = servers.flatMap((server) => Array.from({ length: 60 }, () => sendTip(server, elsewhere)));
    const letIn = (await Promise.all(flood)).filter(({ status }) => status === 201).length;
    expect(letIn).toBeGreaterThanOrEqual(perAddress.max);
    expect(letIn).toBeLessThanOrEqual(2 * perAddress.max);
    for (const server of servers) expect((await sendTip(server, elsewhere)).status).toBe(428);
    for (const server of servers) expect((await sendTip(server, '198.51.100.2')).status).toBe(201);
  });

  test('count guesses of receipts together, know each other’s sessions, and slow and mark a crowd of alerts that comes by both', async () => {
    const { servers, sendTip } = await twoServers(engine);
    const { code, receipt } = await readReceipt(await sendTip(servers[0]));
    const view = (server: TestPortal, secret: string) =>
      fetch(`${server.origin}/api/tips/${code}`, {
        headers: { Authorization: `Receipt ${secret}`, 'X-Forwarded-For': address },
      });
    for (let tries = 0; tries < wrongReceipts.max; tries += 1)
      expect((await view(servers[other(tries)], '0000-0000-0000-0000-0000-0000')).status).toBe(404);
    for (const server of servers) expect((await view(server, receipt)).status).toBe(429);

    const session = `Bearer ${(await servers[0].signIn('lan')).token}`;
    expect((await servers[1].ask(session, 'GET', '/api/me/tips')).status).toBe(200);
    expect((await servers[1].ask(session, 'DELETE', '/api/me')).status).toBeLessThan(300);
    expect((await servers[0].ask(session, 'GET', '/api/me/tips')).status).toBe(401);

    const alert = (server: TestPortal) =>
      server.post(
        '/api/sos',
        { place: deepInTayThanh },
        { 'Idempotency-Key': randomUUID(), 'X-Forwarded-For': address },
      );
    for (let sent = 0; sent < addressLanes.sos.perAddress.max; sent += 1)
      expect((await alert(servers[other(sent)])).status).toBe(201);
    const isMarked = async () => {
      expect((await alert(servers[0])).status).toBe(201);
      const { items } = await sosDeskWith(servers[1], staffKey('officer', 'tay-thanh')).list();
      return items.some(({ flagged }) => flagged);
    };
    // By itself the first server has seen three; within a second it has heard of the others.
    expect(await isMarked()).toBe(false);
    await expect.poll(isMarked, { timeout: 10_000, interval: 600 }).toBe(true);
  });
});

/** The guard of tips as two servers have it on one store, with one clock. */
async function twoGuards(engine: TestDatabase) {
  const clock = { atMs: Date.parse('2026-11-24T07:55:00Z') };
  const now = () => new Date(clock.atMs);
  const place = await engine.place();
  const lines: string[] = [];
  const logger = createLogger('debug', { write: (line) => lines.push(line) });
  const open = async () => {
    const database = openDatabase(place);
    await migrate(database);
    const shared = await openSharedCounts({ database, keys, logger, now });
    const limits = createSenderLimits({
      keys,
      now,
      clientAddress: createClientAddress([]),
      identityOf: async () => null,
      isAnswered: async () => false,
      shared,
    });
    const app = new Hono<HttpEnv>();
    app.onError(problemHandler(createLogger('silent')));
    app.post('/tips', limits.proofGuard(proofLanes.tips), (c) => c.json({ ok: true }, 201));
    let isClosed = false;
    const close = async () => {
      if (isClosed) return;
      isClosed = true;
      await database.close();
    };
    onTestFinished(async () => {
      await limits.stop();
      await close();
    });
    const send = async (from: string = address) => {
      const request = { method: 'POST', headers: { 'Idempotency-Key': randomUUID() } };
      return (await app.request('/tips', request, { incoming: { socket: { remoteAddress: from } } })).status;
    };
    return { database, limits, send, close };
  };
  const servers = [await open(), await open()] as const;
  return { clock, lines, servers };
}

const rowsOf = async ({ kysely }: Database) => ({
  counts: await kysely.selectFrom('limit_counts').selectAll().execute(),
  hours: await kysely.selectFrom('limit_hours').selectAll().orderBy('hour').execute(),
});

describe.each(postgres)('what servers count together', (engine) => {
  test('goes on over the change of the hour and its key, and is over after the window', async () => {
    const { clock, servers } = await twoGuards(engine);
    for (let sent = 0; sent < perAddress.max; sent += 1) expect(await servers[other(sent)].send()).toBe(201);
    // The next hour's key is there before the hour.
    clock.atMs += 6 * 60_000;
    for (const server of servers) expect(await server.send()).toBe(428);
    clock.atMs += perAddress.windowMs;
    for (const server of servers) expect(await server.send()).toBe(201);
  });

  test('is heard of by a server that starts in the middle of it', async () => {
    const { servers } = await twoGuards(engine);
    for (let sent = 0; sent < perAddress.max; sent += 1) expect(await servers[0].send()).toBe(201);
    expect(await servers[1].send()).toBe(428);
  });

  test('lies in the store under digests that change hourly, without any address, and is swept', async () => {
    const { clock, servers } = await twoGuards(engine);
    const [server] = servers;
    await server.send();
    await server.limits.sweep();
    const first = await rowsOf(server.database);
    expect(first.counts.length).toBeGreaterThanOrEqual(3);
    expect(first.hours).toHaveLength(2);
    expect(JSON.stringify(first)).not.toContain('203.0.113');

    clock.atMs += 60 * 60_000;
    await server.send();
    await server.limits.sweep();
    const second = await rowsOf(server.database);
    const known = new Set(first.counts.map(({ digest }) => digest));
    expect(second.counts.length).toBeGreaterThanOrEqual(3);
    expect(second.counts.filter(({ digest }) => known.has(digest))).toEqual([]);

    clock.atMs += 3 * 60 * 60_000;
    await server.limits.sweep();
    const last = await rowsOf(server.database);
    expect(last.counts).toEqual([]);
    expect(last.hours.map(({ hour }) => hour)).toEqual(
      [0, 1].map((ahead) => Math.floor(clock.atMs / 3_600_000) + ahead),
    );
  });

  test('is counted by each for itself while the store is away, without an error or a wait, and once said in the log', async () => {
    const { lines, servers } = await twoGuards(engine);
    const [server] = servers;
    await server.close();
    const startedAt = performance.now();
    for (let sent = 0; sent < perAddress.max; sent += 1) expect(await server.send()).toBe(201);
    expect(await server.send()).toBe(428);
    expect(performance.now() - startedAt).toBeLessThan(20_000);
    expect(lines.filter((line) => line.includes('counted by this server alone'))).toHaveLength(1);
    expect(lines.join('')).not.toContain('203.0.113');
    expect(await servers[1].send()).toBe(201);
  });
});
