import type { Report, ReportFigures } from '#contract/reports.ts';

/** When what happened to a tip; instants are ISO-8601 UTC, null: it did not happen before the period's end. */
export type CountedTip = {
  id: string;
  unitId: string;
  category: string;
  receivedAt: string;
  acknowledgeBy: string;
  acknowledgedAt: string | null;
  answeredAt: string | null;
  transferredAt: string | null;
  reopenedAt: string | null;
  declinedAt: string | null;
  stars: number | null;
};

export type CountedAlert = {
  createdAt: string;
  acknowledgedAt: string | null;
  closedAt: string | null;
  closeReason: string | null;
};

/** The founders' promise: taken up within 15 to 20 minutes, day and night. */
const promisedMs = 20 * 60_000;
const sosPromisedMs = 60_000;
/** One or two stars: the sender was not content. */
const lowStarsMax = 2;
/** Việt Nam keeps +07:00 all year. */
const vietnamMs = 7 * 60 * 60_000;

const sinceMs = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** `lateForwarding`: ids of tips whose message to the group was late. `to`: the moment up to which is counted. */
export function figuresOf(
  tips: readonly CountedTip[],
  { to, lateForwarding }: { to: string; lateForwarding: ReadonlySet<string> },
): ReportFigures {
  const waits = tips.flatMap((tip) =>
    tip.acknowledgedAt ? [sinceMs(tip.receivedAt, tip.acknowledgedAt)] : [],
  );
  const answers = tips.flatMap((tip) => (tip.answeredAt ? [sinceMs(tip.receivedAt, tip.answeredAt)] : []));
  const within20 = waits.filter((ms) => ms <= promisedMs).length;
  // One that came ten minutes before the end and waits has broken no promise yet.
  const broken = tips.filter((tip) => !tip.acknowledgedAt && sinceMs(tip.receivedAt, to) > promisedMs).length;
  const overdue = tips.filter((tip) => (tip.acknowledgedAt ?? to) > tip.acknowledgeBy);
  const isTransferred = (tip: CountedTip) =>
    tip.transferredAt !== null && tip.transferredAt < (tip.acknowledgedAt ?? to);
  const transferred = overdue.filter(isTransferred);
  const forwarding = overdue.filter((tip) => !isTransferred(tip) && lateForwarding.has(tip.id));
  const stars = tips.flatMap((tip) => (tip.stars === null ? [] : [tip.stars]));
  return {
    received: tips.length,
    acknowledged: waits.length,
    within20,
    within20Share: waits.length + broken === 0 ? null : round(within20 / (waits.length + broken), 4),
    acknowledge: spreadOf(waits),
    answered: answers.length,
    answer: spreadOf(answers),
    overdue: {
      total: overdue.length,
      transferred: transferred.length,
      forwarding: forwarding.length,
      unattended: overdue.length - transferred.length - forwarding.length,
    },
    reopened: tips.filter((tip) => tip.reopenedAt).length,
    declined: tips.filter((tip) => tip.declinedAt).length,
    ratings: {
      total: stars.length,
      average: stars.length === 0 ? null : round(stars.reduce((sum, one) => sum + one, 0) / stars.length, 2),
      low: stars.filter((one) => one <= lowStarsMax).length,
    },
  };
}

export function sosFiguresOf(alerts: readonly CountedAlert[]): Report['sos'] {
  const waits = alerts.flatMap(({ createdAt, acknowledgedAt }) =>
    acknowledgedAt ? [sinceMs(createdAt, acknowledgedAt)] : [],
  );
  return {
    received: alerts.length,
    falseOrTest: alerts.filter(({ closeReason }) => closeReason === 'false_alarm' || closeReason === 'test')
      .length,
    acknowledged: waits.length,
    acknowledge: spreadOf(waits),
    within60S: waits.filter((ms) => ms <= sosPromisedMs).length,
  };
}

/** Months of Việt Nam time, in order, also those without a tip. */
export function monthsOf(
  tips: readonly CountedTip[],
  period: { from: string; to: string },
): Report['byMonth'] {
  const months = new Map<string, { month: string; received: number; within20: number }>();
  const last = monthOf(new Date(Date.parse(period.to) - 1).toISOString());
  for (let month = monthOf(period.from); month <= last; month = monthAfter(month))
    months.set(month, { month, received: 0, within20: 0 });
  for (const tip of tips) {
    const found = months.get(monthOf(tip.receivedAt));
    if (!found) continue;
    found.received += 1;
    if (tip.acknowledgedAt && sinceMs(tip.receivedAt, tip.acknowledgedAt) <= promisedMs) found.within20 += 1;
  }
  return [...months.values()];
}

const monthOf = (instant: string): string =>
  new Date(Date.parse(instant) + vietnamMs).toISOString().slice(0, 'yyyy-mm'.length);

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function spreadOf(waitsMs: readonly number[]): { medianS: number | null; p90S: number | null } {
  const sorted = waitsMs.toSorted((a, b) => a - b);
  return { medianS: quantileS(sorted, 0.5), p90S: quantileS(sorted, 0.9) };
}

/** The smallest value that at least this share lies at or below (nearest rank). */
function quantileS(sortedMs: readonly number[], share: number): number | null {
  const value = sortedMs[Math.max(0, Math.ceil(share * sortedMs.length) - 1)];
  return value === undefined ? null : Math.max(0, Math.round(value / 1_000));
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
