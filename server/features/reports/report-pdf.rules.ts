import type { Content, TableCell, TDocumentDefinitions } from 'pdfmake/interfaces.js';
import type { Report, ReportFigures } from '#contract/reports.ts';
import {
  momentText,
  periodText,
  type ReportColumn,
  type ReportTable,
  reportColumns,
  reportFacts,
  reportTables,
} from './report-table.rules.ts';

const navy = '#0b3a67';
const green = '#2e7d5b';
const grey = '#777777';
const chart = { barPoints: 480, barHeightPoints: 8 } as const;

/** What fits on a sheet; the spreadsheets have all columns. */
const printed = new Set([
  'Tin nhận',
  'Đã tiếp nhận',
  'Trong 20 phút',
  'Tỷ lệ trong 20 phút',
  'Tiếp nhận: trung vị (phút)',
  'Tiếp nhận: 90% trong (phút)',
  'Đã trả lời',
  'Trả lời: trung vị (phút)',
  'Quá hạn tiếp nhận',
  'Yêu cầu xem lại',
  'Điểm trung bình (1–5)',
]);
const columns = reportColumns.filter(({ title }) => printed.has(title));

/** A report on A4 across, ready to be signed: heading of official papers (Nghị định 30/2020/NĐ-CP), charts, tables, two signatures. */
export function reportDocument(report: Report, parentName: string | null): TDocumentDefinitions {
  return {
    pageSize: 'A4',
    pageOrientation: 'landscape',
    pageMargins: [40, 36, 40, 44],
    info: { title: `Báo cáo tiếp nhận tin báo: ${report.unit.name}` },
    footer: (page, pages) => ({
      text: `Lập lúc ${momentText(report.madeAt)} · Trang ${page}/${pages}`,
      alignment: 'center',
      color: grey,
      fontSize: 9,
    }),
    content: [
      heading(report, parentName),
      summary(report),
      { text: 'Tin nhận theo tháng', style: 'h2' },
      monthChart(report),
      ...reportTables(report).flatMap((table) => tableOf(table, report.total)),
      { text: 'Chuyển tin và cứu giúp', style: 'h2' },
      factsTable(report),
      signatures(),
    ],
    styles: { h2: { bold: true, fontSize: 13, color: navy, margin: [0, 10, 0, 4] } },
    defaultStyle: { fontSize: 10 },
  };
}

function heading({ unit, from, to }: Report, parentName: string | null): Content {
  return [
    {
      columns: [
        {
          stack: [(parentName ?? '').toUpperCase(), { text: unit.name.toUpperCase(), bold: true }],
          alignment: 'center',
        },
        {
          stack: [
            { text: 'CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM', bold: true },
            { text: 'Độc lập - Tự do - Hạnh phúc', bold: true, decoration: 'underline' },
          ],
          alignment: 'center',
        },
      ],
    },
    { text: 'BÁO CÁO', bold: true, fontSize: 15, alignment: 'center', margin: [0, 14, 0, 0] },
    {
      text: 'Kết quả tiếp nhận, trả lời tin báo qua Zalo An ninh',
      bold: true,
      fontSize: 12,
      alignment: 'center',
    },
    { text: `Kỳ: ${periodText({ from, to })}`, alignment: 'center', margin: [0, 2, 0, 8] },
  ];
}

function summary({ total }: Report): Content {
  const share = total.within20Share === null ? 'chưa có số liệu' : percent(total.within20Share);
  const facts = [
    `Nhận ${whole(total.received)} tin; đã tiếp nhận ${whole(total.acknowledged)}, trong 20 phút: ${share}.`,
    `Đã trả lời ${whole(total.answered)} tin; quá hạn tiếp nhận ${whole(total.overdue.total)} tin (do chuyển đơn vị ${whole(total.overdue.transferred)}, do gửi chậm ${whole(total.overdue.forwarding)}, chưa ai nhận ${whole(total.overdue.unattended)}).`,
    `Người dân đánh giá ${whole(total.ratings.total)} lượt${total.ratings.average === null ? '' : `, trung bình ${decimal(total.ratings.average, 2)}/5`}; ${whole(total.reopened)} tin được yêu cầu xem lại.`,
  ];
  return { ul: facts, fontSize: 11 };
}

