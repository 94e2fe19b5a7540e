import type { SenderReach } from '#contract/sender-ways.ts';
import type { DeskApi } from './desk.ts';
import type { ApiResult } from './problem.ts';

/** By which ways an answer reaches the sender of a tip; never who they are. */
export const getSenderReach = (desk: DeskApi, code: string): Promise<ApiResult<SenderReach>> =>
  desk.ask<SenderReach>(`/tips/${encodeURIComponent(code)}/sender`);
