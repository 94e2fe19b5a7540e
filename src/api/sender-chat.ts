import type { SenderChat, SenderChatCode } from '#contract/sender-ways.ts';
import { requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';
import type { TipAccess } from './sent-tips.ts';

const pathOf = ({ code }: TipAccess): string => `/api/tips/${encodeURIComponent(code)}/chat`;

/** Whether the answers to a tip come in its sender's chat. */
export const getSenderChat = (access: TipAccess): Promise<ApiResult<SenderChat>> =>
  access.as((headers) => requestJson<SenderChat>(pathOf(access), { headers }));

/** The words that tie the chat from which they are sent to the tip; those asked for before no longer do. */
export const makeSenderChatCode = (access: TipAccess): Promise<ApiResult<SenderChatCode>> =>
  access.as((headers) => requestJson<SenderChatCode>(pathOf(access), { method: 'POST', headers }));

/** No answer goes into the chat any more. Safe to repeat. */
export const unlinkSenderChat = (access: TipAccess): Promise<ApiResult<undefined>> =>
  access.as((headers) => requestJson<undefined>(pathOf(access), { method: 'DELETE', headers }));