function tableOf({ title, subject, rows }: ReportTable, total: ReportFigures): Content[] {
  const line = (name: string, figures: ReportFigures, bold: boolean): TableCell[] => [
    { text: name, bold },
    ...columns.map((column): TableCell => ({ text: shown(column, figures), alignment: 'right', bold })),
  ];
  return [
    { text: title, style: 'h2' },
    {
      table: {
        headerRows: 1,
        dontBreakRows: true,
        widths: ['*', ...columns.map(() => 50)],
        body: [
          [subject, ...columns.map(({ title: name }) => name)].map(
            (text): TableCell => ({ text, bold: true, fontSize: 8, fillColor: '#dce6f1' }),
          ),
          ...rows.map(({ name, figures }) => line(name, figures, false)),
          line('Tổng cộng', total, true),
        ],
      },
      layout: {
        hLineWidth: () => 0.4,
        vLineWidth: () => 0.4,
        hLineColor: () => grey,
        vLineColor: () => grey,
      },
    },
  ];
}

function shown({ kind, of }: ReportColumn, figures: ReportFigures): string {
  const value = of(figures);
  if (value === null) return '–';
  if (kind === 'share') return percent(value);
  if (kind === 'minutes') return decimal(value, 1);
  return kind === 'stars' ? decimal(value, 2) : whole(value);
}

const factsTable = (report: Report): Content => ({
  columns: [0, 1].map((side) => ({
    ul: reportFacts(report)
      .filter((_, index) => index % 2 === side)
      .map(([name, value]) => `${name}: ${value === null ? '–' : whole(value)}`),
  })),
});

const signatures = (): Content => ({
  unbreakable: true,
  margin: [0, 18, 0, 0],
  columns: ['NGƯỜI LẬP', 'CHỈ HUY ĐƠN VỊ'].map((title) => ({
    stack: [
      { text: title, bold: true },
      { text: '(Ký, ghi rõ họ tên)', italics: true, margin: [0, 0, 0, 60] },
    ],
    alignment: 'center' as const,
  })),
});

/** Two bars a month: tips that came, and of them those taken up within 20 minutes. Figures stand beside the bars: colour is never alone. */
function monthChart({ byMonth }: Pick<Report, 'byMonth'>): Content {
  const most = Math.max(1, ...byMonth.map(({ received }) => received));
  const bar = (value: number, color: string): Content => ({
    columns: [
      {
        width: 'auto',
        canvas: [
          {
            type: 'rect',
            x: 0,
            y: 1,
            w: Math.max(1, (chart.barPoints * value) / most),
            h: chart.barHeightPoints,
            color,
          },
        ],
      },
      { width: '*', text: whole(value), fontSize: 8, margin: [4, 0, 0, 0] },
    ],
  });
  const [received, within20] = ['Tin nhận', 'Tiếp nhận trong 20 phút'];
  return {
    table: {
      widths: [60, 130, '*'],
      body: byMonth.map(({ month, ...counts }): TableCell[] => [
        { text: month.split('-').toReversed().join('/'), bold: true },
        { stack: [received, within20], fontSize: 8 },
        { stack: [bar(counts.received, navy), bar(counts.within20, green)] },
      ]),
    },
    layout: 'noBorders',
  };
}

const whole = (value: number): string => value.toLocaleString('vi-VN');
const decimal = (value: number, digits: number): string =>
  value.toLocaleString('vi-VN', { minimumFractionDigits: digits, maximumFractionDigits: digits });
const percent = (value: number): string => `${decimal(value * 100, 1)}%`;
