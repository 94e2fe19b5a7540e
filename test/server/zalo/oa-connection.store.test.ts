import { describe, expect, test } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import {
  type OaConnection,
  oaConnectionStore,
  type TokenPair,
} from '../../../server/zalo/oa-connection.store.ts';
import { testDatabases } from '../../support/databases.ts';

const keys = parseSecretKeys(`k1:${Buffer.alloc(32, 7).toString('base64url')}`);
const at = (minutes: number) => new Date(Date.parse('2026-11-24T05:00:00.000Z') + minutes * 60_000);
const pair = (name: string, obtainedAt = at(0)): TokenPair => ({
  accessToken: `access-${name}`,
  refreshToken: `refresh-${name}`,
  obtainedAt: obtainedAt.toISOString(),
  expiresInS: 90_000,
});

async function connected(database: Database) {
  const store = oaConnectionStore(database.kysely, keys);
  await store.connect('tay-thanh', '4318657068771012646', pair('1'), at(0));
  const get = async (): Promise<OaConnection> => {
    const connection = await store.find('tay-thanh');
    if (!connection) throw new Error('not there');
    return connection;
  };
  return { store, get };
}

describe.each(testDatabases)('the connections of OAs on $engine', ({ open }) => {
  test('a connected OA is read as it was stored, and its tokens lie sealed', async () => {
    const database = await open();
    const { get } = await connected(database);
    expect(await get()).toMatchObject({
      unitId: 'tay-thanh',
      oaId: '4318657068771012646',
      state: 'connected',
      stateReason: null,
      profiles: { group: 'v3', chat: 'v3' },
      tokens: pair('1'),
      refreshClaim: null,
      groupIds: { duty: null, sos: null },
    });
    const row = await database.kysely.selectFrom('oa_connections').selectAll().executeTakeFirstOrThrow();
    expect(JSON.stringify(row)).not.toContain('access-1');
    expect(row.token_expires_at).toBe('2026-11-25T06:00:00.000Z');
  });

  test('tokens that were moved to another unit do not open', async () => {
    const database = await open();
    const { store } = await connected(database);
    await store.connect('son-ky', '2', pair('2'), at(0));
    const moved = await database.kysely
      .selectFrom('oa_connections')
      .select('tokens_sealed')
      .where('unit_id', '=', 'son-ky')
      .executeTakeFirstOrThrow();
    await database.kysely
      .updateTable('oa_connections')
      .set(moved)
      .where('unit_id', '=', 'tay-thanh')
      .execute();
    await expect(store.find('tay-thanh')).rejects.toThrow('does not open');
  });

  test('of many who want to refresh at once, one may', async () => {
    const { store, get } = await connected(await open());
    const seen = await get();
    const claims = await Promise.all(
      Array.from({ length: 8 }, (_, index) => store.claimRefresh(seen, `server-${index}`, at(1), at(2))),
    );
    expect(claims.filter(Boolean)).toHaveLength(1);
    expect((await get()).refreshClaim?.until).toEqual(at(2));
  });

  test('the claim of a server that died runs out', async () => {
    const { store, get } = await connected(await open());
    const seen = await get();
    expect(await store.claimRefresh(seen, 'dead', at(1), at(2))).toBe(true);
    expect(await store.claimRefresh(seen, 'next', at(1.9), at(3))).toBe(false);
    expect(await store.claimRefresh(seen, 'next', at(2), at(3))).toBe(true);
  });

  test('a refresh that got no answer lets nobody try before its time', async () => {
    const { store, get } = await connected(await open());
    const seen = await get();
    await store.claimRefresh(seen, 'mine', at(1), at(2));
    await store.releaseRefresh('tay-thanh', 'not-mine', at(9));
    expect((await get()).refreshClaim).toEqual({ holder: 'mine', until: at(2) });
    await store.releaseRefresh('tay-thanh', 'mine', at(1.5));
    expect((await get()).refreshClaim).toEqual({ holder: null, until: at(1.5) });
    expect(await store.claimRefresh(seen, 'next', at(1.4), at(3))).toBe(false);
    expect(await store.claimRefresh(seen, 'next', at(1.5), at(3))).toBe(true);
  });

  test('a refreshed pair replaces the one it came of, which is kept for audit', async () => {
    const { store, get } = await connected(await open());
    const seen = await get();
    await store.claimRefresh(seen, 'mine', at(1), at(2));
    expect(await store.storeRefreshed(seen, pair('2', at(1)), at(1))).toBe(true);
    expect(await get()).toMatchObject({ tokens: pair('2', at(1)), refreshClaim: null });
    expect(await store.findPreviousTokens('tay-thanh')).toEqual(pair('1'));
    expect(await store.claimRefresh(seen, 'late', at(1), at(2))).toBe(false);
  });

  test('a late refresh does not overwrite what a person connected meanwhile', async () => {
    const { store, get } = await connected(await open());
    const seen = await get();
    await store.connect('tay-thanh', '4318657068771012646', pair('new'), at(1));
    expect(await store.storeRefreshed(seen, pair('late'), at(2))).toBe(false);
    await store.markNeedsReconnect(seen, 'zalo -14014', at(2));
    expect(await get()).toMatchObject({ state: 'connected', tokens: pair('new') });
  });

  test('a late success heals what another server took for lost', async () => {
    const { store, get } = await connected(await open());
    const seen = await get();
    await store.markNeedsReconnect(seen, 'zalo -14014', at(1));
    expect(await get()).toMatchObject({ state: 'needs_reconnect', stateReason: 'zalo -14014' });
    expect(await store.claimRefresh(await get(), 'mine', at(1), at(2))).toBe(false);
    expect(await store.storeRefreshed(seen, pair('2'), at(2))).toBe(true);
    expect(await get()).toMatchObject({ state: 'connected', stateReason: null });
  });

  test('connecting the same OA anew keeps its profile and groups, another OA begins afresh', async () => {
    const { store, get } = await connected(await open());
    await store.pinProfile('tay-thanh', 'group', 'v2', at(1));
    await store.setGroups('tay-thanh', { duty: 'd', sos: 's' }, at(1));
    await store.markNeedsReconnect(await get(), 'zalo -14014', at(2));
    await store.connect('tay-thanh', '4318657068771012646', pair('2'), at(3));
    expect(await get()).toMatchObject({
      state: 'connected',
      profiles: { group: 'v2', chat: 'v3' },
      groupIds: { duty: 'd', sos: 's' },
    });
    expect(await store.findPreviousTokens('tay-thanh')).toEqual(pair('1'));
    await store.connect('tay-thanh', '77', pair('3'), at(4));
    expect(await get()).toMatchObject({
      oaId: '77',
      profiles: { group: 'v3' },
      groupIds: { duty: null, sos: null },
    });
    expect(await store.findUnitIdOf('77')).toBe('tay-thanh');
    expect(await store.findUnitIdOf('4318657068771012646')).toBeUndefined();
  });

  test('an OA that is disabled at Zalo is paused until it is resumed', async () => {
    const { store, get } = await connected(await open());
    await store.pause('tay-thanh', 'zalo -204', at(1));
    expect(await get()).toMatchObject({ state: 'paused', stateReason: 'zalo -204' });
    await store.resume('tay-thanh', at(2));
    expect(await get()).toMatchObject({ state: 'connected', stateReason: null, tokens: pair('1') });
  });

  test('a lost connection is not covered up by a pause', async () => {
    const { store, get } = await connected(await open());
    await store.markNeedsReconnect(await get(), 'zalo -14014', at(1));
    await store.pause('tay-thanh', 'zalo -204', at(2));
    expect(await get()).toMatchObject({ state: 'needs_reconnect', stateReason: 'zalo -14014' });
  });

  test('the list begins with the token that ends first', async () => {
    const { store } = await connected(await open());
    await store.connect('son-ky', '2', pair('2', at(-60)), at(0));
    expect((await store.list()).map(({ unitId }) => unitId)).toEqual(['son-ky', 'tay-thanh']);
  });
});
