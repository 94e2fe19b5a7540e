import type { Transaction } from 'kysely';
import type { Logger } from 'pino';
import type { Database } from '../../db/database.ts';
import type { Schema } from '../../db/schema.ts';
import { createDueWorker, type DueWorker } from '../../due/due-worker.ts';
import { type NewMessage, outboxStore } from '../../outbox/outbox.store.ts';
import { furthest, isUnacknowledged } from './clock.rules.ts';
import type { ClockedTip, ClocksDependencies } from './clock.service.ts';
import { clockStore, type ReachedStep } from './clock.store.ts';
import { noticeCodesMax } from './clock-notice.rules.ts';

/** How the clock writes itself into a tip's history. */
export type Climb = Pick<ReachedStep, 'tipId' | 'step'> & {
  event: 'reminded' | 'escalated';
  /** The unit that is told. */
  unitId: string;
};

export type ClockWorkerDependencies = Pick<ClocksDependencies, 'parentOf'> & {
  database: Database;
  logger: Logger;
  now: () => Date;
  /** The tip, held until the transaction ends; undefined when there is none. */
  holdTip(transaction: Transaction<Schema>, tipId: string): Promise<ClockedTip | undefined>;
  /** Appends to the history of a tip that is held. */
  climb(transaction: Transaction<Schema>, climb: Climb): Promise<void>;
  /** The message to a unit's officers that will tell of the steps that name it. */
  newNotice(about: { unitId: string; tipId: string; notBefore: Date }): NewMessage;
  wakeOutbox(): void;
};

/** Of one unit and one kind there is one notice in this time; what comes due meanwhile goes in the next. */
const gatherMs = 60_000;

/** Acts on the clocks (promise 5): each step once (server/due). */
export function createClockWorker(dependencies: ClockWorkerDependencies): DueWorker {
  const { database, parentOf } = dependencies;
  return createDueWorker(
    {
      name: 'clocks',
      listDue: (at, countMax) => clockStore(database.kysely).listDueTips(at, countMax),
      act,
      postpone: (tipId, at, until) => clockStore(database.kysely).postpone(tipId, at, until),
      afterBatch: dependencies.wakeOutbox,
    },
    dependencies,
  );

  async function act(transaction: Transaction<Schema>, tipIds: readonly string[], at: Date): Promise<void> {
    const told: ReachedStep[] = [];
    for (const tipId of tipIds) {
      const step = await reach(transaction, tipId, at);
      if (step) told.push(step);
    }
    const inOrder = told.toSorted((a, b) => (a.dueAt < b.dueAt ? -1 : 1));
    const alike = Map.groupBy(inOrder, ({ unitId, step }) => `${unitId} ${step}`);
    for (const steps of alike.values()) await tell(transaction, steps, at);
  }

  /** Takes what is due of one tip: the furthest step is told of, those before it came too late for that. */
  async function reach(
    transaction: Transaction<Schema>,
    tipId: string,
    at: Date,
  ): Promise<ReachedStep | undefined> {
    const tip = await dependencies.holdTip(transaction, tipId);
    const clocks = clockStore(transaction);
    if (!tip || !isUnacknowledged(tip.status)) {
      await clocks.stop(tipId, at.toISOString());
      return undefined;
    }
    const due = await clocks.listDueSteps(tipId, at);
    // The unit may have lost its parent since: a pack of another time.
    const told = furthest(due.filter(({ step, unitId }) => step !== 'parent' || parentOf(unitId) !== null));
    for (const step of due) if (step !== told) await clocks.finish(step, { state: 'late' }, at);
    if (!told) return undefined;
    const event = told.step === 'parent' ? 'escalated' : 'reminded';
    await dependencies.climb(transaction, { tipId, step: told.step, event, unitId: listener(told) });
    return told;
  }

  /** Steps of one kind and unit: in the notice that has not left yet, else in a new one. */
  async function tell(transaction: Transaction<Schema>, steps: ReachedStep[], at: Date): Promise<void> {
    const [first] = steps;
    if (!first) return;
    const clocks = clockStore(transaction);
    const newest = await findNewest(transaction, first);
    const rest = [...steps];
    if (newest?.isOpen) {
      for (const step of rest.splice(0, Math.max(0, noticeCodesMax - newest.steps)))
        await clocks.finish(step, { state: 'done', noticeId: newest.id }, at);
    }
    const soonest = (newest?.sentFrom.getTime() ?? Number.NEGATIVE_INFINITY) + gatherMs;
    // Never further ahead than one interval, also when the clock was set back meanwhile.
    const notBefore = new Date(Math.min(Math.max(at.getTime(), soonest), at.getTime() + gatherMs));
    while (rest.length > 0) {
      const notice = dependencies.newNotice({ unitId: listener(first), tipId: first.tipId, notBefore });
      await outboxStore(transaction).enqueue([notice], at);
      for (const step of rest.splice(0, noticeCodesMax))
        await clocks.finish(step, { state: 'done', noticeId: notice.id }, at);
    }
  }

  /** The last notice of the same kind; while it is open, nobody begins to send it before this transaction ends. */
  async function findNewest(transaction: Transaction<Schema>, { unitId, step }: ReachedStep) {
    const newest = await clockStore(transaction).findNewestNotice(unitId, step);
    const outbox = outboxStore(transaction);
    const message = newest && (await outbox.find(newest.id));
    if (!message) return null;
    const isOpen = newest.steps < noticeCodesMax && (await outbox.holdOpen(newest.id));
    return { ...newest, isOpen, sentFrom: new Date(message.not_before) };
  }

  /** Who is told: the unit, of the last step the one above it. */
  function listener({ step, unitId }: ReachedStep): string {
    return (step === 'parent' ? parentOf(unitId) : null) ?? unitId;
  }
}
