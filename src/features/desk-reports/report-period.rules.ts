/** The periods for which the police report, in days of Việt Nam time. */
export const reportPeriods = ['this-month', 'last-month', 'quarter', 'half-year', 'own'] as const;
export type ReportPeriod = (typeof reportPeriods)[number];

const vietnamOffsetMs = 7 * 60 * 60_000;
const dayMs = 24 * 60 * 60_000;

/** First and last day, both in the period: `2026-11-01`. */
export type Days = { first: string; last: string };

const dayOf = (ms: number): string => new Date(ms).toISOString().slice(0, 'yyyy-mm-dd'.length);

/** The whole period of the calendar in which `now` lies, also what of it is still ahead. */
export function daysOf(period: Exclude<ReportPeriod, 'own'>, now: Date): Days {
  const here = new Date(now.getTime() + vietnamOffsetMs);
  const year = here.getUTCFullYear();
  const month = here.getUTCMonth();
  const span = (from: number, months: number): Days => ({
    first: dayOf(Date.UTC(year, from, 1)),
    last: dayOf(Date.UTC(year, from + months, 0)),
  });
  switch (period) {
    case 'this-month':
      return span(month, 1);
    case 'last-month':
      return span(month - 1, 1);
    case 'quarter':
      return span(month - (month % 3), 3);
    case 'half-year':
      return span(month - (month % 6), 6);
  }
}

/** As the server takes it; null when these are no days, the wrong way round, or more than `daysMax`. */
export function instantsOf({ first, last }: Days, daysMax: number): { from: string; to: string } | null {
  const from = Date.parse(`${first}T00:00:00+07:00`);
  const to = Date.parse(`${last}T00:00:00+07:00`) + dayMs;
  // Not `to <= from`: what is no day compares with nothing.
  if (!(from < to) || to - from > daysMax * dayMs) return null;
  return { from: new Date(from).toISOString(), to: new Date(to).toISOString() };
}
