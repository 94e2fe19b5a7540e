import { setTimeout as sleep } from 'node:timers/promises';
import { describe, expect, onTestFinished, test } from 'vitest';
import { type Database, openDatabase } from '../../../server/db/database.ts';
import { recordLive } from '../../../server/live/live-event.store.ts';
import { createLiveFeed, type LiveMessage } from '../../../server/live/live-feed.ts';
import { createLogger } from '../../../server/log.ts';
import { testDatabases } from '../../support/databases.ts';
import { eventually } from '../../support/eventually.ts';

const now = () => new Date();

/** A feed that runs until the test is over. */
function startFeed(database: Database, clock: () => Date = now) {
  const feed = createLiveFeed({ database, logger: createLogger('silent'), now: clock });
  onTestFinished(() => feed.stop());
  feed.start();
  return feed;
}

type Feed = ReturnType<typeof startFeed>;

function listenTo(feed: Feed, channels: string[], after?: string) {
  const heard: LiveMessage[] = [];
  const stop = feed.subscribe({ channels, after }, (message) => heard.push(message));
  return {
    heard,
    stop,
    numbers: () => heard.filter(({ kind }) => kind === 'told').map(({ data }) => data.number),
    opened: () =>
      eventually(() => {
        const opening = heard.find(({ kind }) => kind === 'ready' || kind === 'reset');
        if (!opening) throw new Error('not open');
        return opening.kind;
      }),
  };
}

const told = (number: number, channel = 'unit:a') => ({ channel, kind: 'told', data: { number } });

const tell = (database: Database, ...numbers: number[]) =>
  database.transact((transaction) =>
    recordLive(
      transaction,
      numbers.map((number) => told(number)),
      now(),
    ),
  );

describe.each(testDatabases)('the live feed, on $engine', ({ engine, open, place }) => {
  test('tells those who listen on a channel what was committed, and of nothing that was not', async () => {
    const database = await open();
    const feed = startFeed(database);
    const here = listenTo(feed, ['unit:a']);
    const elsewhere = listenTo(feed, ['unit:b']);
    expect([await here.opened(), await elsewhere.opened()]).toEqual(['ready', 'ready']);
    const failing = database.transact(async (transaction) => {
      await recordLive(transaction, [told(13)], now());
      throw new Error('rolled back');
    });
    await expect(failing).rejects.toThrow('rolled back');
    await tell(database, 1, 2);
    feed.wake();
    await eventually(() => expect(here.numbers()).toEqual([1, 2]));
    expect(here.heard.at(-1)).toMatchObject({ channel: 'unit:a', kind: 'told', data: { number: 2 } });
    expect(elsewhere.numbers()).toEqual([]);
    here.stop();
    await tell(database, 3);
    const later = listenTo(feed, ['unit:a'], here.heard.at(-1)?.id);
    await eventually(() => expect(later.numbers()).toEqual([3]));
    expect(here.numbers()).toEqual([1, 2]);
  });

  test('says until when all that was committed has been told, and waits with that for who is still writing', async () => {
    const database = await open();
    const feed = startFeed(database);
    const { opened, numbers } = listenTo(feed, ['unit:a']);
    await opened();
    await tell(database, 1);
    const committedAtMs = performance.now();
    await eventually(() => expect(feed.toldUntilMs()).toBeGreaterThan(committedAtMs));
    expect(numbers()).toEqual([1]);
    // SQLite has one connection: nobody looks while somebody writes.
    if (engine === 'sqlite') return;

    const [begun, end] = [Promise.withResolvers<number>(), Promise.withResolvers<void>()];
    const writing = database.transact(async (transaction) => {
      await recordLive(transaction, [told(2)], now());
      begun.resolve(performance.now());
      await end.promise;
    });
    const begunAtMs = await begun.promise;
    for (let look = 0; look < 10; look += 1) {
      feed.wake();
      await sleep(20);
      expect(feed.toldUntilMs()).toBeLessThan(begunAtMs);
    }
    end.resolve();
    await writing;
    await eventually(() => expect(feed.toldUntilMs()).toBeGreaterThan(begunAtMs));
    expect(numbers()).toEqual([1, 2]);
  });

  test('comes back to where somebody was, on another server and after a restart', async () => {
    const shared = await place();
    const first = openDatabase(shared);
    const feed = startFeed(first);
    const desk = listenTo(feed, ['unit:a', 'unit:b']);
    await desk.opened();
    const beginning = desk.heard[0]?.id;
    await tell(first, 1, 2);
    feed.wake();
    await eventually(() => expect(desk.numbers()).toEqual([1, 2]));
    await feed.stop();
    // Nobody was listening when these came, nor was any server's feed running.
    await tell(first, 3);
    await first.close();
    const second = openDatabase(shared);
    onTestFinished(() => second.close());
    const restarted = startFeed(second);
    const back = listenTo(restarted, ['unit:a'], desk.heard.at(-1)?.id);
    const fromTheStart = listenTo(restarted, ['unit:a'], beginning);
    expect([await back.opened(), await fromTheStart.opened()]).toEqual(['ready', 'ready']);
    await tell(second, 4);
    restarted.wake();
    await eventually(() => expect(fromTheStart.numbers()).toEqual([1, 2, 3, 4]));
    expect(back.numbers()).toEqual([3, 4]);
    // What was missed comes before `ready`, what is new after it.
    expect(back.heard.map(({ kind }) => kind)).toEqual(['told', 'ready', 'told']);
  });

  test('says so when a place is gone, is none of ours, or too much has happened since', async () => {
    const database = await open();
    let clock = new Date();
    const feed = startFeed(database, () => clock);
    const desk = listenTo(feed, ['unit:a']);
    await desk.opened();
    const beginning = desk.heard[0]?.id;
    await tell(database, 1);
    feed.wake();
    await eventually(() => expect(desk.numbers()).toEqual([1]));
    const afterFirst = desk.heard.at(-1)?.id;
    for (const after of ['', 'nonsense', '999999999999', '-1', "0' or 1=1", '1'.repeat(400)])
      expect(await listenTo(feed, ['unit:a'], after).opened(), after).toBe('reset');
    expect(await listenTo(feed, ['unit:a'], beginning).opened()).toBe('ready');

    clock = new Date(Date.now() + 25 * 60 * 60_000);
    await feed.sweep();
    expect(await listenTo(feed, ['unit:a'], beginning).opened()).toBe('reset');
    // Whoever heard the last one has missed nothing.
    expect(await listenTo(feed, ['unit:a'], afterFirst).opened()).toBe('ready');

    await tell(database, ...Array.from({ length: 501 }, (_, index) => index));
    feed.wake();
    await eventually(() => expect(desk.numbers()).toHaveLength(502));
    expect(await listenTo(feed, ['unit:a'], afterFirst).opened()).toBe('reset');
  });

  test('misses none under load, in the same order for everybody, also with two servers on one PostgreSQL', async () => {
    const shared = await place();
    const servers = (engine === 'postgres' ? [1, 2] : [1]).map(() => openDatabase(shared));
    for (const server of servers) onTestFinished(() => server.close());
    const feeds = servers.map((server) => ({ server, feed: startFeed(server) }));
    const desks = feeds.map(({ feed }) => listenTo(feed, ['unit:a']));
    await Promise.all(desks.map((desk) => desk.opened()));
    const restless: { ids: Set<unknown>; isDone: boolean } = { ids: new Set(), isDone: false };
    /** Goes from server to server, coming back each time with the last place it heard. */
    const wander = async () => {
      let after = desks[0]?.heard[0]?.id;
      for (let round = 0; !restless.isDone || round % feeds.length !== 0; round += 1) {
        const visit = listenTo(feeds[round % feeds.length]?.feed ?? raise(), ['unit:a'], after);
        await visit.opened();
        await sleep(15);
        visit.stop();
        expect(visit.heard.map(({ kind }) => kind)).not.toContain('reset');
        for (const number of visit.numbers()) restless.ids.add(number);
        after = visit.heard.at(-1)?.id ?? after;
      }
    };
    const wandering = wander();
    const writersCount = 12;
    const eachWrites = 25;
    const write = async (writer: number) => {
      const { server, feed } = feeds[writer % feeds.length] ?? raise();
      for (let count = 0; count < eachWrites; count += 1) {
        await server.transact(async (transaction) => {
          await recordLive(transaction, [told(writer * 1_000 + count)], now());
          // Whoever took a number first may be the last to commit.
          if (engine === 'postgres' && count % 5 === writer % 5) await sleep(20);
        });
        feed.wake();
      }
    };
    await Promise.all(Array.from({ length: writersCount }, (_, writer) => write(writer)));
    await eventually(() => {
      for (const desk of desks) expect(desk.numbers()).toHaveLength(writersCount * eachWrites);
    });
    restless.isDone = true;
    await wandering;
    const [first] = desks;
    for (const desk of desks) expect(desk.numbers()).toEqual(first?.numbers());
    expect(new Set(first?.numbers())).toHaveLength(writersCount * eachWrites);
    expect(restless.ids).toHaveLength(writersCount * eachWrites);
  });
});

