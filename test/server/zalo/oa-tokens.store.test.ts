import { afterEach, beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '../../../server/db/database.ts';
import { testDatabases } from '../../support/databases.ts';
import { type RunningSandbox, startSandbox } from './sandbox/running-sandbox.ts';
import { buildZaloClients } from './zalo-clients.ts';

const hourMs = 3_600_000;
const unit = 'tay-thanh';

let zalo: RunningSandbox;
beforeEach(async () => {
  zalo = await startSandbox();
});
afterEach(() => zalo.stop());

describe.each(testDatabases)('tokens of an OA on $engine', ({ open, emptyPlace, showsTheRest }) => {
  /** Several servers on one store, the unit's OA connected. */
  async function startServers(count: number) {
    const where = await emptyPlace();
    const databases: Database[] = [];
    for (let server = 0; server < count; server += 1) {
      const database = openDatabase(where);
      onTestFinished(() => database.close());
      databases.push(database);
    }
    const servers = databases.map((database) => buildZaloClients(zalo, database));
    await servers[0]?.connect(unit);
    return servers;
  }

  async function startServer() {
    const database = await open();
    const server = buildZaloClients(zalo, database);
    await server.connect(unit);
    const renameTable = (from: string, to: string) =>
      database.kysely.schema.alterTable(from).renameTo(to).execute();
    return {
      ...server,
      /** The store takes nothing until it is back. */
      loseStore: () => renameTable('oa_connections', 'oa_connections_away'),
      findStore: () => renameTable('oa_connections_away', 'oa_connections'),
      /** Another process on the same store: it knows nothing but what is on disk. */
      restart: () => buildZaloClients(zalo, database),
    };
  }

  test('two servers that all need an expired token renew it exactly once', async () => {
    const servers = await startServers(2);
    zalo.forward(26 * hourMs);
    const outcomes = await Promise.all(
      Array.from({ length: 20 }, (_, index) => servers[index % 2]?.tokens.accessToken(unit)),
    );
    expect(servers.map((server) => server.countRefreshes()).reduce((a, b) => a + b)).toBe(1);
    const { accessToken } = (await servers[0]?.get(unit))?.tokens ?? {};
    expect(outcomes).toEqual(outcomes.map(() => ({ kind: 'token', accessToken })));
  });

  test('the renewed pair is on disk before anyone has it, with the pair before kept for audit', async () => {
    const server = await startServer();
    const before = (await server.get(unit)).tokens;
    zalo.forward(26 * hourMs);
    const outcome = await server.tokens.accessToken(unit);
    const { tokens } = await server.get(unit);
    expect(outcome).toEqual({ kind: 'token', accessToken: tokens.accessToken });
    expect(tokens.accessToken).not.toBe(before.accessToken);
    expect(tokens.expiresInS).toBe(90_000);
    expect(await server.connections.findPreviousTokens(unit)).toEqual(before);
  });

  test('whoever brings a token that was replaced meanwhile gets the new one without a renewal', async () => {
    const server = await startServer();
    const stale = (await server.get(unit)).tokens.accessToken;
    const first = await server.tokens.refresh(unit, stale);
    expect(first.kind).toBe('token');
    expect(await server.tokens.refresh(unit, stale)).toEqual(first);
    expect(server.countRefreshes()).toBe(1);
  });

  test('while the store does not take the new pair nobody uses it, and the used token is not sent again', async () => {
    const server = await startServer();
    const before = (await server.get(unit)).tokens;
    zalo.forward(26 * hourMs);
    server.hooks.onAnswer = () => server.loseStore();
    await expect(server.tokens.accessToken(unit)).rejects.toThrow();
    await server.findStore();
    expect((await server.get(unit)).tokens).toEqual(before);

    const outcome = await server.tokens.accessToken(unit);
    expect(outcome).toEqual({ kind: 'token', accessToken: (await server.get(unit)).tokens.accessToken });
    expect((await server.get(unit)).tokens.accessToken).not.toBe(before.accessToken);
    expect(server.countRefreshes()).toBe(1);
  });

  test('a server that dies between the answer and the disk costs the connection, not more', async () => {
    const server = await startServer();
    zalo.forward(26 * hourMs);
    server.hooks.onAnswer = () => server.loseStore();
    await expect(server.tokens.accessToken(unit)).rejects.toThrow();
    await server.findStore();

    const next = server.restart();
    zalo.forward(31_000);
    expect(await next.tokens.accessToken(unit)).toMatchObject({ kind: 'human' });
    expect(await next.tokens.accessToken(unit)).toMatchObject({ kind: 'human' });
    expect(next.countRefreshes()).toBe(1);
  });

  test('the renewal of a server that died before it asked is taken over when its claim runs out', async () => {
    const server = await startServer();
    zalo.forward(26 * hourMs);
    const seen = await server.get(unit);
    await server.connections.claimRefresh(
      seen,
      'dead',
      zalo.clock.at,
      new Date(zalo.clock.at.getTime() + 30_000),
    );
    const waiting = server.tokens.accessToken(unit);
    zalo.forward(30_000);
    expect((await waiting).kind).toBe('token');
    expect(server.countRefreshes()).toBe(1);
  });

  if (!showsTheRest) return;

  test('a token that is good is used without asking Zalo', async () => {
    const server = await startServer();
    const { accessToken } = (await server.get(unit)).tokens;
    zalo.forward(24 * hourMs);
    expect(await server.tokens.accessToken(unit)).toEqual({ kind: 'token', accessToken });
    expect(server.calls).toEqual([]);
  });

  test('tokens are renewed ahead of time once twenty of their twenty-five hours are over', async () => {
    const server = await startServer();
    zalo.forward(20 * hourMs - 1);
    expect(await server.tokens.refreshDue()).toEqual({ due: 0, refreshed: 0 });
    zalo.forward(1);
    expect(await server.tokens.refreshDue()).toEqual({ due: 1, refreshed: 1 });
    expect(await server.tokens.refreshDue()).toEqual({ due: 0, refreshed: 0 });
    expect(server.countRefreshes()).toBe(1);
  });

  test('an outage of Zalo costs nothing: the pair stays, is left alone for half a minute, and is renewed afterwards', async () => {
    const server = await startServer();
    await zalo.tool('faults', { mode: 'outage', unit });
    zalo.forward(26 * hourMs);
    expect(await server.tokens.accessToken(unit)).toMatchObject({ kind: 'retry', afterMs: 30_000 });
    expect(await server.tokens.accessToken(unit)).toEqual({
      kind: 'retry',
      afterMs: 30_000,
      reason: 'oa token refresh failed',
    });
    expect(server.countRefreshes()).toBe(1);
    await zalo.tool('faults', { mode: 'none' });
    zalo.forward(30_000);
    expect((await server.tokens.accessToken(unit)).kind).toBe('token');
    expect(await server.get(unit)).toMatchObject({ state: 'connected' });
  });

  test('an answer that was lost after Zalo renewed the pair costs the connection, and only one more try', async () => {
    const server = await startServer();
    await zalo.tool('faults', { mode: 'lost-answer', unit });
    zalo.forward(26 * hourMs);
    expect(await server.tokens.accessToken(unit)).toMatchObject({ kind: 'retry' });
    expect(await server.get(unit)).toMatchObject({ state: 'connected' });
    await zalo.tool('faults', { mode: 'none' });
    zalo.forward(30_000);
    const lost = { kind: 'human', reason: 'oa needs_reconnect (zalo -14014)' };
    expect(await server.tokens.accessToken(unit)).toEqual(lost);
    expect(await server.tokens.accessToken(unit)).toEqual(lost);
    expect(server.countRefreshes()).toBe(2);
    expect(await server.get(unit)).toMatchObject({ state: 'needs_reconnect', stateReason: 'zalo -14014' });
    expect(server.logLines.join()).toContain('OA needs to be reconnected');
  });

  test('a new consent brings a lost connection back', async () => {
    const server = await startServer();
    await zalo.tokens(unit);
    const stale = (await server.get(unit)).tokens.accessToken;
    expect(await server.tokens.refresh(unit, stale)).toMatchObject({ kind: 'human' });
    await server.connect(unit);
    expect((await server.tokens.accessToken(unit)).kind).toBe('token');
  });

  test('an OA that was never connected, or is paused, needs a person', async () => {
    const server = await startServer();
    expect(await server.tokens.accessToken('son-ky')).toEqual({ kind: 'human', reason: 'oa not connected' });
    await server.connections.pause(unit, 'zalo -204', zalo.clock.at);
    expect(await server.tokens.accessToken(unit)).toEqual({ kind: 'human', reason: 'oa paused (zalo -204)' });
    zalo.forward(26 * hourMs);
    expect(await server.tokens.refreshDue()).toEqual({ due: 0, refreshed: 0 });
  });

  test('no token is ever logged', async () => {
    const server = await startServer();
    const first = (await server.get(unit)).tokens;
    zalo.forward(26 * hourMs);
    await zalo.tool('faults', { mode: 'outage' });
    await server.tokens.accessToken(unit);
    await zalo.tool('faults', { mode: 'none' });
    zalo.forward(30_000);
    server.hooks.onAnswer = () => server.loseStore();
    await expect(server.tokens.accessToken(unit)).rejects.toThrow();
    await server.findStore();
    server.hooks.onAnswer = () => undefined;
    await server.tokens.accessToken(unit);
    const second = (await server.get(unit)).tokens;
    const log = server.logLines.join('');
    expect(log).toContain('OA token not refreshed');
    expect(log).toContain('OA token pair not stored');
    for (const token of [first.accessToken, first.refreshToken, second.accessToken, second.refreshToken])
      expect(log).not.toContain(token);
  });
});
