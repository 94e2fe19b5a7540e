import type { Report, ReportFigures } from '#contract/reports.ts';
import { vietnamDay } from '#contract/vietnam-time.ts';

/** A report as rows and columns: what the spreadsheets and the paper have in common. */
export type ReportColumn = {
  title: string;
  kind: 'count' | 'share' | 'minutes' | 'stars';
  of(figures: ReportFigures): number | null;
};

const minutes = (seconds: number | null): number | null =>
  seconds === null ? null : Math.round(seconds / 6) / 10;

export const reportColumns: readonly ReportColumn[] = [
  { title: 'Tin nhận', kind: 'count', of: (figures) => figures.received },
  { title: 'Đã tiếp nhận', kind: 'count', of: (figures) => figures.acknowledged },
  { title: 'Trong 20 phút', kind: 'count', of: (figures) => figures.within20 },
  { title: 'Tỷ lệ trong 20 phút', kind: 'share', of: (figures) => figures.within20Share },
  {
    title: 'Tiếp nhận: trung vị (phút)',
    kind: 'minutes',
    of: ({ acknowledge }) => minutes(acknowledge.medianS),
  },
  {
    title: 'Tiếp nhận: 90% trong (phút)',
    kind: 'minutes',
    of: ({ acknowledge }) => minutes(acknowledge.p90S),
  },
  { title: 'Đã trả lời', kind: 'count', of: (figures) => figures.answered },
  { title: 'Trả lời: trung vị (phút)', kind: 'minutes', of: ({ answer }) => minutes(answer.medianS) },
  { title: 'Trả lời: 90% trong (phút)', kind: 'minutes', of: ({ answer }) => minutes(answer.p90S) },
  { title: 'Quá hạn tiếp nhận', kind: 'count', of: ({ overdue }) => overdue.total },
  { title: 'Quá hạn: do chuyển đơn vị', kind: 'count', of: ({ overdue }) => overdue.transferred },
  { title: 'Quá hạn: do gửi chậm', kind: 'count', of: ({ overdue }) => overdue.forwarding },
  { title: 'Quá hạn: chưa ai nhận', kind: 'count', of: ({ overdue }) => overdue.unattended },
  { title: 'Yêu cầu xem lại', kind: 'count', of: (figures) => figures.reopened },
  { title: 'Hướng dẫn nơi khác', kind: 'count', of: (figures) => figures.declined },
  { title: 'Lượt đánh giá', kind: 'count', of: ({ ratings }) => ratings.total },
  { title: 'Điểm trung bình (1–5)', kind: 'stars', of: ({ ratings }) => ratings.average },
  { title: 'Đánh giá 1–2 sao', kind: 'count', of: ({ ratings }) => ratings.low },
];

export type ReportTable = {
  title: string;
  subject: string;
  rows: { name: string; figures: ReportFigures }[];
};

export function reportTables(report: Report): ReportTable[] {
  return [
    {
      title: 'Theo đơn vị',
      subject: 'Đơn vị',
      rows: report.byUnit.map(({ unit, ...figures }) => ({ name: unit.name, figures })),
    },
    {
      title: 'Theo lĩnh vực',
      subject: 'Lĩnh vực',
      rows: report.byCategory.map(({ category, ...figures }) => ({ name: category.name, figures })),
    },
  ];
}

/** The figures that are no table, with their names. */
export function reportFacts(report: Report): [name: string, value: number | null][] {
  const { forwarding, sos } = report;
  return [
    ['Tin chưa gửi được tới trực ban', forwarding.parked],
    ['Lượt gửi chuyển sang nơi nhận khác', forwarding.passed],
    ['Tin cứu giúp (SOS)', sos.received],
    ['SOS báo nhầm hoặc thử', sos.falseOrTest],
    ['SOS đã tiếp nhận', sos.acknowledged],
    ['SOS tiếp nhận trong 60 giây', sos.within60S],
    ['SOS tiếp nhận: trung vị (giây)', sos.acknowledge.medianS],
    ['SOS tiếp nhận: 90% trong (giây)', sos.acknowledge.p90S],
  ];
}

const writtenDay = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
});
const writtenMoment = new Intl.DateTimeFormat('vi-VN', {
  timeZone: 'Asia/Ho_Chi_Minh',
  day: '2-digit',
  month: '2-digit',
  year: 'numeric',
  hour: '2-digit',
  minute: '2-digit',
  hourCycle: 'h23',
});

/** `01/10/2026 – 31/12/2026`: the last day that is in the period. */
export const periodText = ({ from, to }: Pick<Report, 'from' | 'to'>): string =>
  `${writtenDay.format(new Date(from))} – ${writtenDay.format(new Date(Date.parse(to) - 1))}`;

export const momentText = (instant: string): string => writtenMoment.format(new Date(instant));

/** A name that people understand, of letters that every system takes: `bao-cao-tay-thanh-2026-10-01-2026-12-31`. */
export const reportFileName = ({ unit, from, to }: Report): string =>
  `bao-cao-${unit.id}-${vietnamDay(new Date(from))}-${vietnamDay(new Date(Date.parse(to) - 1))}`;