test('on PostgreSQL the later of two changes waits for the earlier one, which would else be passed over', async () => {
  const engine = testDatabases.find((each) => each.engine === 'postgres') ?? raise();
  const database = await engine.open();
  const feed = startFeed(database);
  const desk = listenTo(feed, ['unit:a']);
  await desk.opened();
  let finish = () => {};
  const slow = database.transact(async (transaction) => {
    await recordLive(transaction, [told(1)], now());
    await new Promise<void>((resolve) => {
      finish = resolve;
    });
  });
  await sleep(50);
  await tell(database, 2);
  feed.wake();
  await sleep(150);
  expect(desk.numbers()).toEqual([]);
  finish();
  await slow;
  await eventually(() => expect(desk.numbers()).toEqual([1, 2]));
});

test('on PostgreSQL what others write, in this database or beside it, delays no event', async () => {
  const engine = testDatabases.find((each) => each.engine === 'postgres') ?? raise();
  const [database, beside] = [await engine.open(), await engine.open()];
  const feed = startFeed(database);
  const desk = listenTo(feed, ['unit:a']);
  await desk.opened();
  let finish = () => {};
  const isFinished = new Promise<void>((resolve) => {
    finish = resolve;
  });
  const slow = [database, beside].map((each) =>
    each.transact(async (transaction) => {
      await transaction.insertInto('meta').values({ key: 'slow', value: 'x' }).execute();
      if (each === beside) await recordLive(transaction, [told(13)], now());
      await isFinished;
    }),
  );
  await sleep(50);
  await tell(database, 1);
  feed.wake();
  await eventually(() => expect(desk.numbers()).toEqual([1]));
  // Nor does it hinder who comes anew, or comes back.
  expect(await listenTo(startFeed(database), ['unit:a'], desk.heard[0]?.id).opened()).toBe('ready');
  finish();
  await Promise.all(slow);
});

function raise(): never {
  throw new Error('There is one.');
}
