import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { Roster } from '#contract/roster.ts';
import { listGaps, whoIsOnDuty } from '../../../server/features/roster/roster.rules.ts';

const at = (local: string) => new Date(`${local}:00+07:00`);
const everyDay = [1, 2, 3, 4, 5, 6, 7];
const shift = (from: string, until: string, role: string, phone = '028 3812 0001') => ({
  ...{ from, until, role, phone, placeholder: false },
});

/** Day and night through the week; over Tết of 2027 one number for the whole day, and on 13 February nobody. */
const ward: Roster = {
  weekly: [
    { ...shift('07:00', '19:00', 'Trực ban ngày'), days: everyDay },
    { ...shift('19:00', '07:00', 'Trực ban đêm', '028 3812 0002'), days: everyDay },
  ],
  exceptions: [
    {
      name: 'Tết Đinh Mùi',
      firstDay: '2027-02-05',
      lastDay: '2027-02-12',
      shifts: [shift('07:00', '07:00', 'Trực Tết', '028 3812 0003')],
    },
    { name: 'Nghỉ bù', firstDay: '2027-02-13', lastDay: '2027-02-13', shifts: [] },
  ],
};

describe('who is on duty', () => {
  test.each([
    ['2026-11-24T07:00', 'Trực ban ngày', '2026-11-24T19:00'],
    ['2026-11-24T18:59', 'Trực ban ngày', '2026-11-24T19:00'],
    ['2026-11-24T19:00', 'Trực ban đêm', '2026-11-25T07:00'],
    ['2026-11-25T00:00', 'Trực ban đêm', '2026-11-25T07:00'],
    ['2026-11-25T06:59', 'Trực ban đêm', '2026-11-25T07:00'],
    // The night shift of the day before runs on into the first day of Tết.
    ['2027-02-05T06:30', 'Trực ban đêm', '2027-02-05T07:00'],
    ['2027-02-05T07:00', 'Trực Tết', '2027-02-06T07:00'],
    ['2027-02-13T06:59', 'Trực Tết', '2027-02-13T07:00'],
    ['2027-02-14T07:00', 'Trực ban ngày', '2027-02-14T19:00'],
  ])('at %s it is %s, until %s', (local, role, until) => {
    expect(whoIsOnDuty(ward, at(local))).toMatchObject({ kind: 'on_duty', role, until: at(until) });
  });

  test('on a day without shifts nobody, until the next one begins', () => {
    expect(whoIsOnDuty(ward, at('2027-02-13T12:00'))).toEqual({ kind: 'gap', until: at('2027-02-14T07:00') });
  });

  test('in an empty roster nobody, without an end', () => {
    expect(whoIsOnDuty({ weekly: [], exceptions: [] }, at('2026-11-24T12:00'))).toEqual({
      kind: 'gap',
      until: null,
    });
  });

  test('is who began later where two overlap', () => {
    const roster = {
      weekly: [
        { ...shift('07:00', '18:00', 'Ca một'), days: everyDay },
        { ...shift('16:00', '22:00', 'Ca hai'), days: everyDay },
      ],
      exceptions: [],
    };
    expect(whoIsOnDuty(roster, at('2026-11-24T15:59'))).toMatchObject({
      role: 'Ca một',
      until: at('2026-11-24T16:00'),
    });
    expect(whoIsOnDuty(roster, at('2026-11-24T17:00'))).toMatchObject({
      role: 'Ca hai',
      until: at('2026-11-24T22:00'),
    });
  });

  test('is told by role and phone alone', () => {
    expect(Object.keys(whoIsOnDuty(ward, at('2026-11-24T12:00'))).sort()).toEqual(
      ['kind', 'phone', 'placeholder', 'role', 'until'].sort(),
    );
  });
});

describe('gaps', () => {
  test('are named before they come', () => {
    expect(listGaps(ward, at('2027-02-01T00:00'), at('2027-03-01T00:00'))).toEqual([
      { from: at('2027-02-13T07:00'), until: at('2027-02-14T07:00') },
    ]);
  });

  test('of an empty roster are the whole time', () => {
    const [from, until] = [at('2026-11-01T10:00'), at('2026-12-01T10:00')];
    expect(listGaps({ weekly: [], exceptions: [] }, from, until)).toEqual([{ from, until }]);
  });

  test('are not sought over more than a year', () => {
    expect(() => listGaps(ward, at('2026-01-01T00:00'), at('2028-01-01T00:00'))).toThrow(RangeError);
  });
});

