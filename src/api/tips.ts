import type { NewTip, TipReceipt } from '#contract/tips.ts';
import type { ApiResult } from './problem.ts';
import { type Proving, requestWithProof } from './proven-request.ts';

/** Photos are on the server already, so this is text alone; a poor line still needs its time. */
const sendTimeoutMs = 30_000;

/**
 * Sends a tip. The same key may be sent as often as needed: the server stores one tip and repeats its answer. `sender` is the
 * session of who wants it among their own tips; nobody else shows a credential (promise 7).
 */
export const sendTip = (
  tip: NewTip,
  idempotencyKey: string,
  proving?: Proving,
  sender?: { Authorization: string },
): Promise<ApiResult<TipReceipt>> =>
  requestWithProof<TipReceipt>(
    '/api/tips',
    {
      method: 'POST',
      json: tip,
      headers: { 'Idempotency-Key': idempotencyKey, ...sender },
      timeoutMs: sendTimeoutMs,
    },
    proving,
  );
