import { describe, expect, test } from 'vitest';
import { openDatabase } from '../../../server/db/database.ts';
import { webhookEventStore } from '../../../server/webhooks/webhook-event.store.ts';
import type { ZaloEvent } from '../../../server/webhooks/zalo-event.ts';
import { type TestDatabase, testDatabases } from '../../support/databases.ts';
import {
  anOa,
  buildWebhooks,
  credentials,
  effectsIn,
  marking,
  miniAppVector,
  said,
  signed,
  vector,
} from './zalo-webhooks.ts';

const start = new Date('2026-11-24T02:00:00.000Z');
const minuteMs = 60_000;
const hourMs = 60 * minuteMs;

function handClock(at: Date) {
  const clock = { at };
  return {
    now: () => clock.at,
    move: (ms: number) => {
      clock.at = new Date(clock.at.getTime() + ms);
    },
  };
}

describe.each(testDatabases)('what Zalo tells us, on $engine', (engine: TestDatabase) => {
  test('takes effect when it is signed as in the fixed vector, at the vector’s own time', async () => {
    const database = await engine.open();
    const log: ZaloEvent[] = [];
    const { receive, worker } = buildWebhooks(database, { now: () => vector.at, handlers: marking(log) });

    expect(await receive(vector)).toEqual({ kind: 'stored' });
    await worker.runOnce();

    expect(log).toMatchObject([
      {
        kind: 'userSentText',
        text: 'Cứu với',
        messageId: '96d3cdf3af150460909',
        unitId: 'tay-thanh',
        at: vector.at,
        person: { oaId: anOa, userId: '246845883529197922', appUserId: '552177279717587730' },
      },
    ]);
    expect(await receive({ ...vector, signature: vector.signature.replace('mac=', '') })).toEqual({
      kind: 'known',
    });
  });

  test('takes effect once, six times over and in any order, by its id or, without one, by its body', async () => {
    const database = await engine.open();
    const { now, move } = handClock(start);
    const follows: ZaloEvent[] = [];
    const { receive, worker } = buildWebhooks(database, {
      now,
      handlers: { ...marking(), follow: [async (event) => void follows.push(event)] },
    });
    const text = said({ id: 'm1', text: 'a', at: start });
    const follow = signed({
      oa_id: anOa,
      follower: { id: '7' },
      event_name: 'follow',
      timestamp: String(start.getTime()),
    });
    for (const waitMs of [0, 30_000, 5 * minuteMs, 15 * minuteMs, 30 * minuteMs, 60 * minuteMs]) {
      move(waitMs);
      await receive(follow);
      await receive(text);
      await worker.runOnce();
    }
    expect(await effectsIn(database)).toEqual(['m1']);
    expect(follows).toHaveLength(1);
    expect(follows[0]).toMatchObject({ kind: 'follow', person: { userId: '7', appUserId: null } });
  });

  test('is worked on in the order in which it happened, also when it arrives the other way round', async () => {
    const database = await engine.open();
    const log: ZaloEvent[] = [];
    const { receive, worker } = buildWebhooks(database, { now: () => start, handlers: marking(log) });
    const times = Array.from({ length: 12 }, (_, index) => new Date(start.getTime() - index * 1_000));
    for (const [index, at] of times.entries()) await receive(said({ id: `m${index}`, text: 'x', at }));
    await worker.runOnce();
    expect(log.map(({ at }) => at)).toEqual(times.toReversed());
  });

  test('is forgotten once it took effect: the words are in no row any more', async () => {
    const database = await engine.open();
    const { receive, worker, logLines } = buildWebhooks(database, { now: () => start, handlers: {} });
    expect(await receive(said({ id: 'm1', text: 'bí mật', at: start }))).toEqual({ kind: 'no_effect' });
    const acting = buildWebhooks(database, { now: () => start, handlers: marking() });
    await acting.receive(said({ id: 'm2', text: 'bí mật', at: start }));
    const [waiting] = await database.kysely.selectFrom('webhook_events').selectAll().execute();
    expect(JSON.stringify(waiting)).not.toContain('246845883529197922');
    expect(waiting?.sealed).not.toBeNull();
    await acting.worker.runOnce();
    await worker.runOnce();
    const [done] = await database.kysely.selectFrom('webhook_events').selectAll().execute();
    expect(done).toMatchObject({ sealed: null, state: 'done' });
    expect([...logLines, ...acting.logLines].join()).not.toContain('bí mật');
  });

  test('that fails is tried again, holds up nothing else, takes effect once, and shows when it is given up', async () => {
    const database = await engine.open();
    const { now, move } = handClock(start);
    const base = marking();
    let failures = 3;
    const { receive, worker, service, logLines } = buildWebhooks(database, {
      now,
      handlers: {
        userSentText: [
          ...base.userSentText,
          async (event) => {
            if (event.text === 'never') throw new Error('đừng ghi lời của dân vào nhật ký');
            if (event.text === 'later' && failures > 0) {
              failures -= 1;
              throw new Error('not now');
            }
          },
        ],
      },
    });
    await receive(said({ id: 'm1', text: 'later', at: new Date(start.getTime() - 2) }));
    await receive(said({ id: 'm2', text: 'never', at: new Date(start.getTime() - 1) }));
    await receive(said({ id: 'm3', text: 'fine', at: start }));
    await worker.runOnce();
    expect(await effectsIn(database)).toEqual(['m3']);
    for (const waitMs of [1_000, 5_000, 30_000]) {
      move(waitMs);
      await worker.runOnce();
    }
    expect(await effectsIn(database)).toEqual(['m1', 'm3']);
    expect(await service.listTroubles()).toEqual([]);
    for (let turn = 0; turn < 5; turn += 1) {
      move(61 * minuteMs);
      await worker.runOnce();
    }
    expect(await service.listTroubles()).toEqual([expect.stringMatching(/^event [0-9a-f-]{36}: Error$/)]);
    expect(await effectsIn(database)).toEqual(['m1', 'm3']);
    expect(logLines.some((line) => line.includes('webhook event failed'))).toBe(true);
  });

  test('in a burst of a thousand, doubled and shuffled, takes effect once each, whichever of two servers works', async () => {
    const place = await engine.place();
    const databases = [openDatabase(place), openDatabase(place)] as const;
    const log: ZaloEvent[] = [];
    const servers = databases.map((database) =>
      buildWebhooks(database, { now: () => start, handlers: marking(log) }),
    );
    // SQLite has one server; there the second stands for what is left of one that died.
    const events = Array.from({ length: 1_000 }, (_, index) =>
      said({
        id: `m${String(index).padStart(4, '0')}`,
        text: 'x',
        user: String(index % 50),
        at: new Date(start.getTime() - ((index * 7_919) % 100_000)),
      }),
    );
    const arrivals = [...events, ...events.filter((_, index) => index % 3 === 0)].sort((a, b) =>
      a.signature < b.signature ? -1 : 1,
    );
    const work = servers.map(async ({ worker }, index) => {
      if (engine.engine === 'sqlite' && index > 0) return;
      for (let turn = 0; turn < 6; turn += 1) await worker.runOnce();
    });
    await Promise.all(
      arrivals.map((arrival, index) => servers[engine.engine === 'sqlite' ? 0 : index % 2]?.receive(arrival)),
    );
    await Promise.all(work);
    for (const { worker } of servers) await worker.runOnce();

    expect(await effectsIn(databases[0])).toEqual(
      events.map((_, index) => `m${String(index).padStart(4, '0')}`),
    );
    expect(log).toHaveLength(1_000);
    for (const { logLines } of servers) expect(logLines).toEqual([]);
    await Promise.all(databases.map((database) => database.close()));
  });

  test('is not lost by a server that stored it and is gone before it worked on it', async () => {
    const place = await engine.place();
    const database = openDatabase(place);
    const gone = buildWebhooks(database, { now: () => start, handlers: marking() });
    await gone.receive(said({ id: 'm1', text: 'a', at: start }));
    await gone.receive(said({ id: 'm2', text: 'b', at: start, user: '9' }));
    await database.close();

    const next = openDatabase(place);
    const later = () => new Date(start.getTime() + hourMs);
    const { worker } = buildWebhooks(next, { now: later, handlers: marking() });
    await worker.runOnce();
    expect(await effectsIn(next)).toEqual(['m1', 'm2']);
    await next.close();
  });

  test('by somebody who has taken back their consent since has no effect, whichever comes first', async () => {
    const database = await engine.open();
    const { now, move } = handClock(miniAppVector.at);
    const revoked: ZaloEvent[] = [];
    const { receive, service, worker } = buildWebhooks(database, {
      now,
      handlers: { ...marking(), revokeConsent: [async (event) => void revoked.push(event)] },
    });
    const before = new Date(miniAppVector.at.getTime() - minuteMs);
    const body = Buffer.from(miniAppVector.body);
    expect(await service.receiveMiniApp(miniAppVector.signature, body)).toEqual({ kind: 'stored' });
    expect(await service.receiveMiniApp(miniAppVector.signature, body)).toEqual({ kind: 'known' });
    await worker.runOnce();
    expect(revoked).toMatchObject([{ kind: 'revokeConsent', appUserId: '9876543210' }]);

    await receive(said({ id: 'm1', text: 'a', at: before, appUser: '9876543210' }));
    await receive(said({ id: 'm2', text: 'b', at: before, appUser: '1' }));
    move(minuteMs);
    await receive(said({ id: 'm3', text: 'c', at: now(), appUser: '9876543210' }));
    await worker.runOnce();
    expect(await effectsIn(database)).toEqual(['m2', 'm3']);
  });

  test('is forgotten altogether once it cannot come again', async () => {
    const database = await engine.open();
    const { now, move } = handClock(start);
    const { receive, worker, keys } = buildWebhooks(database, { now, handlers: marking() });
    await receive(said({ id: 'm1', text: 'a', at: start }));
    await worker.runOnce();
    const events = webhookEventStore(database.kysely, keys);
    expect(await events.eraseFinished(start.toISOString(), 10)).toBe(0);
    move(hourMs);
    expect(await events.eraseFinished(now().toISOString(), 10)).toBe(1);
    expect(await database.kysely.selectFrom('webhook_events').selectAll().execute()).toEqual([]);
  });

  if (!engine.showsTheRest) return;

  test('has no effect with one byte changed, another key, another formula, another app, or unsigned', async () => {
    const database = await engine.open();
    const { receive, service, worker } = buildWebhooks(database, {
      now: () => vector.at,
      handlers: marking(),
    });
    const { timestamp, app_id: _, ...fields } = JSON.parse(vector.body);
    const otherApp = signed({ ...fields, app_id: '1', timestamp });
    const attempts = [
      { ...vector, body: vector.body.replace('Cứu', 'cứu') },
      { ...vector, body: `${vector.body} ` },
      { ...vector, signature: vector.signature.replace(/f$/, 'e') },
      { ...vector, signature: miniAppVector.signature },
      signed({ ...fields, timestamp }, credentials.miniAppKey),
      { ...vector, signature: '' },
      { body: '{}', signature: '' },
      { body: '{}', signature: vector.signature },
      { body: '', signature: vector.signature },
      { body: '[1]', signature: vector.signature },
      { body: 'null', signature: vector.signature },
      otherApp,
    ];
    for (const attempt of attempts) {
      expect((await receive(attempt)).kind, attempt.body.slice(0, 40)).toBe('refused');
    }
    expect(await receive(otherApp)).toEqual({ kind: 'refused', reason: 'other_app' });
    expect((await service.receiveMiniApp(vector.signature, Buffer.from(vector.body))).kind).toBe('refused');
    await worker.runOnce();

    expect(await effectsIn(database)).toEqual([]);
    expect(await database.kysely.selectFrom('webhook_events').selectAll().execute()).toEqual([]);
  });

  test('that is signed wrongly every time warns that our key may be the wrong one, until one is right', async () => {
    const database = await engine.open();
    const { receive, service } = buildWebhooks(database, { now: () => start, handlers: marking() });
    const event = said({ id: 'm1', text: 'a', at: start });
    await receive({ body: '{}', signature: '' });
    expect(await service.listTroubles()).toEqual([]);
    await receive({ ...event, signature: vector.signature });
    expect(await service.listTroubles()).toEqual([expect.stringContaining('ZALO_OA_SECRET_KEY')]);
    await receive(event);
    expect(await service.listTroubles()).toEqual([]);
  });

  test('is refused when it is older than two hours, and taken when Zalo’s last repetition brings it', async () => {
    const database = await engine.open();
    const { now, move } = handClock(start);
    const { receive } = buildWebhooks(database, { now, handlers: marking() });
    const late = said({ id: 'm1', text: 'a', at: start });
    const later = said({ id: 'm2', text: 'b', at: start });
    move(2 * hourMs - 1);
    expect(await receive(late)).toEqual({ kind: 'stored' });
    move(2);
    expect(await receive(later)).toEqual({ kind: 'refused', reason: 'stale' });
    expect(await receive(late)).toEqual({ kind: 'refused', reason: 'stale' });
    expect(await receive(said({ id: 'm3', text: 'c', at: new Date(start.getTime() + 5 * hourMs) }))).toEqual({
      kind: 'refused',
      reason: 'stale',
    });
  });

  test('of an OA that is nobody’s here has no effect', async () => {
    const database = await engine.open();
    const { receive, worker } = buildWebhooks(database, { now: () => start, handlers: marking() });
    await receive(said({ id: 'm1', text: 'a', at: start, oaId: '999' }));
    await worker.runOnce();
    expect(await effectsIn(database)).toEqual([]);
  });
});
