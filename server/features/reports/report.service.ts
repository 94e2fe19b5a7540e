import * as z from 'zod';
import { reportLimits } from '#contract/report-limits.ts';
import type { Report, ReportFigures, ReportQuery } from '#contract/reports.ts';
import { AppError } from '../../http/app-error.ts';
import type { StaffActor } from '../../rights/staff-rights.rules.ts';
import type { UnitTree } from '../../rights/unit-tree.rules.ts';
import {
  type Circumstances,
  type CountedAlert,
  type CountedTip,
  countFigures,
  countMonths,
  sosFiguresOf,
} from './report.rules.ts';

export type ReportDependencies = {
  tree: UnitTree;
  now: () => Date;
  categories: readonly { id: string; name: string }[];
  /** How long a unit may leave a tip of this category. */
  acknowledgeMinutes(category: string): number;
  /**
   * Tips that came in the period and that the unit has access to, as their histories tell up to its end; a part at a time, between which
   * others are answered.
   */
  readTips(period: {
    from: string;
    to: string;
    unitId: string;
  }): AsyncIterable<readonly Omit<CountedTip, 'acknowledgeBy'>[]>;
  /** More tips than these are in no report. */
  tipsMax: number;
  listAlerts(period: { from: Date; until: Date; unitIds: readonly string[] }): Promise<CountedAlert[]>;
  /** Messages to officers that did not simply go out. */
  listTroubled(period: {
    from: string;
    to: string;
  }): Promise<
    { payload: Record<string, unknown>; state: string; createdAt: string; finishedAt: string | null }[]
  >;
};

export type ReportService = ReturnType<typeof createReportService>;

const Subject = z.object({ unitId: z.string(), tipId: z.string().optional() });
const dayMs = 24 * 60 * 60_000;
/** A message that took longer than this was late: a third of the shortest usual clock. */
const lateForwardingMs = 5 * 60_000;

/** How a period went, from the histories. Whoever may approve may ask: for their unit and those below it. */
export function createReportService(dependencies: ReportDependencies) {
  const { tree, now, categories } = dependencies;

  return {
    /** Throws `unit_not_found` for a unit that is not the actor's to answer for, and `invalid_input` for a period that is none. */
    async make(actor: StaffActor, query: ReportQuery): Promise<Report> {
      const unitId = query.unit ?? actor.unitId;
      if (!tree.has(unitId) || !tree.isWithin(unitId, actor.unitId)) throw new AppError('unit_not_found');
      const period = periodOf(query, now());
      const unitIds = tree.downwards(unitId);
      const troubled = await troubledOf(period, unitIds);
      const circumstances = { to: period.to, lateForwarding: troubled.lateTips };
      const total = countFigures(circumstances);
      const [ofUnits, ofCategories] = [countGroups(circumstances), countGroups(circumstances)];
      const ofMonths = countMonths(period);
      for await (const some of dependencies.readTips({ ...period, unitId })) {
        for (const listed of some) {
          const tip = { ...listed, acknowledgeBy: acknowledgeByOf(listed) };
          total.add(tip);
          ofUnits.add(tip.unitId, tip);
          ofCategories.add(tip.category, tip);
          ofMonths.add(tip);
        }
      }
      const counted = total.figures();
      if (counted.received > dependencies.tipsMax)
        throw invalid('to', 'Kỳ này có quá nhiều tin. Hãy chọn kỳ ngắn hơn.');
      return {
        unit: { id: unitId, name: tree.nameOf(unitId) },
        ...period,
        madeAt: now().toISOString(),
        total: counted,
        byUnit: ofUnits.figures(unitIds).map(([id, figures]) => ({
          unit: { id, name: tree.nameOf(id) },
          ...figures,
        })),
        byCategory: ofCategories.figures(categories.map(({ id }) => id)).map(([id, figures]) => ({
          category: { id, name: categories.find((category) => category.id === id)?.name ?? id },
          ...figures,
        })),
        byMonth: ofMonths.months(),
        forwarding: troubled.counts,
        sos: sosFiguresOf(await alertsOf(period, unitIds)),
      };
    },
  };

  function acknowledgeByOf({ receivedAt, category }: { receivedAt: string; category: string }): string {
    return new Date(
      Date.parse(receivedAt) + dependencies.acknowledgeMinutes(category) * 60_000,
    ).toISOString();
  }

  async function alertsOf(period: { from: string; to: string }, unitIds: readonly string[]) {
    const alerts = await dependencies.listAlerts({
      from: new Date(period.from),
      until: new Date(period.to),
      unitIds,
    });
    const until = (instant: string | null) => (instant !== null && instant < period.to ? instant : null);
    return alerts.map(({ createdAt, acknowledgedAt, closedAt, closeReason }) => ({
      createdAt,
      acknowledgedAt: until(acknowledgedAt),
      closedAt: until(closedAt),
      closeReason: until(closedAt) ? closeReason : null,
    }));
  }

  async function troubledOf(period: { from: string; to: string }, unitIds: readonly string[]) {
    const found = (await dependencies.listTroubled(period)).flatMap((delivery) => {
      const subject = Subject.safeParse(delivery.payload);
      return subject.success && unitIds.includes(subject.data.unitId)
        ? [{ ...delivery, ...subject.data }]
        : [];
    });
    const isLate = (delivery: { state: string; createdAt: string; finishedAt: string | null }) =>
      delivery.state === 'parked' ||
      Date.parse(delivery.finishedAt ?? period.to) - Date.parse(delivery.createdAt) > lateForwardingMs;
    return {
      counts: {
        parked: found.filter(({ state }) => state === 'parked').length,
        passed: found.filter(({ state }) => state === 'passed').length,
      },
      lateTips: new Set(found.filter(isLate).flatMap(({ tipId }) => (tipId ? [tipId] : []))),
    };
  }
}

function periodOf(query: ReportQuery, now: Date): { from: string; to: string } {
  const from = new Date(query.from);
  const to = new Date(Math.min(Date.parse(query.to), now.getTime()));
  if (to <= from)
    throw invalid('to', 'Thời điểm kết thúc phải sau thời điểm bắt đầu, và kỳ phải đã bắt đầu.');
  if (to.getTime() - from.getTime() > reportLimits.daysMax * dayMs)
    throw invalid('from', `Kỳ báo cáo dài nhất ${reportLimits.daysMax} ngày.`);
  return { from: from.toISOString(), to: to.toISOString() };
}

const invalid = (field: string, message: string): AppError =>
  new AppError('invalid_input', { issues: [{ path: [field], message }] });

function countGroups(circumstances: Circumstances) {
  const groups = new Map<string, ReturnType<typeof countFigures>>();
  return {
    add(key: string, tip: CountedTip): void {
      let group = groups.get(key);
      if (!group) {
        group = countFigures(circumstances);
        groups.set(key, group);
      }
      group.add(tip);
    },

    /** In the given order, then those that it does not name; groups without a tip are left out. */
    figures(order: readonly string[]): [key: string, figures: ReportFigures][] {
      const place = (key: string) => (order.includes(key) ? order.indexOf(key) : order.length);
      return [...groups]
        .toSorted(([a], [b]) => place(a) - place(b))
        .map(([key, group]) => [key, group.figures()]);
    },
  };
}
