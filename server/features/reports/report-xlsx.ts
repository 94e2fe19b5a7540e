import type { Cell, Row, Sheet } from 'write-excel-file/node';
import type { Report } from '#contract/reports.ts';
import {
  momentText,
  periodText,
  type ReportColumn,
  type ReportTable,
  reportColumns,
  reportFacts,
  reportTables,
} from './report-table.rules.ts';

const formats: Readonly<Record<ReportColumn['kind'], string>> = {
  count: '#,##0',
  share: '0.0%',
  minutes: '#,##0.0',
  stars: '0.00',
};
const head = { fontWeight: 'bold', wrap: true, backgroundColor: '#DCE6F1' } as const;
const nameColumnWidth = 36;
const figureColumnWidth = 14;

/** A workbook with typed numbers: a table a sheet, totals at the foot of each. */
export async function reportXlsx(report: Report): Promise<Uint8Array<ArrayBuffer>> {
  const sheets = [factsSheet(report), ...reportTables(report).map((table) => tableSheet(table, report))];
  // With the first workbook: most servers make few or none.
  const { default: writeXlsxFile } = await import('write-excel-file/node');
  return new Uint8Array(await writeXlsxFile(sheets).toBuffer());
}

function tableSheet({ title, subject, rows }: ReportTable, { total }: Report): Sheet<Buffer> {
  const figures = (of: Report['total'], isTotal = false): Cell[] =>
    reportColumns.map((column) => numberCell(column.of(of), formats[column.kind], isTotal));
  const data: Row[] = [
    [text(subject, head), ...reportColumns.map(({ title: name }) => text(name, head))],
    ...rows.map((row): Row => [text(row.name), ...figures(row.figures)]),
    [text('Tổng cộng', { fontWeight: 'bold' }), ...figures(total, true)],
  ];
  return {
    sheet: title,
    data,
    stickyRowsCount: 1,
    stickyColumnsCount: 1,
    columns: [{ width: nameColumnWidth }, ...reportColumns.map(() => ({ width: figureColumnWidth }))],
  };
}

function factsSheet(report: Report): Sheet<Buffer> {
  const { total } = report;
  const data: Row[] = [
    [text('Báo cáo tiếp nhận tin báo', { fontWeight: 'bold' }), text(report.unit.name)],
    [text('Kỳ'), text(periodText(report))],
    [text('Lập lúc'), text(momentText(report.madeAt))],
    [],
    ...reportColumns.map(
      (column): Row => [text(column.title), numberCell(column.of(total), formats[column.kind])],
    ),
    ...reportFacts(report).map(([name, value]): Row => [text(name), numberCell(value, formats.count)]),
  ];
  return { sheet: 'Tổng hợp', data, columns: [{ width: nameColumnWidth }, { width: nameColumnWidth }] };
}

const text = (value: string, style: object = {}): Cell => ({ value, type: String, ...style });

/** An empty cell where there is nothing to measure: zero would be a figure. */
const numberCell = (value: number | null, format: string, isBold = false): Cell =>
  value === null ? null : { value, type: Number, format, ...(isBold ? { fontWeight: 'bold' } : {}) };
