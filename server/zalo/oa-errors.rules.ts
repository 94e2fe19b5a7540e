import { vietnamOffsetMs } from '#contract/vietnam-time.ts';
import { errorNumber, type ZaloAnswer } from './zalo-http.ts';

/**
 * What an answer of openapi.zalo.me means for us (zalo/server.md 7). The same numbers mean other things on Zalo's other hosts,
 * which have rules of their own.
 */
type OaErrorClass =
  /** The token is not taken: refresh once, try once more. */
  | 'token'
  /** Too many calls: later. */
  | 'limited'
  /** The OA's quota is used up: much later. */
  | 'quota'
  /** This person gets no more for today. */
  | 'quota_of_user'
  /** Refused at night: from six in the morning. */
  | 'night'
  /** Still working on it: ask again. */
  | 'poll'
  /** An uploaded picture ran out: upload again once. */
  | 'reupload'
  /** Reported as failed, but may have been delivered: look before sending again. */
  | 'maybe_sent'
  /** The v3 endpoint does not serve this OA: v2 from now on. */
  | 'use_v2'
  /** The v2 endpoint no longer serves this OA: v3 from now on. */
  | 'use_v3'
  /** This message will never be taken. */
  | 'permanent'
  /** This person cannot be reached by the OA. */
  | 'permanent_for_user'
  /** This person has not written to the OA lately: another channel. */
  | 'window_closed'
  /** Someone has to act in Zalo's console or at the OA. */
  | 'human'
  /** The OA itself is gone or disabled: no more attempts until someone acted. */
  | 'pause_oa'
  /** Our own configuration is wrong. */
  | 'misconfigured';

type OaErrorRule = { readonly code: number; readonly meaning: string; readonly class: OaErrorClass };

/** The whole table. A code that is not here is an unknown outcome for a send (it may have been delivered). */
export const oaErrors: readonly OaErrorRule[] = [
  { code: -32, meaning: 'app or OA hit its call limit', class: 'limited' },
  { code: -100, meaning: 'attachment_id expired', class: 'reupload' },
  { code: -200, meaning: 'send failed', class: 'maybe_sent' },
  { code: -201, meaning: 'field invalid', class: 'permanent' },
  { code: -204, meaning: 'OA disabled', class: 'pause_oa' },
  { code: -205, meaning: 'OA does not exist', class: 'pause_oa' },
  { code: -209, meaning: 'API unsupported or app not active', class: 'human' },
  { code: -210, meaning: 'parameter over its limit', class: 'permanent' },
  { code: -211, meaning: 'out of quota', class: 'quota' },
  { code: -212, meaning: 'app not registered for this API', class: 'human' },
  { code: -213, meaning: 'user has not followed the OA', class: 'permanent_for_user' },
  { code: -214, meaning: 'article is being processed', class: 'poll' },
  { code: -216, meaning: 'access token invalid', class: 'token' },
  { code: -217, meaning: 'user blocked invitations', class: 'permanent_for_user' },
  { code: -218, meaning: 'user’s receive quota is used up', class: 'quota_of_user' },
  { code: -219, meaning: 'app removed or disabled', class: 'human' },
  { code: -220, meaning: 'access token expired', class: 'token' },
  { code: -221, meaning: 'OA must be verified', class: 'human' },
  { code: -223, meaning: 'OA has not granted the permission, or article quota', class: 'human' },
  { code: -224, meaning: 'OA package must be upgraded', class: 'human' },
  { code: -227, meaning: 'user banned or inactive for 45 days', class: 'permanent_for_user' },
  { code: -230, meaning: 'no interaction within seven days', class: 'window_closed' },
  { code: -232, meaning: 'user never interacted, or too long ago', class: 'window_closed' },
  { code: -233, meaning: 'message type unsupported', class: 'permanent' },
  { code: -234, meaning: 'not between 22:00 and 06:00', class: 'night' },
  { code: -235, meaning: 'API not for this type of OA', class: 'use_v2' },
  { code: -237, meaning: 'GMF group disabled', class: 'human' },
  { code: -238, meaning: 'asset already used or disabled', class: 'human' },
  { code: -240, meaning: 'v2 message API shut down', class: 'use_v3' },
  { code: -241, meaning: 'asset already used or disabled', class: 'human' },
  { code: -242, meaning: 'appsecret_proof wrong', class: 'misconfigured' },
  { code: -244, meaning: 'user restricted this type of message', class: 'permanent_for_user' },
  { code: -248, meaning: 'violates the platform’s rules', class: 'permanent' },
  { code: -249, meaning: 'template not for user ids', class: 'permanent' },
  { code: -320, meaning: 'Zalo Cloud Account not linked', class: 'human' },
  { code: -321, meaning: 'Zalo Cloud Account out of money', class: 'human' },
  { code: -403, meaning: 'OA not in this group', class: 'human' },
  { code: -1340, meaning: 'form not found', class: 'permanent' },
  { code: -1341, meaning: 'no access to the form', class: 'permanent' },
  // Not in Zalo's table; seen in the wild as token problems.
  { code: 401, meaning: 'token refused', class: 'token' },
  { code: -401, meaning: 'token refused', class: 'token' },
  { code: 216, meaning: 'token refused', class: 'token' },
  { code: 452, meaning: 'session key invalid or expired', class: 'token' },
];

