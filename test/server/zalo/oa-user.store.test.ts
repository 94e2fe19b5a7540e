import { describe, expect, test } from 'vitest';
import { parseSecretKeys } from '../../../server/secrets/secret-keys.ts';
import { type OaUser, reachOf } from '../../../server/zalo/oa-reach.rules.ts';
import { oaUserStore } from '../../../server/zalo/oa-user.store.ts';
import { testDatabases } from '../../support/databases.ts';
import { testSecretKeys } from '../../support/portal.ts';

const start = new Date('2026-11-24T02:00:00.000Z');
const hourMs = 3_600_000;
const hoursOn = (hours: number) => new Date(start.getTime() + hours * hourMs);
const lan = { oaId: '388', userId: '246', appUserId: '552' };

describe('whether an OA may write to somebody', () => {
  const user: OaUser = {
    oaId: '388',
    userId: '246',
    followState: 'following',
    refusal: null,
    interactedAt: start,
    sentFree: 0,
    sentPaid: 0,
  };
  test('is free for 48 hours after they did something, paid until seven days are over, and closed then', () => {
    expect(reachOf(user, hoursOn(47.99))).toEqual({ kind: 'free', until: hoursOn(48) });
    expect(reachOf(user, hoursOn(48))).toEqual({ kind: 'paid', until: hoursOn(168) });
    expect(reachOf(user, hoursOn(167.99))).toMatchObject({ kind: 'paid' });
    expect(reachOf(user, hoursOn(168))).toEqual({ kind: 'closed', why: 'silent' });
  });
  test('is closed for who never did anything, left, or whom Zalo refused', () => {
    expect(reachOf(undefined, start)).toEqual({ kind: 'closed', why: 'never' });
    expect(reachOf({ ...user, interactedAt: null }, start)).toEqual({ kind: 'closed', why: 'never' });
    expect(reachOf({ ...user, followState: 'unfollowed' }, start)).toEqual({
      kind: 'closed',
      why: 'unfollowed',
    });
    expect(reachOf({ ...user, refusal: 'zalo -217' }, start)).toEqual({ kind: 'closed', why: 'refused' });
  });
});

describe.each(testDatabases)('people as an OA knows them, on $engine', (engine) => {
  const keys = parseSecretKeys(testSecretKeys);
  const open = async () => {
    const database = await engine.open();
    return { database, people: oaUserStore(database.kysely, keys) };
  };

  test('are kept sealed, once for each OA, whatever happens at the same time', async () => {
    const { database, people } = await open();
    await Promise.all([
      ...Array.from({ length: 5 }, (_, index) => people.recordInteraction(lan, hoursOn(index))),
      people.recordInteraction({ ...lan, oaId: '999' }, start),
    ]);
    const rows = await database.kysely.selectFrom('oa_users').selectAll().execute();
    expect(rows).toHaveLength(2);
    expect(JSON.stringify(rows)).not.toMatch(/"246"|"552"/);
    expect(await people.find(lan)).toMatchObject({ userId: '246', interactedAt: hoursOn(4) });
  });

  test('are taken as following or not by the newest word, in whatever order the words come', async () => {
    const { people } = await open();
    await people.recordFollow(lan, 'unfollowed', hoursOn(2));
    await people.recordFollow(lan, 'following', hoursOn(1));
    expect((await people.find(lan))?.followState).toBe('unfollowed');
    await people.recordInteraction(lan, hoursOn(1.5));
    expect((await people.find(lan))?.followState).toBe('unfollowed');
    await people.recordInteraction(lan, hoursOn(3));
    expect((await people.find(lan))?.followState).toBe('unknown');
    await people.recordFollow(lan, 'following', hoursOn(4));
    expect((await people.find(lan))?.followState).toBe('following');
  });

  test('are counted what they were sent since they last did something', async () => {
    const { people } = await open();
    await people.recordInteraction(lan, start);
    await people.recordSent(lan, hoursOn(1));
    await people.recordSent(lan, hoursOn(2));
    await people.recordSent(lan, hoursOn(49));
    expect(await people.find(lan)).toMatchObject({ sentFree: 2, sentPaid: 1 });
    await people.recordInteraction(lan, hoursOn(50));
    expect(await people.find(lan)).toMatchObject({ sentFree: 0, sentPaid: 0 });
    await people.recordSent({ oaId: '388', userId: 'nobody' }, hoursOn(1));
  });

  test('are refused until they do something again; a refusal that is older than that changes nothing', async () => {
    const { people } = await open();
    await people.recordInteraction(lan, start);
    await people.recordRefusal(lan, 'zalo -217', hoursOn(1));
    expect(await people.find(lan)).toMatchObject({ refusal: 'zalo -217' });
    await people.recordInteraction(lan, hoursOn(2));
    await people.recordRefusal(lan, 'zalo -230', hoursOn(1.5));
    expect(await people.find(lan)).toMatchObject({ refusal: null });
  });

  test('are forgotten at every OA when their id at our app is all one knows', async () => {
    const { database, people } = await open();
    await people.recordInteraction({ ...lan, appUserId: null }, start);
    await people.recordInteraction({ ...lan, oaId: '999', userId: '777' }, start);
    await people.recordInteraction({ oaId: '388', userId: '1', appUserId: '2' }, start);
    // The id at our app comes with a later event.
    await people.recordInteraction(lan, hoursOn(1));
    const gone = await people.forget('552');
    expect(gone.map(({ oaId, userId }) => [oaId, userId]).sort()).toEqual([
      ['388', '246'],
      ['999', '777'],
    ]);
    expect(await database.kysely.selectFrom('oa_users').select('id').execute()).toHaveLength(1);
  });

  test('are forgotten after a long silence, unless they follow', async () => {
    const { people } = await open();
    await people.recordInteraction(lan, start);
    await people.recordFollow({ ...lan, userId: '2' }, 'following', start);
    await people.recordInteraction({ ...lan, userId: '3' }, hoursOn(10));
    expect(await people.sweep(hoursOn(5))).toBe(1);
    expect(await people.find(lan)).toBeUndefined();
    expect(await people.find({ ...lan, userId: '3' })).toBeDefined();
  });

  test('are found again after the keys were rotated', async () => {
    const { database, people } = await open();
    await people.recordInteraction(lan, start);
    const rotated = parseSecretKeys(`k2:${Buffer.alloc(32, 3).toString('base64url')},${testSecretKeys}`);
    const later = oaUserStore(database.kysely, rotated);
    await later.recordInteraction(lan, hoursOn(1));
    expect(await database.kysely.selectFrom('oa_users').select('id').execute()).toHaveLength(1);
    expect(await later.find(lan)).toMatchObject({ interactedAt: hoursOn(1) });
    expect(await later.forget('552')).toHaveLength(1);
  });
});
