import type { StaffConversations } from '#contract/conversations.ts';
import type { DeskApi } from './desk.ts';
import type { ApiResult } from './problem.ts';
import { queryOf } from './query.ts';

/** A chat of an OA that people have. */
export type DeskChat = StaffConversations['items'][number];

/** Chats that people have, those that were handed over first before the others. */
export const listDeskChats = (desk: DeskApi, cursor: string | null): Promise<ApiResult<StaffConversations>> =>
  desk.ask<StaffConversations>(`/conversations${queryOf({ cursor })}`);

/** Gives a chat back to the assistant; again changes nothing: a press on a bad line may be repeated. */
export const closeDeskChat = (desk: DeskApi, id: string): Promise<ApiResult<unknown>> =>
  desk.ask<unknown>(`/conversations/${encodeURIComponent(id)}/close`, { method: 'POST' });