const ruleByCode = new Map(oaErrors.map((rule) => [rule.code, rule]));

/** What to do after one call. Every `reason` is a short code such as "zalo -237". */
export type OaVerdict =
  | { readonly kind: 'ok'; readonly data: unknown }
  | {
      readonly kind: 'retry';
      readonly afterMs: number | null;
      readonly reason: string;
      /** Whose quota is used up: a 1-1 message had better take another way than wait. */
      readonly quotaOf?: 'oa' | 'user';
    }
  | { readonly kind: 'token'; readonly reason: string }
  | { readonly kind: 'reupload'; readonly reason: string }
  | { readonly kind: 'use_v2' | 'use_v3'; readonly reason: string }
  | { readonly kind: 'unknown'; readonly reason: string }
  | {
      readonly kind: 'permanent';
      readonly reason: string;
      /** It is about this person, not about the message: others may be written to. */
      readonly person?: 'unreachable' | 'window_closed';
    }
  | { readonly kind: 'human'; readonly reason: string }
  | { readonly kind: 'pause_oa'; readonly reason: string };

/**
 * `send`: done twice it shows twice, so a doubtful ending is `unknown`. `read`: done twice it harms nobody (also an upload),
 * so a doubtful ending is `retry`.
 */
export type OaEffect = 'send' | 'read';

/** Zalo's advice after -32 is a minute or more. */
const limitedRetryMs = 60_000;
/** Quotas come back by the day or month, or when someone buys; asking four times an hour costs little. */
const quotaRetryMs = 15 * 60_000;
const pollRetryMs = 3_000;

const minuteMs = 60_000;
const dayMs = 24 * 60 * minuteMs;
/** Vietnam is seven hours ahead of UTC all year. */
const morningMs = 6 * 60 * minuteMs;

export function classify(answer: ZaloAnswer, effect: OaEffect, now: Date): OaVerdict {
  if (answer.kind === 'not_sent') return { kind: 'retry', afterMs: null, reason: answer.reason };
  if (answer.httpStatus === 401) return { kind: 'token', reason: 'http 401' };
  if (answer.httpStatus === 429) return { kind: 'retry', afterMs: limitedRetryMs, reason: 'http 429' };
  if (answer.kind === 'broken') return doubtful(effect, answer.reason);
  if (answer.httpStatus >= 500) return doubtful(effect, `http ${answer.httpStatus}`);
  const code = errorNumber(answer.body);
  if (code === null) return doubtful(effect, 'zalo error without number');
  if (code === 0) {
    const isSuccess = answer.httpStatus >= 200 && answer.httpStatus < 300;
    return isSuccess ? { kind: 'ok', data: answer.body.data } : doubtful(effect, `http ${answer.httpStatus}`);
  }
  return byCode(code, effect, now);
}

/** The ending says nothing certain about what Zalo did. */
function doubtful(effect: OaEffect, reason: string): OaVerdict {
  return effect === 'send' ? { kind: 'unknown', reason } : { kind: 'retry', afterMs: null, reason };
}

function byCode(code: number, effect: OaEffect, now: Date): OaVerdict {
  const reason = `zalo ${code}`;
  const rule = ruleByCode.get(code);
  if (!rule) return doubtful(effect, reason);
  switch (rule.class) {
    case 'token':
    case 'reupload':
    case 'use_v2':
    case 'use_v3':
    case 'permanent':
    case 'human':
    case 'pause_oa':
      return { kind: rule.class, reason };
    case 'limited':
      return { kind: 'retry', afterMs: limitedRetryMs, reason };
    case 'quota':
      return { kind: 'retry', afterMs: quotaRetryMs, reason, quotaOf: 'oa' };
    case 'quota_of_user':
      return { kind: 'retry', afterMs: quotaRetryMs, reason, quotaOf: 'user' };
    case 'poll':
      return { kind: 'retry', afterMs: pollRetryMs, reason };
    case 'night':
      return { kind: 'retry', afterMs: untilMorningMs(now), reason };
    case 'maybe_sent':
      return doubtful(effect, reason);
    case 'permanent_for_user':
      return { kind: 'permanent', reason, person: 'unreachable' };
    case 'window_closed':
      return { kind: 'permanent', reason, person: 'window_closed' };
    case 'misconfigured':
      return { kind: 'human', reason };
  }
}

/** Milliseconds to the next 06:00 in Vietnam. */
function untilMorningMs(now: Date): number {
  const sinceMidnightMs = (now.getTime() + vietnamOffsetMs) % dayMs;
  return (morningMs - sinceMidnightMs + dayMs) % dayMs || dayMs;
}
