import { limits } from '#contract/limits.ts';
import type { Location } from '#contract/portal.ts';
import type { SosFix } from '#contract/sos.ts';
import type { SosEvent, SosStatus, SosStep } from '#contract/vocabulary.ts';

/** Who does something to an alert: its sender, a member of the staff, an answer in a group, the clock, the outbox. */
export type SosParty = 'citizen' | 'unit' | 'group' | 'clock' | 'outbox';

/** `to` null: the status stays. */
type Move = { from: readonly SosStatus[]; to: SosStatus | null; by: readonly SosParty[] };

const unacknowledged = ['stored', 'forwarded'] as const satisfies readonly SosStatus[];
const open = [...unacknowledged, 'acknowledged', 'dispatched'] as const satisfies readonly SosStatus[];
const everything = [...open, 'cancelled', 'closed'] as const satisfies readonly SosStatus[];

/**
 * What may follow what. Who is on the way is not called back by the sender: a cancel comes before that, and officers may come in spite
 * of it, because whoever holds the phone need not be who asked for help.
 */
const sosMoves: Readonly<Record<Exclude<SosEvent, 'created'>, Move>> = {
  forwarded: { from: everything, to: null, by: ['outbox'] },
  climbed: { from: unacknowledged, to: null, by: ['clock'] },
  updated: { from: open, to: null, by: ['citizen'] },
  acknowledged: { from: unacknowledged, to: 'acknowledged', by: ['unit', 'group'] },
  dispatched: { from: [...unacknowledged, 'acknowledged', 'cancelled'], to: 'dispatched', by: ['unit'] },
  closed: { from: [...open, 'cancelled'], to: 'closed', by: ['unit'] },
  cancelled: { from: [...unacknowledged, 'acknowledged'], to: 'cancelled', by: ['citizen'] },
};

/** The status after the move; null when it may not be made. */
export function statusAfter(
  event: Exclude<SosEvent, 'created'>,
  by: SosParty,
  status: SosStatus,
): SosStatus | null {
  const move = sosMoves[event];
  if (!move.by.includes(by) || !move.from.includes(status)) return null;
  if (event === 'forwarded' && status === 'stored') return 'forwarded';
  return move.to ?? status;
}

/** Neither closed nor cancelled. */
export const isOpen = (status: SosStatus): boolean => open.some((each) => each === status);
export const isUnacknowledged = (status: SosStatus): boolean =>
  unacknowledged.some((each) => each === status);

/** A fix of a phone that says nothing of its accuracy. */
const accuracyUnsaidM = 1_000;
/** How far somebody may have gone in a second since: on foot, in a hurry. */
const walkedMetresPerSecond = 2;

/** Of two fixes the one that says more of where somebody is at the time of the later one. */
export function betterFix(one: SosFix, other: SosFix): SosFix {
  const laterMs = Math.max(Date.parse(one.at), Date.parse(other.at));
  const doubtM = (fix: SosFix) =>
    (fix.accuracyM ?? accuracyUnsaidM) + ((laterMs - Date.parse(fix.at)) / 1_000) * walkedMetresPerSecond;
  return doubtM(one) < doubtM(other) ? one : other;
}

/** A phone's clock that is ahead of ours is taken for now. */
export const measuredAt = (at: string | undefined, now: Date): string =>
  new Date(Math.min(at === undefined ? now.getTime() : Date.parse(at), now.getTime())).toISOString();

const metresPerDegree = 111_320;

function metresBetween(one: SosFix, other: SosFix): number {
  const north = (one.lat - other.lat) * metresPerDegree;
  const east = (one.lng - other.lng) * metresPerDegree * Math.cos((one.lat * Math.PI) / 180);
  return Math.hypot(north, east);
}

/** A radius that sends officers to a street; a smaller one tells them nothing new. */
const goodEnoughM = 50;
const movedMetresMin = 200;

/**
 * Whether a group that was told one place has to be told another: it had none, the radius has become half or less of one that was no
 * use in a street, or the sender is now surely elsewhere.
 */
export function isNewPlace(told: SosFix | null, now: SosFix | null): boolean {
  if (now === null) return false;
  if (told === null) return true;
  const [toldM, nowM] = [told.accuracyM ?? accuracyUnsaidM, now.accuracyM ?? accuracyUnsaidM];
  if (toldM > goodEnoughM && nowM <= toldM / 2) return true;
  return metresBetween(told, now) >= Math.max(movedMetresMin, toldM + nowM);
}

/** How a group is told of what changed: gathered first, then not more often than this, and so often in all. */
export const newsPace = { gatherMs: 3_000, everyMs: 60_000, countMax: 8 } as const;

/** When the next message may go; null: the group has heard enough, the desk has the rest. */
export function newsFrom(news: { count: number; lastAt: string | null }, now: Date): Date | null {
  if (news.count >= newsPace.countMax) return null;
  const gathered = now.getTime() + newsPace.gatherMs;
  if (news.lastAt === null) return new Date(gathered);
  // Never further ahead than one interval, also when the clock was set back meanwhile.
  const soonest = Math.min(Date.parse(news.lastAt) + newsPace.everyMs, now.getTime() + newsPace.everyMs);
  return new Date(Math.max(gathered, soonest));
}

/** What is known of where an alert belongs. */
export type SosClues = {
  /** The answer for the point; null without one. */
  located: Location | null;
  accuracyM: number;
  /** Today's ids of the unit that the sender named, the largest heir first; empty: none, or one that nobody ever had. */
  named: readonly string[];
  /** The unit at the top. */
  rootId: string;
};

/**
 * Which units get an alert, the first one first: the ward it lies in; near a border those on both sides, the sender's own choice before
 * the others; outside, and without a usable point, the unit the sender named, else the top. Nobody is refused, and nobody is asked.
 */
export function chooseSosUnits({ located, accuracyM, named, rootId }: SosClues): string[] {
  const byName = named.length > 0 ? named : [rootId];
  if (!located) return first(byName, 2);
  const candidates = located.candidates.map(({ unit }) => unit.id);
  if (candidates.length === 0) return first(byName, 1);
  const isVague = accuracyM > limits.accuracyUsableMetresMax && named.length > 0;
  const chosen = named.filter((id) => candidates.includes(id));
  return isVague ? first([...named, ...candidates], 3) : first([...chosen, ...candidates], 3);
}

const first = (ids: readonly string[], count: number): string[] => [...new Set(ids)].slice(0, count);

/** After how many seconds without anybody having taken it up each step is due (promise 5). */
const stepSeconds: Readonly<Record<SosStep, number>> = { commander: 60, parent: 120, everyone: 180 };

/** When each step of an alert that came then is due. */
export function stepsOf(createdAt: string): { step: SosStep; dueAt: string }[] {
  return (['commander', 'parent', 'everyone'] as const).map((step) => ({
    step,
    dueAt: new Date(Date.parse(createdAt) + stepSeconds[step] * 1_000).toISOString(),
  }));
}

/** The end of its id, to say aloud: SOS-A1B2C3. No secret, and no key: of two alerts in ten million it is the same. */
export const sosCode = (id: string): string => `SOS-${id.slice(-codeLetters).toUpperCase()}`;
const codeLetters = 6;
