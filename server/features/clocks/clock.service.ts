import type { Transaction } from 'kysely';
import type { DeskTipEvent, TipStatus } from '#contract/vocabulary.ts';
import type { NewRows } from '../../db/new-rows.ts';
import type { Schema } from '../../db/schema.ts';
import { acknowledgeBy, effectOf, stepsOf } from './clock.rules.ts';
import { clockStore, roundRows } from './clock.store.ts';

/** What the clock needs to know of a tip. */
export type ClockedTip = {
  id: string;
  unitId: string;
  category: string;
  status: TipStatus;
  acknowledgeBy: string;
};

export type ClocksDependencies = {
  /** How long a unit may leave a tip of this category; also of one that the pack no longer has. */
  acknowledgeMinutes(category: string): number;
  /** Null for the top unit, and for one that the pack no longer has. */
  parentOf(unitId: string): string | null;
};

/** Starts and stops the clocks that `clock-worker.ts` acts on, in the transaction of whatever happens to the tip (promise 5). */
export function createClocks(dependencies: ClocksDependencies) {
  return {
    /** The clock of a tip that is new, to be stored with it. */
    firstSteps: (tip: ClockedTip, at: string): NewRows => ({
      table: 'clock_steps',
      rows: roundRows({ tipId: tip.id, unitId: tip.unitId, startedAt: at }, 1, stepsOf(clockOf(tip, at))),
    }),

    /** Something happened to a tip, which is given as it stands afterwards; says until when it is to be acknowledged from then on. */
    async onMoved(
      transaction: Transaction<Schema>,
      tip: ClockedTip,
      move: { event: DeskTipEvent; isByClock: boolean; at: string },
    ): Promise<string> {
      switch (effectOf({ ...move, status: tip.status })) {
        case 'start':
          return await start(transaction, tip, move.at);
        case 'stop':
          await clockStore(transaction).stop(tip.id, move.at);
          return tip.acknowledgeBy;
        case 'shorten':
          return await reclassify(transaction, tip, move.at);
        case 'none':
          return tip.acknowledgeBy;
      }
    },
  };

  async function start(transaction: Transaction<Schema>, tip: ClockedTip, at: string): Promise<string> {
    const clock = clockOf(tip, at);
    await clockStore(transaction).start({ tipId: tip.id, unitId: tip.unitId, startedAt: at }, stepsOf(clock));
    return acknowledgeBy(at, clock.minutes);
  }

  function clockOf(tip: ClockedTip, startedAt: string) {
    return {
      startedAt,
      minutes: dependencies.acknowledgeMinutes(tip.category),
      hasParent: dependencies.parentOf(tip.unitId) !== null,
    };
  }

  /** A milder category gives no more time than was promised; with one that is another unit's, that unit gets its own. */
  async function reclassify(transaction: Transaction<Schema>, tip: ClockedTip, at: string): Promise<string> {
    const clocks = clockStore(transaction);
    const newest = await clocks.findNewest(tip.id);
    if (newest?.unitId !== tip.unitId) return await start(transaction, tip, at);
    const clock = clockOf(tip, newest.startedAt);
    const by = acknowledgeBy(newest.startedAt, clock.minutes);
    if (by >= tip.acknowledgeBy) return tip.acknowledgeBy;
    await clocks.setTimes(tip.id, stepsOf(clock));
    return by;
  }
}
