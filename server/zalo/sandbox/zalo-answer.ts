import type { Context } from 'hono';

/**
 * Numbers of openapi.zalo.me that the sandbox gives, with Zalo's sense of them. The same numbers mean other things on other
 * hosts.
 */
const meanings = {
  [-32]: 'API call rate limit exceeded',
  [-100]: 'attachment_id was expired',
  [-200]: 'Upload media failed',
  [-201]: 'Params is invalid',
  [-209]: 'This API is not supported',
  [-210]: 'Params over limit',
  [-211]: 'Out of quota',
  [-213]: 'User has not followed OA',
  [-214]: 'Media is being processed',
  [-216]: 'Access token is invalid',
  [-220]: 'Access token has expired',
  [-223]: 'OA has not granted this permission to the app',
  [-224]: 'OA package must be upgraded',
  [-230]: 'User has not interacted with the OA in the past 7 days',
  [-232]: 'User has not interacted with the OA or the interaction has expired',
  [-233]: 'Message type is not supported',
  [-234]: 'This message cannot be sent from 22:00 to 06:00',
  [-235]: 'This API does not support this type of OA',
  [-237]: 'GMF group has been disabled',
  [-240]: 'MessageV2 API has been shut down',
  [-403]: 'OA is not in group',
} as const;

export type ZaloErrorNumber = keyof typeof meanings;

/** What openapi.zalo.me refuses, thrown by rules and routes, answered as HTTP 200 with `error` in the body. */
export class ZaloError extends Error {
  override name = 'ZaloError';
  readonly error: ZaloErrorNumber;

  constructor(error: ZaloErrorNumber, detail?: string) {
    super(detail ? `${meanings[error]}: ${detail}` : meanings[error]);
    this.error = error;
  }
}

/** The success envelope of openapi.zalo.me. */
export function succeed(c: Context, data: unknown): Response {
  return c.json({ data, error: 0, message: 'Success' });
}
