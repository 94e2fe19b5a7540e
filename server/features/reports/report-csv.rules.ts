import type { Report } from '#contract/reports.ts';
import { periodText, reportColumns, reportFacts, reportTables } from './report-table.rules.ts';

/** What a spreadsheet would take for a formula (OWASP, CSV injection), also after spaces. */
const formulaStart = /^\s*[=+\-@\t\r]/;

/** One cell: quoted where it has to be, and never a formula. Numbers are as programs write them. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const harmless = formulaStart.test(value) ? `'${value}` : value;
  return /[",\r\n;]/.test(harmless) ? `"${harmless.replaceAll('"', '""')}"` : harmless;
}

/** RFC 4180, UTF-8 with a byte order mark, by which spreadsheets know Vietnamese letters. */
export function reportCsv(report: Report): string {
  const titles = reportColumns.map(({ title }) => title);
  const lines: (string | number | null)[][] = [
    ['Báo cáo tiếp nhận tin báo', report.unit.name],
    ['Kỳ', periodText(report)],
    [],
  ];
  for (const { subject, rows } of reportTables(report)) {
    lines.push([subject, ...titles]);
    for (const { name, figures } of rows) lines.push([name, ...reportColumns.map(({ of }) => of(figures))]);
    lines.push(['Tổng cộng', ...reportColumns.map(({ of }) => of(report.total))], []);
  }
  lines.push(...reportFacts(report));
  return `\ufeff${lines.map((line) => line.map(csvCell).join(',')).join('\r\n')}\r\n`;
}
