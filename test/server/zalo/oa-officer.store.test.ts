import { describe, expect, test } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { oaOfficerStore } from '../../../server/zalo/oa-officer.store.ts';
import { testDatabases } from '../../support/databases.ts';

const key = (fill: number) => Buffer.alloc(32, fill).toString('base64url');
const oldKeys = parseSecretKeys(`k1:${key(7)}`);
const rotatedKeys = parseSecretKeys(`k2:${key(8)},k1:${key(7)}`);
const start = new Date('2026-11-24T01:00:00.000Z');
const dayMs = 24 * 3_600_000;
const at = (days: number) => new Date(start.getTime() + days * dayMs);
const unit = 'tay-thanh';
const officer = '246845883529197922';

async function bound(database: Database) {
  const store = oaOfficerStore(database.kysely, oldKeys);
  await store.bind(unit, officer, start);
  await store.recordInteraction(unit, officer, start);
  const reachable = async (now: Date) =>
    (await store.listReachable(unit, now)).map((binding) => binding.oaUserId);
  return { store, reachable };
}

describe.each(testDatabases)('officers bound to an OA, on $engine', (engine) => {
  test('may be written to for seven days after they did something there', async () => {
    const { reachable } = await bound(await engine.open());
    expect(await reachable(at(6.99))).toEqual([officer]);
    expect(await reachable(at(7))).toEqual([]);
  });

  test('one who was bound and has not done anything yet is not written to', async () => {
    const { store, reachable } = await bound(await engine.open());
    await store.bind(unit, '77', start);
    await store.bind(unit, '77', start);
    expect(await reachable(at(1))).toEqual([officer]);
    expect(await store.list(unit)).toHaveLength(2);
  });

  test('a refusal closes the way until the next interaction, which may come late or out of order', async () => {
    const { store, reachable } = await bound(await engine.open());
    const [seen] = await store.listReachable(unit, at(1));
    if (!seen) throw new Error('nobody');
    await store.markRefused(seen, 'unreachable', 'zalo -217', at(1));
    expect(await reachable(at(1))).toEqual([]);
    expect(await store.list(unit)).toMatchObject([{ state: 'unreachable', stateReason: 'zalo -217' }]);

    await store.recordInteraction(unit, officer, at(-1));
    expect(await reachable(at(1))).toEqual([]);
    await store.recordInteraction(unit, officer, at(2));
    expect(await reachable(at(2))).toEqual([officer]);
    await store.markRefused(seen, 'window_closed', 'zalo -230', at(2));
    expect(await reachable(at(2))).toEqual([officer]);
  });

  test('an interaction of somebody who is not bound, or at another unit, binds nobody', async () => {
    const { store } = await bound(await engine.open());
    await store.recordInteraction(unit, '99', at(1));
    await store.recordInteraction('son-ky', officer, at(1));
    expect(await store.list('son-ky')).toEqual([]);
    expect(await store.list(unit)).toMatchObject([{ lastInteractionAt: start }]);
  });

  test('their ids stand nowhere readable, and are found again after the keys were rotated', async () => {
    const database = await engine.open();
    await bound(database);
    const rows = await database.kysely.selectFrom('officer_bindings').selectAll().execute();
    expect(JSON.stringify(rows)).not.toContain(officer);

    const store = oaOfficerStore(database.kysely, rotatedKeys);
    await store.bind(unit, officer, at(1));
    await store.recordInteraction(unit, officer, at(3));
    expect(await store.list(unit)).toMatchObject([{ oaUserId: officer, lastInteractionAt: at(3) }]);
    await store.unbind(unit, officer);
    expect(await store.list(unit)).toEqual([]);
  });
});
