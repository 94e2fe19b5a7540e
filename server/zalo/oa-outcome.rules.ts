import type { OaVerdict } from './oa-errors.rules.ts';
import { isRecord, nonEmptyString } from './zalo-http.ts';

/**
 * What became of a send. `reason` is a short code such as "zalo -237", never a word of the message.
 * sent: Zalo gave it an id · retry: certainly not sent, later may do · unknown: it may have been delivered, look before sending
 * again · permanent: this message will never be taken · human: someone must act at the OA or in Zalo's console first.
 *
 * An OA that is not connected, needs to be reconnected or is paused is `human`, not `retry`: no waiting mends it, and a parked
 * message is where officers see it, while one that waits quietly for a day is not. Reconnecting puts parked ones back.
 */
export type SendOutcome =
  | { readonly kind: 'sent'; readonly messageId: string }
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | { readonly kind: 'permanent'; readonly reason: string }
  | { readonly kind: 'human'; readonly reason: string };

/** A 1-1 message: what stops it may be the person's own doing, and then says nothing about the OA or the message. */
export type ChatOutcome =
  | SendOutcome
  | {
      readonly kind: 'person';
      /** unreachable: blocked, left, banned · window_closed: silent for a week · quota: had enough for now. */
      readonly problem: 'unreachable' | 'window_closed' | 'quota';
      readonly reason: string;
    };

/** absent: the conversation was read back to that instant and holds no such message · failed: it could not be. */
export type FindOutcome =
  | { readonly kind: 'found'; readonly messageId: string }
  | { readonly kind: 'absent' }
  | {
      readonly kind: 'failed';
      readonly reason: string;
      /** No waiting mends it: see `human` of a send. */
      readonly needsPerson: boolean;
    };

export function toSendOutcome(verdict: OaVerdict): SendOutcome {
  if (verdict.kind !== 'ok') return notSent(verdict);
  const messageId = isRecord(verdict.data) ? nonEmptyString(verdict.data.message_id) : null;
  // "Success" without an id is no proof: the conversation is looked at.
  return messageId ? { kind: 'sent', messageId } : { kind: 'unknown', reason: 'success without message id' };
}

/** 1-1: what is about the person is told apart, and a used-up quota is a reason to take another way. */
export function toChatOutcome(verdict: OaVerdict): ChatOutcome {
  const { reason } = verdict.kind === 'ok' ? { reason: '' } : verdict;
  if (verdict.kind === 'permanent' && verdict.person)
    return { kind: 'person', problem: verdict.person, reason };
  if (verdict.kind === 'retry' && verdict.quotaOf === 'user')
    return { kind: 'person', problem: 'quota', reason };
  if (verdict.kind === 'retry' && verdict.quotaOf === 'oa') return { kind: 'human', reason };
  return toSendOutcome(verdict);
}

/** What a call that did not work means for the send that needed it. */
export function notSent(verdict: Exclude<OaVerdict, { kind: 'ok' }>): SendOutcome {
  switch (verdict.kind) {
    case 'retry':
    case 'unknown':
    case 'permanent':
    case 'human':
      return verdict;
    case 'reupload':
    case 'token':
      return { kind: 'retry', afterMs: null, reason: verdict.reason };
    case 'use_v2':
    case 'use_v3':
    case 'pause_oa':
      return { kind: 'human', reason: verdict.reason };
  }
}
