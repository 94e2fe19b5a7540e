import type {
  NewSos,
  NewSosPositions,
  SentSosPositions,
  SosReceipt,
  SosUpdate,
  SosView,
} from '#contract/sos.ts';
import { randomId } from '../lib/random-id.ts';
import { requestJson } from './client.ts';
import { readEvents } from './event-stream.ts';
import type { ApiResult } from './problem.ts';

/** Shorter than elsewhere: after it the screen says that nothing has left, and tries again under the same key. */
const answerTimeoutMs = 10_000;

/** What opens a sent alert again. */
export type SosAccess = { id: string; receipt: string };

const authorization = ({ receipt }: SosAccess) => ({ Authorization: `Receipt ${receipt}` });
const pathOf = ({ id }: SosAccess, rest = ''): string => `/api/sos/${encodeURIComponent(id)}${rest}`;

/** Sends an alert. The same key may be sent as often as needed: the server stores one. */
export const sendSos = (alert: NewSos, idempotencyKey: string): Promise<ApiResult<SosReceipt>> =>
  requestJson<SosReceipt>('/api/sos', {
    method: 'POST',
    json: alert,
    headers: { 'Idempotency-Key': idempotencyKey },
    timeoutMs: answerTimeoutMs,
  });

/** All that is known of the alert now. */
export const getSos = (access: SosAccess): Promise<ApiResult<SosView>> =>
  requestJson<SosView>(pathOf(access), { headers: authorization(access), timeoutMs: answerTimeoutMs });

/** Takes the alert back; again changes nothing. */
export const cancelSos = (access: SosAccess): Promise<ApiResult<SosView>> =>
  requestJson<SosView>(pathOf(access, '/cancel'), {
    method: 'POST',
    headers: authorization(access),
    timeoutMs: answerTimeoutMs,
  });

/** Where the phone was; a fix that arrives twice does no harm. */
export const sendSosPositions = (
  access: SosAccess,
  positions: NewSosPositions,
): Promise<ApiResult<SentSosPositions>> =>
  requestJson<SentSosPositions>(pathOf(access, '/positions'), {
    method: 'POST',
    json: positions,
    headers: { ...authorization(access), 'Idempotency-Key': randomId() },
    timeoutMs: answerTimeoutMs,
  });

/** Adds to an alert that has left: what happens, an address, a number, words. */
export const updateSos = (
  access: SosAccess,
  update: SosUpdate,
  idempotencyKey: string,
): Promise<ApiResult<SosView>> =>
  requestJson<SosView>(pathOf(access, '/updates'), {
    method: 'POST',
    json: update,
    headers: { ...authorization(access), 'Idempotency-Key': idempotencyKey },
    timeoutMs: answerTimeoutMs,
  });

/** Every change of the alert as it happens, until the stream ends. What is no view of it is passed over. */
export const watchSos = (
  access: SosAccess,
  onView: (view: SosView) => void,
  signal: AbortSignal,
): Promise<void> =>
  readEvents(
    pathOf(access, '/events'),
    authorization(access),
    ({ data }) => {
      const view = viewOf(data);
      if (view?.id === access.id) onView(view);
    },
    signal,
  );

function viewOf(data: string): SosView | undefined {
  try {
    const view: SosView | null = JSON.parse(data);
    return typeof view === 'object' && view !== null && typeof view.version === 'number' ? view : undefined;
  } catch {
    return undefined;
  }
}
