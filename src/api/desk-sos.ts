import type { DeskSos, DeskSosList, SosClose, SosDispatch } from '#contract/sos.ts';
import type { DeskApi } from './desk.ts';
import type { ApiResult } from './problem.ts';
import { queryOf } from './query.ts';

/** Calls for help that this desk may see: all that are open first. */
export const listDeskSos = (desk: DeskApi, cursor: string | null): Promise<ApiResult<DeskSosList>> =>
  desk.ask<DeskSosList>(`/sos${queryOf({ cursor })}`);

/** One of them, with where its sender went and what happened. */
export const getDeskSos = (desk: DeskApi, id: string): Promise<ApiResult<DeskSos>> =>
  desk.ask<DeskSos>(`/sos/${encodeURIComponent(id)}`);

export type DeskSosMove =
  | { move: 'acknowledge'; body: undefined }
  | { move: 'dispatch'; body: SosDispatch }
  | { move: 'close'; body: SosClose };

/** Both again change nothing: a press on a bad line may be repeated. */
export const moveDeskSos = (
  desk: DeskApi,
  id: string,
  { move, body }: DeskSosMove,
): Promise<ApiResult<DeskSos>> =>
  desk.ask<DeskSos>(`/sos/${encodeURIComponent(id)}/${move}`, {
    method: 'POST',
    ...(body === undefined ? {} : { json: body }),
  });
