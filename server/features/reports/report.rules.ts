import { limits } from '#contract/limits.ts';
import type { Report, ReportFigures } from '#contract/reports.ts';
import { vietnamOffsetMs } from '#contract/vietnam-time.ts';

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

const sinceMs = (from: string, to: string): number => Date.parse(to) - Date.parse(from);

/** `lateForwarding`: ids of tips whose message to the group was late. `to`: the moment up to which is counted. */
export type Circumstances = { to: string; lateForwarding: ReadonlySet<string> };

/** Counts tip by tip, so that no period is too long to be counted a part at a time. */
export function countFigures({ to, lateForwarding }: Circumstances) {
  const waitsMs: number[] = [];
  const answersMs: number[] = [];
  const counts = { received: 0, within20: 0, broken: 0, overdue: 0, transferred: 0, forwarding: 0 };
  const ends = { reopened: 0, declined: 0 };
  const stars = { total: 0, sum: 0, low: 0 };

  function countAcknowledging(tip: CountedTip): void {
    const { receivedAt, acknowledgedAt } = tip;
    if (acknowledgedAt) {
      const waitMs = sinceMs(receivedAt, acknowledgedAt);
      waitsMs.push(waitMs);
      if (waitMs <= promisedMs) counts.within20 += 1;
    } else if (sinceMs(receivedAt, to) > promisedMs) {
      // One that came ten minutes before the end and waits has broken no promise yet.
      counts.broken += 1;
    }
    const takenUpAt = acknowledgedAt ?? to;
    if (takenUpAt <= tip.acknowledgeBy) return;
    counts.overdue += 1;
    if (tip.transferredAt !== null && tip.transferredAt < takenUpAt) counts.transferred += 1;
    else if (lateForwarding.has(tip.id)) counts.forwarding += 1;
  }

  return {
    add(tip: CountedTip): void {
      counts.received += 1;
      countAcknowledging(tip);
      if (tip.answeredAt) answersMs.push(sinceMs(tip.receivedAt, tip.answeredAt));
      if (tip.reopenedAt) ends.reopened += 1;
      if (tip.declinedAt) ends.declined += 1;
      if (tip.stars === null) return;
      stars.total += 1;
      stars.sum += tip.stars;
      if (tip.stars <= limits.lowStarsMax) stars.low += 1;
    },

    figures(): ReportFigures {
      const promised = waitsMs.length + counts.broken;
      return {
        received: counts.received,
        acknowledged: waitsMs.length,
        within20: counts.within20,
        within20Share: promised === 0 ? null : round(counts.within20 / promised, 4),
        acknowledge: spreadOf(waitsMs),
        answered: answersMs.length,
        answer: spreadOf(answersMs),
        overdue: {
          total: counts.overdue,
          transferred: counts.transferred,
          forwarding: counts.forwarding,
          unattended: counts.overdue - counts.transferred - counts.forwarding,
        },
        ...ends,
        ratings: {
          total: stars.total,
          average: stars.total === 0 ? null : round(stars.sum / stars.total, 2),
          low: stars.low,
        },
      };
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
export function countMonths(period: { from: string; to: string }) {
  const months = new Map<string, Report['byMonth'][number]>();
  const last = monthOf(new Date(Date.parse(period.to) - 1).toISOString());
  for (let month = monthOf(period.from); month <= last; month = monthAfter(month))
    months.set(month, { month, received: 0, within20: 0 });
  return {
    add({ receivedAt, acknowledgedAt }: CountedTip): void {
      const found = months.get(monthOf(receivedAt));
      if (!found) return;
      found.received += 1;
      if (acknowledgedAt && sinceMs(receivedAt, acknowledgedAt) <= promisedMs) found.within20 += 1;
    },
    months: (): Report['byMonth'] => [...months.values()],
  };
}

const monthOf = (instant: string): string =>
  new Date(Date.parse(instant) + vietnamOffsetMs).toISOString().slice(0, 'yyyy-mm'.length);

function monthAfter(month: string): string {
  const [year = 0, number = 0] = month.split('-').map(Number);
  return number === 12 ? `${year + 1}-01` : `${year}-${String(number + 1).padStart(2, '0')}`;
}

function spreadOf(waitsMs: readonly number[]): { medianS: number | null; p90S: number | null } {
  // As numbers of their own kind they are put in order a few times as fast.
  const sorted = Float64Array.from(waitsMs).sort();
  return { medianS: quantileS(sorted, 0.5), p90S: quantileS(sorted, 0.9) };
}

/** The smallest value that at least this share lies at or below (nearest rank). */
function quantileS(sortedMs: Float64Array, share: number): number | null {
  const value = sortedMs[Math.max(0, Math.ceil(share * sortedMs.length) - 1)];
  return value === undefined ? null : Math.max(0, Math.round(value / 1_000));
}

const round = (value: number, digits: number): number => Math.round(value * 10 ** digits) / 10 ** digits;
