import { pino } from 'pino';
import { describe, expect, test } from 'vitest';
import type { Database } from '../../../server/db/database.ts';
import { openDatabase } from '../../../server/db/database.ts';
import { lanes } from '../../../server/outbox/backoff.rules.ts';
import {
  createDispatcher,
  type DeliveryHandler,
  type DeliveryOutcome,
} from '../../../server/outbox/dispatcher.ts';
import { type NewMessage, newMessageId } from '../../../server/outbox/outbox.store.ts';
import { testDatabases } from '../../support/databases.ts';
import { wholeOutbox } from '../../support/outbox.ts';

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
  wholeOutbox(database.kysely).claim({
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
    await wholeOutbox(database.kysely).enqueue([a1, a2, b1, sos], start);

    const claimed = await claimAs(database, 'one');

    expect(claimed.map((found) => found.id)).toEqual([sos.id, a1.id, b1.id]);
    expect(await claimAs(database, 'one')).toEqual([]);
    await wholeOutbox(database.kysely).markSent(a1.id, 'one', { externalId: 'm1' }, start);
    expect((await claimAs(database, 'one')).map((found) => found.id)).toEqual([a2.id]);
  });

  test('what follows a message is stored with the word that it was sent, and not without it', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
    const [text, photo, late] = [message('a'), message('a:photos:1'), message('a:photos:2')];
    await store.enqueue([text], start);

    await claimAs(database, 'one');
    expect(await store.markSent(text.id, 'two', { externalId: null, followUps: [late] }, start)).toBe(false);
    expect(await store.markSent(text.id, 'one', { externalId: null, followUps: [photo] }, start)).toBe(true);

    expect((await claimAs(database, 'one')).map((found) => found.id)).toEqual([photo.id]);
    expect(await store.find(late.id)).toBeUndefined();
  });

  test('the next message of a stream is claimed with the commit that finished the one before', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
    const [a1, a2, b1] = [message('a'), message('a', { notBefore: later(5_000) }), message('b')];
    await store.enqueue([a1, a2, b1], start);
    await claimAs(database, 'one', start, 1);
    const claimNext = (now: Date) =>
      store.claimNext('a', { server: 'one', now, until: new Date(now.getTime() + 20_000) });

    expect(await claimNext(later(6_000))).toBeNull();
    await store.markSent(a1.id, 'one', { externalId: 'm1' }, start);
    expect(await claimNext(later(4_999))).toBeNull();
    expect(await claimNext(later(5_000))).toMatchObject({ id: a2.id, attempts: 1, isOutcomeUnknown: false });
    expect(await claimNext(later(5_000))).toBeNull();
  });

  test('reading back starts at the first attempt whose outcome is unknown', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
    const doubtful = message('a');
    await store.enqueue([doubtful], start);
    const retry = (at: Date, isOutcomeUnknown: boolean) =>
      store.retryLater(doubtful.id, 'one', { reason: 'x', notBefore: at, isOutcomeUnknown });

    await claimAs(database, 'one', later(1_000));
    await retry(later(2_000), false);
    expect(await claimAs(database, 'one', later(2_000))).toMatchObject([{ isOutcomeUnknown: false }]);
    await retry(later(3_000), true);
    const [second] = await claimAs(database, 'one', later(3_000));
    expect(second).toMatchObject({ isOutcomeUnknown: true, lookSince: later(2_000) });
    await retry(later(4_000), true);
    expect(await claimAs(database, 'one', later(4_000))).toMatchObject([{ lookSince: later(2_000) }]);
    const [afterCrash] = await claimAs(database, 'two', later(30_000));
    expect(afterCrash).toMatchObject({ isOutcomeUnknown: true, lookSince: later(2_000) });
    expect(await store.find(doubtful.id)).toMatchObject({ last_attempt_at: later(30_000).toISOString() });
  });

  test('a message that is refused goes on to its next destination once, or stands parked at the end', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
    const [first, second, end] = [message('group'), message('officers'), message('group')];
    await store.enqueue([first], start);
    await claimAs(database, 'one');
    const on = { reason: 'zalo -237', next: second, as: 'waiting' as const };

    expect(await store.passOn(first.id, 'two', on, start)).toBe(false);
    expect(await store.passOn(first.id, 'one', on, start)).toBe(true);
    await claimAs(database, 'one');
    await store.passOn(second.id, 'one', { reason: 'nobody', next: end, as: 'parked' }, start);

    expect(await store.countByState()).toMatchObject({ passed: 2, parked: 1, waiting: 0 });
    expect(await store.retry(first.id, start)).toBe(false);
    expect(await store.retry(end.id, start)).toBe(true);
    expect((await claimAs(database, 'one')).map((found) => found.id)).toEqual([end.id]);
  });

  test('messages folded into a digest are sent with it, and not into one that has begun to be sent', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
    const alike = [message('a'), message('a'), message('a')];
    const digest = () => message('a:digests', { topic: 'digest', notBefore: later(60_000) });
    const [first, second] = [digest(), digest()];
    await store.enqueue(alike, start);
    const fold = async (id: string | undefined, openId: string | null, fresh: NewMessage) => {
      expect(await store.fold(id ?? '', 'two', { openId, fresh }, start)).toBe(false);
      expect(await store.fold(id ?? '', 'one', { openId, fresh }, start)).toBe(true);
    };

    await claimAs(database, 'one');
    await fold(alike[0]?.id, null, first);
    await claimAs(database, 'one');
    await fold(alike[1]?.id, first.id, second);
    expect(await store.listOpenDigests('a:digests', 'digest')).toMatchObject([{ id: first.id, folded: 2 }]);
    const begun = await claimAs(database, 'one', later(60_000));
    expect(begun.map((found) => found.id).sort()).toEqual([alike[2]?.id, first.id].sort());
    expect(await store.listOpenDigests('a:digests', 'digest')).toEqual([]);
    await store.retryLater(first.id, 'one', {
      reason: 'timeout',
      notBefore: later(60_000),
      isOutcomeUnknown: true,
    });
    await fold(alike[2]?.id, first.id, second);

    expect((await store.listFolded(first.id)).map((found) => found.id)).toEqual([alike[0]?.id, alike[1]?.id]);
    expect((await store.listFolded(second.id)).map((found) => found.id)).toEqual([alike[2]?.id]);
    await claimAs(database, 'one', later(60_000));
    await store.markSent(first.id, 'one', { externalId: 'm1' }, later(61_000));
    expect(await store.countByState()).toMatchObject({ sent: 3, folded: 1, waiting: 1 });
    expect(await store.find(alike[1]?.id ?? '')).toMatchObject({ external_id: 'm1', state: 'sent' });
  });

  test('staff see deliveries newest first, by state, with their reasons and times', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
    const many = Array.from({ length: 120 }, (_, index) => message(`s${index}`));
    await store.enqueue(many, start);
    await claimAs(database, 'one', later(1_000), 1);
    await store.park(many[0]?.id ?? '', 'one', 'zalo -237', later(2_000));

    const seen: string[] = [];
    let cursor: string | null = null;
    do {
      const page: Awaited<ReturnType<typeof store.listDeliveries>> = await store.listDeliveries({ cursor });
      seen.push(...page.items.map((item) => item.id));
      cursor = page.nextCursor;
    } while (cursor);
    expect(seen).toEqual(many.map((found) => found.id).reverse());
    expect(await store.listDeliveries({ state: 'parked' })).toMatchObject({
      items: [
        {
          id: many[0]?.id,
          reason: 'zalo -237',
          attempts: 1,
          lastAttemptAt: later(1_000).toISOString(),
          finishedAt: later(2_000).toISOString(),
          nextAttemptAt: null,
        },
      ],
      nextCursor: null,
    });
  });

  test('claiming costs about the same whether two hundred or ten thousand messages wait', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
    const streams = 20;
    const fill = (count: number) =>
      store.enqueue(
        Array.from({ length: count }, (_, index) => message(`ward-${index % streams}`)),
        start,
      );
    /** The best of several: what else the machine does is not meant. */
    const claimMs = async () => {
      const times: number[] = [];
      for (let round = 0; round < 8; round += 1) {
        const from = performance.now();
        const claimed = await claimAs(database, 'one');
        times.push(performance.now() - from);
        expect(claimed).toHaveLength(streams);
        for (const { id } of claimed) await store.markSent(id, 'one', { externalId: null }, start);
      }
      return Math.min(...times);
    };

    await fill(200);
    const fewMs = await claimMs();
    for (let part = 0; part < 20; part += 1) await fill(500);
    const manyMs = await claimMs();

    // A walk through all that waits would take fifty times as long.
    expect(manyMs).toBeLessThan(20 * fewMs + 2);
  });

  test('a message whose server died is taken over with its outcome unknown', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
    const lost = message('a');
    await store.enqueue([lost], start);
    await claimAs(database, 'one');

    expect(await claimAs(database, 'two', later(19_000))).toEqual([]);
    const [taken] = await claimAs(database, 'two', later(21_000));

    expect(taken).toMatchObject({ id: lost.id, attempts: 2, isOutcomeUnknown: true });
    await store.markSent(lost.id, 'one', { externalId: 'too late' }, later(22_000));
    expect(await store.countByState()).toMatchObject({ claimed: 1, sent: 0 });
  });

  test('a claim that is extended is not taken over', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
    const slow = message('a');
    await store.enqueue([slow], start);
    await claimAs(database, 'one');
    await store.extendClaims('one', [slow.id], later(60_000));

    expect(await claimAs(database, 'two', later(30_000))).toEqual([]);
  });

  test('the only server that starts anew takes its claims back at once', async () => {
    const database = await engine.open();
    await wholeOutbox(database.kysely).enqueue([message('a')], start);
    await claimAs(database, 'before the crash');

    await wholeOutbox(database.kysely).expireAllClaims(later(1_000));

    expect(await claimAs(database, 'after', later(1_000))).toMatchObject([{ isOutcomeUnknown: true }]);
  });

  test('what waits for its time blocks its own stream only', async () => {
    const database = await engine.open();
    const store = wholeOutbox(database.kysely);
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
    const store = wholeOutbox(database.kysely);
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
    await wholeOutbox(first.kysely).enqueue(messages, new Date());

    for (const dispatcher of dispatchers) dispatcher.start();
    await expect.poll(() => sent.length, { timeout: 30_000 }).toBe(messages.length);
    await Promise.all(dispatchers.map((dispatcher) => dispatcher.stop()));

    expect(new Set(sent).size).toBe(messages.length);
    for (let stream = 0; stream < 6; stream += 1) {
      const ids = messages.filter((_, index) => index % 6 === stream).map((found) => found.id);
      expect(sent.filter((id) => ids.includes(id))).toEqual(ids);
    }
    expect(await wholeOutbox(first.kysely).countByState()).toMatchObject({ sent: messages.length });
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
    const store = wholeOutbox(database.kysely);
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
