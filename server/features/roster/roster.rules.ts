import type { Roster, Shift } from '#contract/roster.ts';
import { vietnamOffsetMs } from '#contract/vietnam-time.ts';

/** Who answers now, and until when that holds; or nobody, until somebody does (null: not within `lookAheadDays`). */
export type Duty =
  | {
      readonly kind: 'on_duty';
      readonly role: string;
      readonly phone: string;
      readonly placeholder: boolean;
      readonly until: Date;
    }
  | { readonly kind: 'gap'; readonly until: Date | null };

/** A stretch of time without anybody on duty. */
export type Gap = { readonly from: Date; readonly until: Date };

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
const lookAheadDays = 40;
/** Gaps are asked for a planning period, not for a life. */
const gapDaysMax = 370;

/** A shift of the calendar: the instants it begins and ends. */
type Turn = { readonly shift: Shift; readonly fromMs: number; readonly untilMs: number };

/**
 * Who is on duty at an instant. Where shifts overlap, who began later has taken over; of those that begin together the first listed
 * answers. A shift belongs to the day it begins on: one of the evening before runs on into a day with an exception.
 */
export function whoIsOnDuty(roster: Roster, instant: Date): Duty {
  const nowMs = instant.getTime();
  const today = dayOf(nowMs);
  const turns = turnsOf(roster, today - 1, today + 1);
  const current = answering(turns, nowMs);
  if (!current) return { kind: 'gap', until: nextBeginning(roster, nowMs) };
  const takeovers = turns.map(({ fromMs }) => fromMs).filter((fromMs) => fromMs > nowMs);
  const { role, phone, placeholder } = current.shift;
  return {
    kind: 'on_duty',
    role,
    phone,
    placeholder,
    until: new Date(Math.min(current.untilMs, ...takeovers)),
  };
}

/** A stretch of time in which one shift answers. */
export type DutyStretch = {
  readonly from: Date;
  readonly until: Date;
  readonly role: string;
  readonly phone: string;
  readonly placeholder: boolean;
};

/** More stretches than a phone has to keep of one unit. */
const stretchesMax = 400;

/** Who answers when between two instants, gaps left out; at most `stretchesMax`. */
export function listDuty(roster: Roster, from: Date, until: Date): DutyStretch[] {
  const stretches: DutyStretch[] = [];
  let at = from;
  while (at < until && stretches.length < stretchesMax) {
    const duty = whoIsOnDuty(roster, at);
    if (duty.until === null) break;
    const end = duty.until < until ? duty.until : until;
    if (duty.kind === 'on_duty') {
      const { role, phone, placeholder } = duty;
      stretches.push({ from: at, until: end, role, phone, placeholder });
    }
    at = end;
  }
  return stretches;
}

/**
 * When nobody is on duty between two instants, to be warned of before it comes.
 * @throws RangeError for more than 370 days.
 */
export function listGaps(roster: Roster, from: Date, until: Date): Gap[] {
  const [fromMs, untilMs] = [from.getTime(), until.getTime()];
  if (untilMs - fromMs > gapDaysMax * dayMs)
    throw new RangeError(`Gaps are listed for ${gapDaysMax} days at most`);
  const turns = turnsOf(roster, dayOf(fromMs) - 1, dayOf(untilMs)).toSorted(
    (one, other) => one.fromMs - other.fromMs,
  );
  const gaps: Gap[] = [];
  let coveredMs = fromMs;
  for (const turn of [...turns, { fromMs: untilMs, untilMs }]) {
    const beginsMs = Math.min(turn.fromMs, untilMs);
    if (beginsMs > coveredMs) gaps.push({ from: new Date(coveredMs), until: new Date(beginsMs) });
    coveredMs = Math.max(coveredMs, turn.untilMs);
  }
  return gaps;
}

function answering(turns: readonly Turn[], nowMs: number): Turn | undefined {
  return turns
    .filter(({ fromMs, untilMs }) => fromMs <= nowMs && nowMs < untilMs)
    .reduce<Turn | undefined>((best, turn) => (best && best.fromMs >= turn.fromMs ? best : turn), undefined);
}

function nextBeginning(roster: Roster, nowMs: number): Date | null {
  const today = dayOf(nowMs);
  for (let day = today; day <= today + lookAheadDays; day += 1) {
    const later = turnsOf(roster, day, day).filter(({ fromMs }) => fromMs > nowMs);
    if (later.length > 0) return new Date(Math.min(...later.map(({ fromMs }) => fromMs)));
  }
  return null;
}

/** All shifts that begin on the days from `first` to `last` (days since 1970 in Việt Nam). */
function turnsOf(roster: Roster, first: number, last: number): Turn[] {
  const days = Array.from({ length: last - first + 1 }, (_, index) => first + index);
  return days.flatMap((day) => shiftsOf(roster, day).map((shift) => toTurn(shift, day)));
}

function shiftsOf(roster: Roster, day: number): readonly Shift[] {
  const date = new Date(day * dayMs).toISOString().slice(0, 10);
  const exception = roster.exceptions.findLast(
    ({ firstDay, lastDay }) => firstDay <= date && date <= lastDay,
  );
  if (exception) return exception.shifts;
  // 1 January 1970 was a Thursday, the fourth day of the week.
  const weekday = ((((day + 3) % 7) + 7) % 7) + 1;
  return roster.weekly.filter(({ days }) => days.includes(weekday));
}

function toTurn(shift: Shift, day: number): Turn {
  const midnightMs = day * dayMs - vietnamOffsetMs;
  const [from, until] = [minutesOf(shift.from), minutesOf(shift.until)];
  const minutes = until > from ? until - from : until - from + 24 * 60;
  const fromMs = midnightMs + from * minuteMs;
  return { shift, fromMs, untilMs: fromMs + minutes * minuteMs };
}

const dayOf = (instantMs: number): number => Math.floor((instantMs + vietnamOffsetMs) / dayMs);

function minutesOf(timeOfDay: string): number {
  const [hours = 0, minutes = 0] = timeOfDay.split(':').map(Number);
  return hours * 60 + minutes;
}
