import { type DeskStage, deskStages } from '#contract/vocabulary.ts';
import type { Tip } from './tip.store.ts';
import { unacknowledgedStatuses } from './tip-moves.rules.ts';

/** Milliseconds of an instant far in the future, for an order that begins with the newest; 13 digits until the year 2286. */
const instantMsMax = 9_999_999_999_999;
const over = ['answered', 'closed', 'declined'];
const waits = (status: string): boolean => unacknowledgedStatuses.some((each) => each === status);

/**
 * Where a tip stands in its units' lists, as text that sorts: what nobody has taken up by its deadline, so that the overdue come
 * first; then what is in hand, and then what is over, each by its newest change.
 */
export function deskOrder(tip: Pick<Tip, 'status' | 'acknowledgeBy' | 'updatedAt'>): string {
  const place = waits(tip.status)
    ? tip.acknowledgeBy
    : String(instantMsMax - Date.parse(tip.updatedAt)).padStart(13, '0');
  return `${groupOf(tip.status)}${place}`;
}

const groupOf = (status: string): 0 | 1 | 2 => (waits(status) ? 0 : over.includes(status) ? 2 : 1);

/** The stretch of a list in which the tips of this status stand. */
export function deskStretch(status: string): { from: string; before: string } {
  const group = groupOf(status);
  return { from: String(group), before: String(group + 1) };
}

/** The stretch of all that has come as far. */
export function stageStretch(stage: DeskStage): { from: string; before: string } {
  const group = deskStages.indexOf(stage);
  return { from: String(group), before: String(group + 1) };
}

/** Overdue are those that stand before this. */
export const overdueBefore = (now: Date): string => `0${now.toISOString()}`;

/** Until the unit has to have taken it up, in minutes begun; below 0 when overdue, null once it was taken up. */
export function minutesLeft(tip: Pick<Tip, 'status' | 'acknowledgeBy'>, now: Date): number | null {
  if (!waits(tip.status)) return null;
  return Math.ceil((Date.parse(tip.acknowledgeBy) - now.getTime()) / 60_000);
}
