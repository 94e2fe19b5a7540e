import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { migrate } from '../../../server/db/migrate.ts';
import { lanes } from '../../../server/outbox/backoff.rules.ts';
import {
  createDispatcher,
  type DeliveryHandler,
  type DeliveryOutcome,
} from '../../../server/outbox/dispatcher.ts';
import { type NewMessage, newMessageId, outboxStore } from '../../../server/outbox/outbox.store.ts';
import { testDatabases } from '../../support/databases.ts';

const start = new Date('2026-11-24T01:00:00.000Z');
const later = (ms: number) => new Date(start.getTime() + ms);

const message = (stream: string, more: Partial<NewMessage> = {}): NewMessage => ({
  id: newMessageId(),
  destination: stream,
  stream,
  lane: lanes.tips,
  topic: 'test',
  payload: {},
  ...more,
});

const claimAs = (database: Database, server: string, now = start, limit = 100) =>
  outboxStore(database.kysely).claim({
    server,
    lanes: [0, 1, 2],
    now,
    until: new Date(now.getTime() + 20_000),
    limit,
  });

describe.each(testDatabases)('the outbox on $engine', (engine) => {
  test('gives only the head of each stream, SOS before everything', async () => {
    const database = await engine.open();
    const [a1, a2, b1, sos] = [message('a'), message('a'), message('b'), message('c', { lane: lanes.sos })];
    await outboxStore(database.kysely).enqueue([a1, a2, b1, sos], start);

    const claimed = await claimAs(database, 'one');

    expect(claimed.map((found) => found.id)).toEqual([sos.id, a1.id, b1.id]);
    expect(await claimAs(database, 'one')).toEqual([]);
    await outboxStore(database.kysely).markSent(a1.id, 'one', 'm1', start);
    expect((await claimAs(database, 'one')).map((found) => found.id)).toEqual([a2.id]);
  });

  test('a photo waits for its text, and for nobody else’s', async () => {
    const database = await engine.open();
    const text = message('a');
    const photo = message('a:photos:1', { afterId: text.id });
    const store = outboxStore(database.kysely);
    await store.enqueue([text, photo, message('a')], start);

    expect((await claimAs(database, 'one')).map((found) => found.id)).toEqual([text.id]);
    await store.markSent(text.id, 'one', null, start);
    expect((await claimAs(database, 'one')).map((found) => found.id)).toContain(photo.id);
  });

  test('a message whose server died is taken over with its outcome unknown', async () => {
    const database = await engine.open();
    const store = outboxStore(database.kysely);
    const lost = message('a');
    await store.enqueue([lost], start);
    await claimAs(database, 'one');

    expect(await claimAs(database, 'two', later(19_000))).toEqual([]);
    const [taken] = await claimAs(database, 'two', later(21_000));

    expect(taken).toMatchObject({ id: lost.id, attempts: 2, isOutcomeUnknown: true });
    await store.markSent(lost.id, 'one', 'too late', later(22_000));
    expect(await store.countByState()).toMatchObject({ claimed: 1, sent: 0 });
  });

  test('a claim that is extended is not taken over', async () => {
    const database = await engine.open();
    const store = outboxStore(database.kysely);
    const slow = message('a');
    await store.enqueue([slow], start);
    await claimAs(database, 'one');
    await store.extendClaims('one', [slow.id], later(60_000));

    expect(await claimAs(database, 'two', later(30_000))).toEqual([]);
  });

  test('the only server that starts anew takes its claims back at once', async () => {
    const database = await engine.open();
    await outboxStore(database.kysely).enqueue([message('a')], start);
    await claimAs(database, 'before the crash');

    await outboxStore(database.kysely).expireAllClaims(later(1_000));

    expect(await claimAs(database, 'after', later(1_000))).toMatchObject([{ isOutcomeUnknown: true }]);
  });

  test('what waits for its time blocks its own stream only', async () => {
    const database = await engine.open();
    const store = outboxStore(database.kysely);
    const [a1, a2, b1] = [message('a'), message('a'), message('b')];
    await store.enqueue([a1, a2, b1], start);
    await claimAs(database, 'one', start, 1);
    await store.retryLater(a1.id, 'one', { reason: 'x', notBefore: later(5_000), isOutcomeUnknown: true });

    expect((await claimAs(database, 'one')).map((found) => found.id)).toEqual([b1.id]);
    expect(await claimAs(database, 'one', later(5_000))).toMatchObject([
      { id: a1.id, isOutcomeUnknown: true },
    ]);
  });

  test('a parked message lets the next one pass and can be put back', async () => {
    const database = await engine.open();
    const store = outboxStore(database.kysely);
    const [a1, a2] = [message('oa-group:tay-thanh:duty'), message('oa-group:tay-thanh:duty')];
    await store.enqueue([a1, a2], start);
    await claimAs(database, 'one');
    await store.park(a1.id, 'one', 'zalo -237', start);

    expect((await claimAs(database, 'one')).map((found) => found.id)).toEqual([a2.id]);
    expect(await store.requeueParked('oa-group:son-ky', start)).toBe(0);
    expect(await store.requeueParked('oa-group:tay-thanh:', start)).toBe(1);
    expect((await claimAs(database, 'one')).map((found) => found.id)).toEqual([a1.id]);
  });

  test('several servers send each message once, in order per stream', async () => {
    const place = await engine.place();
    const servers =
      engine.engine === 'postgres'
        ? [openDatabase(place), openDatabase(place), openDatabase(place)]
        : [openDatabase(place)];
    const [first] = servers;
    if (!first) throw new Error('no server');
    await migrate(first);
    const sent: string[] = [];
    const handler: DeliveryHandler = async (claimed) => {
      await new Promise((resolve) => setTimeout(resolve, Math.random() * 3));
      sent.push(claimed.id);
      return { kind: 'sent', externalId: null };
    };
    const dispatchers = servers.map((database) =>
      createDispatcher({
        database,
        handlers: { test: handler },
        logger: pino({ level: 'silent' }),
        now: () => new Date(),
      }),
    );
    const messages = Array.from({ length: 120 }, (_, index) => message(`stream-${index % 6}`));
    await outboxStore(first.kysely).enqueue(messages, new Date());

    for (const dispatcher of dispatchers) dispatcher.start();
    await expect.poll(() => sent.length, { timeout: 30_000 }).toBe(messages.length);
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));

    expect(new Set(sent).size).toBe(messages.length);
    for (let stream = 0; stream < 6; stream += 1) {
      const ids = messages.filter((_, index) => index % 6 === stream).map((found) => found.id);
      expect(sent.filter((id) => ids.includes(id))).toEqual(ids);
    }
    expect(await outboxStore(first.kysely).countByState()).toMatchObject({ sent: messages.length });
    await Promise.all(servers.map((database) => database.close()));
  });

  test('each outcome of an attempt has its consequence', async () => {
    const database = await engine.open();
    const outcomes: Record<string, DeliveryOutcome | Error> = {
      ok: { kind: 'sent', externalId: 'm1' },
      again: { kind: 'retry', reason: 'zalo -32', afterMs: 60_000 },
      lost: { kind: 'unknown', reason: 'timeout' },
      human: { kind: 'park', reason: 'zalo -237' },
      thrown: new Error('surprise'),
    };
    const messages = [
      ...Object.keys(outcomes).map((topic) => message(topic, { topic })),
      message('none', { topic: 'none' }),
    ];
    const handlers = Object.fromEntries(
      Object.entries(outcomes).map(([topic, outcome]) => [
        topic,
        async () => {
          if (outcome instanceof Error) throw outcome;
          return outcome;
        },
      ]),
    );
    const store = outboxStore(database.kysely);
    await store.enqueue(messages, start);
    const dispatcher = createDispatcher({
      database,
      handlers,
      logger: pino({ level: 'silent' }),
      now: () => start,
    });

    dispatcher.wake();
    await expect
      .poll(async () => (await store.countByState()).claimed + (await store.countByState()).waiting)
      .toBe(3);
    await dispatcher.stop();

    const rows = Object.fromEntries(
      await Promise.all(messages.map(async (sent) => [sent.topic, await store.find(sent.id)] as const)),
    );
    expect(rows.ok).toMatchObject({ state: 'sent', external_id: 'm1', last_failure: null });
    expect(rows.again).toMatchObject({
      state: 'waiting',
      last_failure: 'zalo -32',
      outcome_unknown: 0,
      not_before: later(60_000).toISOString(),
    });
    expect(rows.lost).toMatchObject({ state: 'waiting', last_failure: 'timeout', outcome_unknown: 1 });
    expect(rows.human).toMatchObject({ state: 'parked', last_failure: 'zalo -237' });
    expect(rows.thrown).toMatchObject({ state: 'waiting', last_failure: 'internal', outcome_unknown: 1 });
    expect(rows.none).toMatchObject({ state: 'parked', last_failure: 'no handler for none' });
  });
});
