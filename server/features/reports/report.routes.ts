import { type Context, Hono } from 'hono';
import { Report, type ReportFormat, ReportQuery } from '#contract/reports.ts';
import { renderPdf } from '../../documents/pdf.ts';
import { staffRoute } from '../../http/openapi.ts';
import { validate } from '../../http/validate.ts';
import { requireScope, type StaffEnv } from '../../rights/require-staff.ts';
import type { ReportService } from './report.service.ts';
import { reportCsv } from './report-csv.rules.ts';
import { reportDocument } from './report-pdf.rules.ts';
import { reportFileName } from './report-table.rules.ts';
import { reportXlsx } from './report-xlsx.ts';

const xlsxMediaType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet';

type ReportFile = { mediaType: string; bytes: string | Uint8Array<ArrayBuffer> };

/** `/api/staff/reports`, behind `requireStaff`; for those who approve. */
export const createReportRoutes = (reports: ReportService, parentNameOf: (unitId: string) => string | null) =>
  new Hono<StaffEnv>().get(
    '/',
    staffRoute({
      summary: 'How a period went, for my unit and those below it',
      description:
        'From the histories alone, up to the period’s end: the same period gives the same figures whenever it is asked for. `format`: json, or csv, xlsx and pdf as files.',
      answer: {
        status: 200,
        description: 'The report.',
        schema: Report,
        alsoAs: ['text/csv', xlsxMediaType, 'application/pdf'],
      },
      problems: ['invalid_input', 'unit_not_found'],
    }),
    requireScope('approve'),
    validate('query', ReportQuery),
    async (c) => {
      const query = c.req.valid('query');
      const report = await reports.make(c.get('actor'), query);
      if (query.format === 'json') return c.json(report, 200);
      const file = await fileOf(report, query.format, parentNameOf(report.unit.id));
      return sendFile(c, `${reportFileName(report)}.${query.format}`, file);
    },
  );

async function fileOf(
  report: Report,
  format: Exclude<ReportFormat, 'json'>,
  parentName: string | null,
): Promise<ReportFile> {
  switch (format) {
    case 'csv':
      return { mediaType: 'text/csv; charset=utf-8', bytes: reportCsv(report) };
    case 'xlsx':
      return {
        mediaType: xlsxMediaType,
        bytes: await reportXlsx(report),
      };
    case 'pdf':
      return { mediaType: 'application/pdf', bytes: await renderPdf(reportDocument(report, parentName)) };
  }
}

function sendFile(c: Context, name: string, { mediaType, bytes }: ReportFile): Response {
  return c.body(bytes, 200, {
    'Content-Type': mediaType,
    'Content-Disposition': `attachment; filename="${name}"`,
  });
}
