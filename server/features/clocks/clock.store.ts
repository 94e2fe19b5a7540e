import type { Insertable, Selectable } from 'kysely';
import type { Connection } from '../../db/database.ts';
import type { ClockStepsTable } from '../../db/tables/tip-tables.ts';
import type { ClockStep, DueStep } from './clock.rules.ts';

/**
 * waiting: due at `due_at` · done: somebody was told · late: its time passed while no server worked, and a further step of the same
 * clock spoke for it · void: the tip was taken up, or its clock started anew.
 */
type ClockState = 'waiting' | 'done' | 'late' | 'void';

/** A step that has come due. */
export type ReachedStep = {
  tipId: string;
  round: number;
  step: ClockStep;
  /** Whose clock it is. */
  unitId: string;
  startedAt: string;
  dueAt: string;
};

/** A step as a notice tells of it. */
export type ToldStep = { tipId: string; step: ClockStep; unitId: string; startedAt: string; doneAt: string };

export type StartedClock = { tipId: string; unitId: string; startedAt: string };

/** The steps of a tip's clock as they are stored when it starts for the n-th time, from 1. */
export const roundRows = (
  clock: StartedClock,
  round: number,
  steps: readonly DueStep[],
): Insertable<ClockStepsTable>[] =>
  steps.map(({ step, dueAt }) => ({
    tip_id: clock.tipId,
    round,
    step,
    unit_id: clock.unitId,
    started_at: clock.startedAt,
    due_at: dueAt,
    state: 'waiting' satisfies ClockState,
  }));

/**
 * The only file that knows the columns of clock_steps. A tip's steps are written by whoever holds the tip's row, so that starting,
 * stopping and acting come one after the other.
 */
export const clockStore = (connection: Connection) => ({
  /** What was waiting is void; the tip's next round begins. */
  async start(clock: StartedClock, steps: readonly DueStep[]): Promise<void> {
    await this.stop(clock.tipId, clock.startedAt);
    const { last } = await connection
      .selectFrom('clock_steps')
      .select((eb) => eb.fn.max('round').as('last'))
      .where('tip_id', '=', clock.tipId)
      .executeTakeFirstOrThrow();
    const round = Number(last ?? 0) + 1;
    await connection
      .insertInto('clock_steps')
      .values(roundRows(clock, round, steps))
      .execute();
  },

  async stop(tipId: string, at: string): Promise<void> {
    await connection
      .updateTable('clock_steps')
      .set({ state: 'void' satisfies ClockState, done_at: at })
      .where('tip_id', '=', tipId)
      .where('state', '=', 'waiting')
      .execute();
  },

  /** The clock that was started last, whether it runs or not. */
  async findNewest(tipId: string): Promise<{ unitId: string; startedAt: string } | undefined> {
    const row = await connection
      .selectFrom('clock_steps')
      .select(['unit_id', 'started_at'])
      .where('tip_id', '=', tipId)
      .orderBy('round', 'desc')
      .limit(1)
      .executeTakeFirst();
    return row && { unitId: row.unit_id, startedAt: row.started_at };
  },

  /** Sets the waiting steps of the running clock to other times. */
  async setTimes(tipId: string, steps: readonly DueStep[]): Promise<void> {
    for (const { step, dueAt } of steps) {
      await connection
        .updateTable('clock_steps')
        .set({ due_at: dueAt })
        .where('tip_id', '=', tipId)
        .where('step', '=', step)
        .where('state', '=', 'waiting')
        .execute();
    }
  },

  /** Tips with steps that have come due, those that have waited longest first. */
  async listDueTips(now: Date, stepsMax: number): Promise<string[]> {
    const rows = await connection
      .selectFrom('clock_steps')
      .select('tip_id')
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now.toISOString())
      .orderBy('due_at')
      .limit(stepsMax)
      .execute();
    return [...new Set(rows.map((row) => row.tip_id))];
  },

  /** Since when the step that has waited longest is due; null: none is. */
  async findOldestDue(now: Date): Promise<string | null> {
    const row = await connection
      .selectFrom('clock_steps')
      .select((eb) => eb.fn.min('due_at').as('dueAt'))
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now.toISOString())
      .executeTakeFirst();
    return row?.dueAt ?? null;
  },

  async listDueSteps(tipId: string, now: Date): Promise<ReachedStep[]> {
    const rows = await connection
      .selectFrom('clock_steps')
      .selectAll()
      .where('tip_id', '=', tipId)
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now.toISOString())
      .execute();
    return rows.map(toReached);
  },

  /** `noticeId`: the message that tells of it, of a step that is done. */
  async finish(
    { tipId, round, step }: ReachedStep,
    outcome: { state: 'done'; noticeId: string } | { state: 'late' },
    now: Date,
  ): Promise<void> {
    const { numUpdatedRows } = await connection
      .updateTable('clock_steps')
      .set({
        state: outcome.state,
        done_at: now.toISOString(),
        notice_id: outcome.state === 'done' ? outcome.noticeId : null,
      })
      .where('tip_id', '=', tipId)
      .where('round', '=', round)
      .where('step', '=', step)
      .where('state', '=', 'waiting')
      .executeTakeFirst();
    if (numUpdatedRows !== 1n) throw new Error('A step was taken while its tip was held.');
  },

  /** Tries again later what could not be done. */
  async postpone(tipId: string, now: Date, until: Date): Promise<void> {
    await connection
      .updateTable('clock_steps')
      .set({ due_at: until.toISOString() })
      .where('tip_id', '=', tipId)
      .where('state', '=', 'waiting')
      .where('due_at', '<=', now.toISOString())
      .execute();
  },

  /** The newest notice of a unit's steps of one kind, and of how many it tells. */
  async findNewestNotice(
    unitId: string,
    step: ClockStep,
  ): Promise<{ id: string; steps: number } | undefined> {
    const newest = await connection
      .selectFrom('clock_steps')
      .select('notice_id')
      .where('unit_id', '=', unitId)
      .where('step', '=', step)
      .where('notice_id', 'is not', null)
      .orderBy('notice_id', 'desc')
      .limit(1)
      .executeTakeFirst();
    if (!newest?.notice_id) return undefined;
    const { steps } = await connection
      .selectFrom('clock_steps')
      .select((eb) => eb.fn.countAll().as('steps'))
      .where('notice_id', '=', newest.notice_id)
      .executeTakeFirstOrThrow();
    return { id: newest.notice_id, steps: Number(steps) };
  },

  /** What a notice tells of, in the order in which it was done. */
  async listTold(noticeId: string): Promise<ToldStep[]> {
    const rows = await connection
      .selectFrom('clock_steps')
      .selectAll()
      .where('notice_id', '=', noticeId)
      .orderBy('due_at')
      .orderBy('tip_id')
      .execute();
    return rows.map((row) => ({
      ...toReached(row),
      doneAt: row.done_at ?? row.due_at,
    }));
  },
});

function toReached(row: Selectable<ClockStepsTable>): ReachedStep {
  return {
    tipId: row.tip_id,
    round: row.round,
    step: row.step as ClockStep,
    unitId: row.unit_id,
    startedAt: row.started_at,
    dueAt: row.due_at,
  };
}
