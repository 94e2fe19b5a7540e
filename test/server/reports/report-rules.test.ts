import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CountedTip,
  countFigures,
  countMonths,
  sosFiguresOf,
} from '../../../server/features/reports/report.rules.ts';
import { csvCell } from '../../../server/features/reports/report-csv.rules.ts';

const start = Date.parse('2026-10-01T00:00:00.000Z');
const at = (minutes: number) => new Date(start + minutes * 60_000).toISOString();

const tip = (more: Partial<CountedTip> = {}): CountedTip => ({
  id: 'a',
  unitId: 'tay-thanh',
  category: 'tieng-on',
  receivedAt: at(0),
  acknowledgeBy: at(15),
  acknowledgedAt: null,
  answeredAt: null,
  transferredAt: null,
  reopenedAt: null,
  declinedAt: null,
  stars: null,
  ...more,
});
const figures = (tips: CountedTip[], more: { to?: string; late?: string[] } = {}) => {
  const counted = countFigures({ to: more.to ?? at(1_000), lateForwarding: new Set(more.late ?? []) });
  for (const one of tips) counted.add(one);
  return counted.figures();
};

describe('the figures of a report', () => {
  test('take the middle one and the one below which nine of ten lie', () => {
    const tips = Array.from({ length: 10 }, (_, index) =>
      tip({ acknowledgedAt: at(index + 1), answeredAt: at(60 * (index + 1)) }),
    );
    expect(figures(tips)).toMatchObject({
      acknowledge: { medianS: 5 * 60, p90S: 9 * 60 },
      answer: { medianS: 5 * 3_600, p90S: 9 * 3_600 },
      within20Share: 1,
    });
    expect(figures([])).toMatchObject({ acknowledge: { medianS: null, p90S: null }, within20Share: null });
  });

  test('count as late what nobody took up in 20 minutes, and not what still may be', () => {
    expect(figures([tip(), tip({ receivedAt: at(990), acknowledgeBy: at(1_005) })])).toMatchObject({
      within20Share: 0,
      overdue: { total: 1 },
    });
    expect(figures([tip({ acknowledgedAt: at(20) })])).toMatchObject({
      within20: 1,
      overdue: { total: 1, unattended: 1 },
    });
    expect(figures([tip({ acknowledgedAt: at(20.1) })])).toMatchObject({ within20: 0 });
  });

  test('say why something was overdue: given on, told late, or left', () => {
    const found = figures(
      [
        tip({ id: 'given', transferredAt: at(5), acknowledgedAt: at(30) }),
        tip({ id: 'late', acknowledgedAt: at(40) }),
        tip({ id: 'left' }),
      ],
      { late: ['late', 'given'] },
    );
    expect(found.overdue).toEqual({ total: 3, transferred: 1, forwarding: 1, unattended: 1 });
  });

  test('count ratings, of them those that are not content', () => {
    expect(figures([tip({ stars: 5 }), tip({ stars: 2 }), tip({ stars: 1 }), tip()]).ratings).toEqual({
      total: 3,
      average: 2.67,
      low: 2,
    });
  });

  test('stand in months of Việt Nam time, with those in which nothing came', () => {
    const tips = [
      tip({ receivedAt: '2026-10-31T16:59:59.000Z', acknowledgedAt: '2026-10-31T17:10:00.000Z' }),
      tip({ receivedAt: '2026-10-31T17:00:00.000Z' }),
    ];
    const counted = countMonths({ from: '2026-09-30T17:00:00.000Z', to: '2026-12-31T17:00:00.000Z' });
    for (const one of tips) counted.add(one);
    expect(counted.months()).toEqual([
      { month: '2026-10', received: 1, within20: 1 },
      { month: '2026-11', received: 1, within20: 0 },
      { month: '2026-12', received: 0, within20: 0 },
    ]);
  });

  test('tell alerts taken up within a minute, and those that were none', () => {
    const alert = { createdAt: at(0), acknowledgedAt: null, closedAt: null, closeReason: null };
    expect(
      sosFiguresOf([
        { ...alert, acknowledgedAt: at(1) },
        { ...alert, acknowledgedAt: at(2) },
        { ...alert, closeReason: 'test' },
      ]),
    ).toEqual({
      received: 3,
      falseOrTest: 1,
      acknowledged: 2,
      acknowledge: { medianS: 60, p90S: 120 },
      within60S: 1,
    });
  });
});

describe('a cell of a CSV', () => {
  test.each([
    ['=HYPERLINK("http://evil")', `"'=HYPERLINK(""http://evil"")"`],
    ['+84', "'+84"],
    ['-1', "'-1"],
    ['@SUM(A1)', "'@SUM(A1)"],
    ['  =1', "'  =1"],
    ['Tây Thạnh, Tân Phú', '"Tây Thạnh, Tân Phú"'],
  ])('makes %s harmless', (value, expected) => {
    expect(csvCell(value)).toBe(expected);
  });

  test('never begins a formula, whatever it holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(csvCell(value)).not.toMatch(/^"?\s*[=+\-@]/);
      }),
    );
    expect(csvCell(-5)).toBe('-5');
  });
});
