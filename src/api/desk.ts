import type { AcknowledgedTips, Colleagues, DeskMap } from '#contract/desk.ts';
import type {
  DeskMove,
  DeskMoved,
  DeskRequest,
  DeskTip,
  DeskTips,
  DeskTipsQuery,
  StaffDeliveries,
  StaffMe,
} from '#contract/staff.ts';
import type { PhotoSize } from '#contract/vocabulary.ts';
import { type ApiRequest, apiUrl, requestBlob, requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';
import { queryOf } from './query.ts';
import { isUnauthenticated } from './session.ts';

/** What a list of tips is narrowed to. */
export type DeskFilter = Omit<DeskTipsQuery, 'cursor'>;

/** The body of a move, without what the client adds by itself. */
export type MoveBody<Move extends DeskMove> = Omit<
  Extract<DeskRequest, { move: Move }>['body'],
  'seenSequence'
>;
export type DeskMoveBody = { [Move in DeskMove]: MoveBody<Move> }[DeskMove];

/** Keys, browsers' sessions and the sandbox's people say what they are; what is left is the session of a Zalo identity. */
export const isZaloSession = (credential: string): boolean => !/^(zan_|zas_|sandbox:)/.test(credential);

/** The staff's API with one credential, which travels in a header alone. */
export type DeskApi = ReturnType<typeof createDeskApi>;

/** `onRefused` hears when the credential is no longer taken: what was on screen then has to go. */
export function createDeskApi(credential: string, onRefused: () => void) {
  const headers = { Authorization: `Bearer ${credential}` };
  const noted = <Value>(result: ApiResult<Value>): ApiResult<Value> => {
    if (!result.ok && isUnauthenticated(result.problem)) onRefused();
    return result;
  };
  const ask = async <Value>(path: string, request: ApiRequest = {}): Promise<ApiResult<Value>> =>
    noted(
      await requestJson<Value>(`/api/staff${path}`, {
        ...request,
        headers: { ...request.headers, ...headers },
      }),
    );
  const askBlob = async (path: string): Promise<ApiResult<Blob>> =>
    noted(await requestBlob(`/api/staff${path}`, { headers }));
  const tipPath = (code: string, rest = '') => `/tips/${encodeURIComponent(code)}${rest}`;

  return {
    /** Opened by a code that was confirmed elsewhere; such a desk opens no other. */
    isBrowserSession: credential.startsWith('zas_'),
    /** One of the sandbox's people, who are bound to nobody. */
    isGuest: credential.startsWith('sandbox:'),
    ask,
    askBlob,
    me: () => ask<StaffMe>('/me'),
    listTips: (filter: DeskFilter, cursor: string | null) =>
      ask<DeskTips>(`/tips${queryOf({ ...filter, cursor })}`),
    openTip: (code: string) => ask<DeskTip>(tipPath(code)),
    /** `seenSequence`: the tip as it was on screen; when somebody was quicker the answer is a 409. */
    move: (code: string, move: DeskMove, body: DeskMoveBody, seenSequence: number) =>
      ask<DeskMoved>(tipPath(code, `/${move}`), { method: 'POST', json: { ...body, seenSequence } }),
    acknowledgeAll: (codes: readonly string[]) =>
      ask<AcknowledgedTips>('/tips/acknowledge', { method: 'POST', json: { codes } }),
    photo: (code: string, photoId: string, size: PhotoSize) =>
      askBlob(tipPath(code, `/photos/${encodeURIComponent(photoId)}?size=${size}`)),
    colleagues: (unit: string) => ask<Colleagues>(`/colleagues${queryOf({ unit })}`),
    map: () => ask<DeskMap>('/map'),
    tile: (z: number, x: number, y: number) => askBlob(`/tiles/${z}/${x}/${y}`),
    listParked: (cursor: string | null) =>
      ask<StaffDeliveries>(`/deliveries${queryOf({ state: 'parked', cursor })}`),
    retryDelivery: (id: string) =>
      ask<undefined>(`/deliveries/${encodeURIComponent(id)}/retry`, { method: 'POST' }),
    /** The stream of what happens; the caller reads it and ends it. Rejects without a line. */
    openEvents: (lastEventId: string | null, signal: AbortSignal) =>
      fetch(apiUrl('/api/staff/events'), {
        signal,
        credentials: 'omit',
        cache: 'no-store',
        headers: {
          ...headers,
          Accept: 'text/event-stream',
          ...(lastEventId === null ? {} : { 'Last-Event-ID': lastEventId }),
        },
      }),
    onRefused,
  };
}
