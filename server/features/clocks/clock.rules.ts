import type { DeskTipEvent, TipStatus } from '#contract/vocabulary.ts';

/** Who hears that nobody has taken a tip up: the unit's duty group, the unit's commander, the unit above. */
export type ClockStep = 'remind' | 'commander' | 'parent';

/** In the order in which they are due. */
const stepsInOrder = ['remind', 'commander', 'parent'] as const satisfies readonly ClockStep[];

/**
 * When each step is due, in thirds of the clock: 15 minutes remind after 10, reach the commander at 15 and the unit above at 20
 * (promise 5); the 2 minutes of a fire do so after 80, 120 and 160 seconds.
 */
const thirds: Readonly<Record<ClockStep, number>> = { remind: 2, commander: 3, parent: 4 };

/** The promise of 2021; a category may only shorten it. */
const acknowledgeMinutesMax = 15;
const minuteMs = 60_000;

export type DueStep = { step: ClockStep; dueAt: string };

/** Until when a tip is to be taken up whose clock of so many minutes starts then. ISO-8601 UTC. */
export function acknowledgeBy(startedAt: string, minutes: number): string {
  return dueAt(startedAt, minutes, 'commander');
}

/** What happens when, oldest first, unless somebody takes the tip up. A unit without one above it has two steps. */
export function stepsOf(clock: { startedAt: string; minutes: number; hasParent: boolean }): DueStep[] {
  return stepsInOrder
    .filter((step) => step !== 'parent' || clock.hasParent)
    .map((step) => ({ step, dueAt: dueAt(clock.startedAt, clock.minutes, step) }));
}

function dueAt(startedAt: string, minutes: number, step: ClockStep): string {
  const clockMs = Math.min(minutes, acknowledgeMinutesMax) * minuteMs;
  return new Date(Date.parse(startedAt) + (clockMs * thirds[step]) / 3).toISOString();
}

/**
 * Of the steps of one clock that have come due, the furthest speaks for all: after a standstill a tip is told of once, not three
 * times in a row.
 */
export function furthest<Step extends { step: ClockStep }>(due: readonly Step[]): Step | undefined {
  return due.toSorted((a, b) => thirds[a.step] - thirds[b.step]).at(-1);
}

/** A unit has it and has not taken it up: its clock runs. `waiting_citizen` is not among them: whoever asks has taken it up. */
export function isUnacknowledged(status: TipStatus): boolean {
  return status === 'received' || status === 'transferred' || status === 'escalated';
}

/**
 * What a move does to the clock. `start`: another unit has the tip, or the same one anew, with as much time. `stop`: somebody has
 * taken it up, for good until it starts anew. `shorten`: it runs on, but the tip's category may have become a more pressing one.
 * Nothing else pauses it; that the clock itself escalates a tip starts no new one.
 */
export function effectOf(move: {
  event: DeskTipEvent;
  isByClock: boolean;
  /** After the move. */
  status: TipStatus;
}): 'start' | 'stop' | 'shorten' | 'none' {
  if (move.isByClock) return 'none';
  if (!isUnacknowledged(move.status)) return 'stop';
  if (move.event === 'reclassified') return 'shorten';
  const isHandedOver =
    move.event === 'transferred' || move.event === 'escalated' || move.event === 'reopened';
  return isHandedOver ? 'start' : 'none';
}
