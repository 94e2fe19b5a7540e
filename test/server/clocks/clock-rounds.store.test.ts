import { describe, expect, onTestFinished, test, vi } from 'vitest';
import type { DeskTipEvent, TipStatus } from '#contract/vocabulary.ts';
import { type ClockedTip, createClocks } from '../../../server/features/clocks/clock.service.ts';
import { clockStore } from '../../../server/features/clocks/clock.store.ts';
import { createClockWorker } from '../../../server/features/clocks/clock-worker.ts';
import { createLogger } from '../../../server/log.ts';
import { storeWaitingTips } from '../../support/clocks.ts';
import { testDatabases } from '../../support/databases.ts';

const at = '2026-11-24T01:00:00.000Z';
const later = '2026-11-24T01:05:00.000Z';
const clocks = createClocks({
  acknowledgeMinutes: (category) => (category === 'chay-no' ? 2 : 15),
  parentOf: (unitId) => (unitId === 'ca-quan' ? null : 'ca-quan'),
});

describe.each(testDatabases)('the clocks of a tip, on $engine', (engine) => {
  /** A tip with its first clock, and what happens to it. */
  const start = async () => {
    const database = await engine.open();
    const [id = ''] = await storeWaitingTips(database, 1);
    const tip: ClockedTip = {
      id,
      unitId: 'tay-thanh',
      category: 'tieng-on',
      status: 'received',
      acknowledgeBy: '2026-11-24T01:15:00.000Z',
    };
    await database.insert([clocks.firstSteps(tip, at)]);
    const move = (
      event: DeskTipEvent,
      status: TipStatus,
      changes: Partial<ClockedTip> = {},
      isByClock = false,
    ) =>
      database.transact((transaction) =>
        clocks.onMoved(transaction, { ...tip, ...changes, status }, { event, isByClock, at: later }),
      );
    const waiting = async () => {
      const due = await clockStore(database.kysely).listDueSteps(id, new Date('2027-01-01T00:00:00Z'));
      return due.map((one) => `${one.round} ${one.unitId} ${one.step} ${one.dueAt.slice(11, 19)}`).toSorted();
    };
    return { move, waiting };
  };
  const first = [
    '1 tay-thanh commander 01:15:00',
    '1 tay-thanh parent 01:20:00',
    '1 tay-thanh remind 01:10:00',
  ];

  test('a transfer starts another one for the unit that gets it', async () => {
    const { move, waiting } = await start();

    expect(await move('transferred', 'transferred', { unitId: 'son-ky' })).toBe('2026-11-24T01:20:00.000Z');

    expect(await waiting()).toEqual([
      '2 son-ky commander 01:20:00',
      '2 son-ky parent 01:25:00',
      '2 son-ky remind 01:15:00',
    ]);
  });

  test('a more pressing category shortens the one that runs, a milder one gives no more time', async () => {
    const { move, waiting } = await start();

    expect(await move('reclassified', 'received', { category: 'co-bac' })).toBe('2026-11-24T01:15:00.000Z');
    expect(await waiting()).toEqual(first);
    expect(await move('reclassified', 'received', { category: 'chay-no' })).toBe('2026-11-24T01:02:00.000Z');

    expect(await waiting()).toEqual([
      '1 tay-thanh commander 01:02:00',
      '1 tay-thanh parent 01:02:40',
      '1 tay-thanh remind 01:01:20',
    ]);
  });

  if (!engine.showsTheRest) return;

  test('handed up, it is the unit above’s, which has none above itself', async () => {
    const { move, waiting } = await start();

    await move('escalated', 'escalated', { unitId: 'ca-quan' });

    expect(await waiting()).toEqual(['2 ca-quan commander 01:20:00', '2 ca-quan remind 01:15:00']);
  });

  test('what the clock itself escalates starts no other', async () => {
    const { move, waiting } = await start();
    expect(await move('escalated', 'escalated', {}, true)).toBe('2026-11-24T01:15:00.000Z');
    expect(await waiting()).toEqual(first);
  });

  test('a category that is another unit’s starts one for that unit', async () => {
    const { move, waiting } = await start();
    expect(await move('reclassified', 'received', { unitId: 'ca-quan' })).toBe('2026-11-24T01:20:00.000Z');
    expect(await waiting()).toEqual(['2 ca-quan commander 01:20:00', '2 ca-quan remind 01:15:00']);
  });

  test('a note, or words of the sender, leave it as it is', async () => {
    const { move, waiting } = await start();
    await move('noted', 'received');
    await move('message_citizen', 'received');
    expect(await waiting()).toEqual(first);
  });

  test('none runs once the tip is taken up, assigned, answered, declined', async () => {
    for (const [event, status] of [
      ['acknowledged', 'acknowledged'],
      ['assigned', 'in_progress'],
      ['asked', 'waiting_citizen'],
      ['answered', 'answered'],
      ['declined', 'declined'],
    ] as const) {
      const { move, waiting } = await start();
      await move(event, status);
      expect(await waiting(), event).toEqual([]);
    }
  });
});

describe('the clocks as the server’s health sees them', () => {
  test('stand while they are looked at every ten seconds', async () => {
    const sqlite = testDatabases.find(({ engine }) => engine === 'sqlite');
    if (!sqlite) throw new Error('no SQLite');
    const database = await sqlite.open();
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => {
      vi.useRealTimers();
    });
    const worker = createClockWorker({
      ...{ database, logger: createLogger('silent'), now: () => new Date(), parentOf: () => null },
      holdTip: async () => undefined,
      climb: async () => undefined,
      newNotice: () => {
        throw new Error('nobody is told of anything');
      },
      wakeOutbox: () => undefined,
    });

    expect(worker.isReady()).toBe(true);
    vi.advanceTimersByTime(10_001);
    expect(worker.isReady()).toBe(false);
    await worker.runOnce();
    expect(worker.isReady()).toBe(true);
  });
});

describe.each(testDatabases)('100,000 steps that wait, on $engine', (engine) => {
  test('cost nothing to look past', { timeout: 120_000 }, async () => {
    const database = await engine.open();
    await storeWaitingTips(database, 33_400, { withClocks: true });
    const store = clockStore(database.kysely);
    const { count } = await database.kysely
      .selectFrom('clock_steps')
      .select((eb) => eb.fn.countAll().as('count'))
      .executeTakeFirstOrThrow();
    expect(Number(count)).toBeGreaterThan(100_000);
    const timesOf = async (now: string, steps: number) => {
      const times: number[] = [];
      for (let nr = 0; nr < 100; nr += 1) {
        const startedMs = performance.now();
        expect(await store.listDueTips(new Date(now), 50)).toHaveLength(steps);
        times.push(performance.now() - startedMs);
      }
      return times.toSorted((a, b) => a - b);
    };

    const none = await timesOf('2026-11-24T00:00:00.000Z', 0);
    const many = await timesOf('2027-01-01T00:00:00.000Z', 50);

    // By the index a fraction of a millisecond; through the whole table 9 and 15 milliseconds on SQLite.
    for (const times of [none, many]) expect(times[Math.floor(times.length / 2)]).toBeLessThan(5);
  });
});
