import type { MyTips } from '#contract/citizens.ts';
import type {
  NewTipMessage,
  NewTipRating,
  ReopenedTip,
  SentTipMessage,
  SentTipRating,
  TipReopening,
  TipView,
} from '#contract/tips.ts';
import type { PhotoSize } from '#contract/vocabulary.ts';
import type { Platform } from '../platform/platform.ts';
import { requestBlob, requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';
import { requestWithProof } from './proven-request.ts';
import { queryOf } from './query.ts';
import { asCitizen } from './session.ts';

/** Asks with the header that opens a tip. It travels in a header alone: addresses end up in logs. */
export type AskAs = <Value>(
  ask: (headers: { Authorization: string }) => Promise<ApiResult<Value>>,
) => Promise<ApiResult<Value>>;

/** A sent tip and what opens it again. `receipt` is null where the session of its sender does. */
export type TipAccess = { code: string; receipt: string | null; as: AskAs };

export const accessByReceipt = (code: string, receipt: string): TipAccess => ({
  code,
  receipt,
  as: (ask) => ask({ Authorization: `Receipt ${receipt}` }),
});

export const accessByCitizen = (code: string, platform: Platform): TipAccess => ({
  code,
  receipt: null,
  as: (ask) => asCitizen(platform, ask),
});

const pathOf = ({ code }: TipAccess, rest = ''): string => `/api/tips/${encodeURIComponent(code)}${rest}`;

/** The tip as its sender sees it. What is new in it counts as read afterwards. */
export const openTip = (access: TipAccess): Promise<ApiResult<TipView>> =>
  access.as((headers) => requestJson<TipView>(pathOf(access), { headers }));

/** The same for a list: what is new stays new. */
export const peekAtTip = (access: TipAccess): Promise<ApiResult<TipView>> =>
  access.as((headers) => requestJson<TipView>(pathOf(access, '?peek=true'), { headers }));

/** The same key may be sent as often as needed: the server stores one message. */
export const sendTipMessage = (
  access: TipAccess,
  message: NewTipMessage,
  idempotencyKey: string,
): Promise<ApiResult<SentTipMessage>> =>
  access.as((headers) =>
    requestWithProof<SentTipMessage>(pathOf(access, '/messages'), {
      method: 'POST',
      json: message,
      headers: { ...headers, 'Idempotency-Key': idempotencyKey },
    }),
  );

export const rateTip = (
  access: TipAccess,
  rating: NewTipRating,
  idempotencyKey: string,
): Promise<ApiResult<SentTipRating>> =>
  access.as((headers) =>
    requestWithProof<SentTipRating>(pathOf(access, '/rating'), {
      method: 'POST',
      json: rating,
      headers: { ...headers, 'Idempotency-Key': idempotencyKey },
    }),
  );

/** "Chưa được, xem lại". The server has no key for it: a second try of one that arrived is `move_not_allowed`. */
export const reopenTip = (access: TipAccess, reopening: TipReopening): Promise<ApiResult<ReopenedTip>> =>
  access.as((headers) =>
    requestJson<ReopenedTip>(pathOf(access, '/reopen'), { method: 'POST', json: reopening, headers }),
  );

/** A photo of the tip or of one of its messages, as a JPEG. */
export const getTipPhoto = (access: TipAccess, photoId: string, size: PhotoSize): Promise<ApiResult<Blob>> =>
  access.as((headers) =>
    requestBlob(pathOf(access, `/photos/${encodeURIComponent(photoId)}?size=${size}`), { headers }),
  );

/** The signed-in person's own tips, newest first; `cursor` is what the page before gave. */
export const listMyTips = (platform: Platform, cursor: string | null): Promise<ApiResult<MyTips>> =>
  asCitizen(platform, (headers) => requestJson<MyTips>(`/api/me/tips${queryOf({ cursor })}`, { headers }));
