import * as z from 'zod';
import { UnitName } from './portal.ts';

/** How a period went, for those who answer for it. Every figure is of the entries that the history has before the period's end. */

export const reportFormats = ['json', 'csv', 'xlsx', 'pdf'] as const;
export type ReportFormat = (typeof reportFormats)[number];

const dayMs = 24 * 60 * 60_000;

/** A moment, or a day of Việt Nam (`2026-11-24`), of which its beginning counts or, where the period ends with it, its end. */
const dayOrInstant = (edge: 'begins' | 'ends') =>
  z
    .string()
    .transform((written) => (z.iso.date().safeParse(written).success ? edgeOf(written, edge) : written))
    .pipe(z.iso.datetime({ offset: true }));

const edgeOf = (day: string, edge: 'begins' | 'ends'): string =>
  new Date(Date.parse(`${day}T00:00:00+07:00`) + (edge === 'ends' ? dayMs : 0)).toISOString();

export const ReportQuery = z.object({
  /** The first moment of the period, or its first day. */
  from: dayOrInstant('begins'),
  /** The first moment after it; what lies ahead of now counts as now; or its last day. */
  to: dayOrInstant('ends'),
  /** This unit and those below it; left out: my own. */
  unit: z.string().min(1).max(60).optional(),
  format: z.enum(reportFormats).default('json'),
});
export type ReportQuery = z.infer<typeof ReportQuery>;

const count = z.int().min(0);
/** Seconds; null: nothing to measure. */
const Seconds = z.int().min(0).nullable();
const Spread = z.object({ medianS: Seconds, p90S: Seconds });

export const ReportFigures = z.object({
  /** Tips that came in the period. */
  received: count,
  /** Of them: taken up before its end. */
  acknowledged: count,
  /** Of them: taken up within 20 minutes. */
  within20: count,
  /** Share of `within20` among those taken up or older than 20 minutes; null: none. */
  within20Share: z.number().min(0).max(1).nullable(),
  /** From coming to being taken up. */
  acknowledge: Spread,
  /** With an answer before the period's end. */
  answered: count,
  /** From coming to the first answer. */
  answer: Spread,
  /** Not taken up by the moment their category gives, by the reason that shows. */
  overdue: z.object({
    total: count,
    /** They had been given to another unit before somebody took them up. */
    transferred: count,
    /** The message to the group was late or could not be sent. */
    forwarding: count,
    /** Neither: the unit did not take them up. */
    unattended: count,
  }),
  reopened: count,
  declined: count,
  ratings: z.object({
    total: count,
    /** 1 to 5; null: none. */
    average: z.number().min(1).max(5).nullable(),
    /** One or two stars. */
    low: count,
  }),
});
export type ReportFigures = z.infer<typeof ReportFigures>;

export const Report = z.object({
  unit: UnitName,
  from: z.iso.datetime(),
  /** The moment up to which was counted. */
  to: z.iso.datetime(),
  madeAt: z.iso.datetime(),
  total: ReportFigures,
  /** By the unit that the tip came to first. */
  byUnit: z.array(ReportFigures.extend({ unit: UnitName })),
  byCategory: z.array(ReportFigures.extend({ category: z.object({ id: z.string(), name: z.string() }) })),
  /** Tips by month of Việt Nam time, for the charts: `2026-11`. */
  byMonth: z.array(z.object({ month: z.string(), received: count, within20: count })),
  forwarding: z.object({
    /** Messages to officers that could not be sent and wait for a person. */
    parked: count,
    /** Refused at one destination and sent to the next. */
    passed: count,
  }),
  sos: z.object({
    received: count,
    /** Closed as false alarms or trials. */
    falseOrTest: count,
    acknowledged: count,
    acknowledge: Spread,
    /** Taken up within 60 seconds. */
    within60S: count,
  }),
});
export type Report = z.infer<typeof Report>;
