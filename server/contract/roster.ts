import * as z from 'zod';
import type { DutyPhones as DutyPhonesType } from './duty-phones.ts';
import { UnitName } from './portal.ts';

/** Much more than a unit needs. */
const rosterLimits = {
  shiftsMax: 100,
  exceptionsMax: 200,
  exceptionDaysMax: 31,
  roleCharsMax: 60,
} as const;

/** A time of day in Việt Nam (+07:00, no summer time). */
const TimeOfDay = z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'Giờ phải có dạng 07:30.');

/**
 * Who answers from one time of day to another. `until` at or before `from` is the next day's: 19:00 to 07:00, and 07:00 to 07:00 is a
 * whole day. A role and a phone, no name: more is never shown.
 */
const Shift = z.strictObject({
  from: TimeOfDay,
  until: TimeOfDay,
  role: z.string().trim().min(1).max(rosterLimits.roleCharsMax),
  phone: z.string().regex(/^\+?\d[\d ]{1,18}\d$/, 'Số điện thoại chỉ gồm chữ số và dấu cách.'),
  /** A number that stands for one nobody knows publicly: never dialled. */
  placeholder: z.boolean(),
});
export type Shift = z.infer<typeof Shift>;

/** The shifts that begin on these days of the week (1 is Monday, 7 Sunday). */
const WeeklyShift = Shift.extend({ days: z.array(z.number().int().min(1).max(7)).min(1).max(7) });

/** From `firstDay` to `lastDay` the week's shifts do not begin; these do, every day. None: nobody is on duty. */
const RosterException = z
  .strictObject({
    name: z.string().trim().min(1).max(rosterLimits.roleCharsMax),
    firstDay: z.iso.date('Ngày phải có dạng 2027-02-06.'),
    lastDay: z.iso.date('Ngày phải có dạng 2027-02-06.'),
    shifts: z.array(Shift).max(rosterLimits.shiftsMax),
  })
  .refine(({ firstDay, lastDay }) => firstDay <= lastDay, {
    path: ['lastDay'],
    message: 'Ngày cuối phải từ ngày đầu trở đi.',
  })
  .refine(
    ({ firstDay, lastDay }) =>
      Date.parse(lastDay) - Date.parse(firstDay) < rosterLimits.exceptionDaysMax * 86_400_000,
    { path: ['lastDay'], message: `Một lịch riêng dài nhất ${rosterLimits.exceptionDaysMax} ngày.` },
  );

/** A unit's duty roster (lịch trực): a week that repeats, and days that are different, such as Tết. Of two exceptions the later listed holds. */
export const Roster = z.strictObject({
  weekly: z.array(WeeklyShift).max(rosterLimits.shiftsMax),
  exceptions: z.array(RosterException).max(rosterLimits.exceptionsMax),
});
export type Roster = z.infer<typeof Roster>;

/** A stretch of time without anybody on duty. */
const RosterGap = z.object({ from: z.iso.datetime(), until: z.iso.datetime() });

/**
 * `GET /api/staff/units/{id}/roster`, and the answer of `PUT`. `version` grows with every change and is 0 while the content pack's own
 * holds; `gaps` are the stretches of the coming weeks in which nobody is on duty.
 */
export const UnitRoster = z.object({
  unit: UnitName,
  version: z.number().int(),
  roster: Roster,
  updatedAt: z.iso.datetime().nullable(),
  /** Who wrote it last; null: it came with the content pack. */
  updatedBy: z.object({ id: z.string(), name: z.string() }).nullable(),
  /** Who is on duty now; null: nobody. */
  now: z
    .object({ role: z.string(), phone: z.string(), placeholder: z.boolean(), until: z.iso.datetime() })
    .nullable(),
  gaps: z.array(RosterGap),
});
export type UnitRoster = z.infer<typeof UnitRoster>;

/** `PUT /api/staff/units/{id}/roster`: the whole roster; `version` is the one that was on screen, and another since is a 409. */
export const NewRoster = z.strictObject({ version: z.number().int().min(0), roster: Roster });
export type NewRoster = z.infer<typeof NewRoster>;

/** `GET /api/duty-phones`: public, for the phone to keep. The rule for it is in duty-phones.ts. */
export const DutyPhones = z.object({
  until: z.iso.datetime(),
  units: z.array(
    z.object({
      unitId: z.string(),
      turns: z.array(
        z.object({
          from: z.iso.datetime(),
          until: z.iso.datetime(),
          role: z.string(),
          phone: z.string(),
          placeholder: z.boolean(),
        }),
      ),
    }),
  ),
}) satisfies z.ZodType<DutyPhonesType>;