const timeOfDay = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.constantFrom(0, 15, 30, 59))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'));
const anyShift = fc.record({
  from: timeOfDay,
  until: timeOfDay,
  role: fc.constantFrom('Trực ban', 'Chỉ huy', 'Ca ba'),
  phone: fc.constantFrom('028 3812 0001', '028 3812 0002'),
  placeholder: fc.boolean(),
});
const anyRoster = fc.record({
  weekly: fc.array(
    fc.tuple(anyShift, fc.subarray(everyDay, { minLength: 1 })).map(([each, days]) => ({ ...each, days })),
    { maxLength: 5 },
  ),
  exceptions: fc.array(
    fc
      .tuple(
        fc.integer({ min: 1, max: 20 }),
        fc.integer({ min: 0, max: 8 }),
        fc.array(anyShift, { maxLength: 3 }),
      )
      .map(([first, more, shifts]) => ({
        name: 'Ngày lễ',
        firstDay: `2027-02-${String(first).padStart(2, '0')}`,
        lastDay: `2027-02-${String(first + more).padStart(2, '0')}`,
        shifts,
      })),
    { maxLength: 3 },
  ),
});
const anyInstant = fc
  .integer({ min: at('2027-01-25T00:00').getTime() / 60_000, max: at('2027-03-08T00:00').getTime() / 60_000 })
  .map((minutes) => new Date(minutes * 60_000));

/** The same question answered the slow way: the local clock as text, every shift of today and yesterday tried. */
function answersSlowly(roster: Roster, instant: Date): string | null {
  const local = (daysBack: number) => {
    const shown = new Intl.DateTimeFormat('sv-SE', {
      ...{ timeZone: 'Asia/Ho_Chi_Minh', dateStyle: 'short', timeStyle: 'short' },
    }).format(new Date(instant.getTime() - daysBack * 86_400_000));
    const [date = '', time = ''] = shown.split(' ');
    return { date, time, weekday: new Date(`${date}T12:00:00Z`).getUTCDay() || 7 };
  };
  const beginning = (daysBack: number) => {
    const { date, weekday } = local(daysBack);
    const special = roster.exceptions
      .filter(({ firstDay, lastDay }) => firstDay <= date && date <= lastDay)
      .at(-1);
    return special ? special.shifts : roster.weekly.filter(({ days }) => days.includes(weekday));
  };
  const { time } = local(0);
  const ofToday = beginning(0).filter(({ from, until }) => from <= time && (until <= from || time < until));
  const ofYesterday = beginning(1).filter(({ from, until }) => until <= from && time < until);
  const latest = (shifts: { from: string; role: string; phone: string }[]) =>
    shifts.toSorted((one, other) => other.from.localeCompare(one.from)).at(0);
  const found = latest(ofToday) ?? latest(ofYesterday);
  return found ? `${found.role} ${found.phone}` : null;
}

describe('any roster', () => {
  test('is valid, and answers as a slow reading of the calendar does', () => {
    fc.assert(
      fc.property(anyRoster, anyInstant, (roster, instant) => {
        const duty = whoIsOnDuty(Roster.parse(roster), instant);
        const said = duty.kind === 'on_duty' ? `${duty.role} ${duty.phone}` : null;
        expect(said).toBe(answersSlowly(roster, instant));
      }),
      { numRuns: 2_000 },
    );
  });

  test('keeps its answer up to the minute it names, and no gap is on duty', () => {
    fc.assert(
      fc.property(anyRoster, anyInstant, (roster, instant) => {
        const duty = whoIsOnDuty(roster, instant);
        if (duty.until === null) return;
        expect(duty.until.getTime()).toBeGreaterThan(instant.getTime());
        const before = whoIsOnDuty(roster, new Date(duty.until.getTime() - 60_000));
        expect({ ...before, until: null }).toEqual({ ...duty, until: null });
      }),
      { numRuns: 1_000 },
    );
  });

  test('has its gaps exactly where nobody is on duty', () => {
    fc.assert(
      fc.property(anyRoster, anyInstant, (roster, instant) => {
        const [from, until] = [at('2027-01-20T00:00'), at('2027-03-15T00:00')];
        const isInGap = listGaps(roster, from, until).some(
          (gap) => gap.from <= instant && instant < gap.until,
        );
        expect(isInGap).toBe(whoIsOnDuty(roster, instant).kind === 'gap');
      }),
      { numRuns: 500 },
    );
  });
});

describe('a roster that cannot be', () => {
  test.each([
    [
      'a time that no clock shows',
      { weekly: [{ ...shift('24:00', '07:00', 'Trực'), days: [1] }], exceptions: [] },
    ],
    ['an eighth day', { weekly: [{ ...shift('07:00', '19:00', 'Trực'), days: [8] }], exceptions: [] }],
    [
      'a name of a person',
      { weekly: [{ ...shift('07:00', '19:00', 'Trực'), days: [1], name: 'A' }], exceptions: [] },
    ],
    [
      'an exception that ends before it begins',
      {
        weekly: [],
        exceptions: [{ name: 'Tết', firstDay: '2027-02-06', lastDay: '2027-02-05', shifts: [] }],
      },
    ],
    [
      'an exception of two months',
      {
        weekly: [],
        exceptions: [{ name: 'Tết', firstDay: '2027-01-01', lastDay: '2027-03-01', shifts: [] }],
      },
    ],
  ])('is refused: %s', (_why, roster) => {
    expect(Roster.safeParse(roster).success).toBe(false);
  });
});
