import type { Report, ReportFormat } from '#contract/reports.ts';
import type { DeskApi } from './desk.ts';
import type { ApiResult } from './problem.ts';
import { queryOf } from './query.ts';

/** `from` and `to` are instants; the second is the first moment after the period. */
export type ReportAsked = { unit: string; from: string; to: string };

/** How a period went; the same period gives the same figures whenever it is asked for. */
export const getReport = (desk: DeskApi, asked: ReportAsked): Promise<ApiResult<Report>> =>
  desk.ask<Report>(`/reports${queryOf(asked)}`);

export const getReportFile = (
  desk: DeskApi,
  asked: ReportAsked,
  format: Exclude<ReportFormat, 'json'>,
): Promise<ApiResult<Blob>> => desk.askBlob(`/reports${queryOf({ ...asked, format })}`);
