import type { ChatWords } from '#contract/conversations.ts';
import { requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';

/** What was said in an OA's chat, for which the link brought an id. Asking again soon brings the same; later there is nothing. */
export const takeChatWords = (id: string): Promise<ApiResult<ChatWords>> =>
  requestJson<ChatWords>('/api/chat-words', { method: 'POST', json: { id } });
