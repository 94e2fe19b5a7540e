import * as z from 'zod';
import { UnitName } from './portal.ts';

/** The chats of the OAs, as far as we know of them: that somebody waits, never who, never a word. */

/** Why people have a conversation: the citizen asked for them, was not understood twice, wrote while we were away, or an officer simply wrote. */
const reasons = ['asked', 'misses', 'late', 'officer'] as const;

const StaffConversation = z.object({
  id: z.string(),
  unit: UnitName,
  reason: z.enum(reasons),
  /** Since when people have it. */
  since: z.iso.datetime(),
  /** The oldest message that no person has answered; null: nobody waits. */
  waitingSince: z.iso.datetime().nullable(),
  /** When a person of the OA wrote last. */
  answeredAt: z.iso.datetime().nullable(),
  /** The assistant keeps quiet until then; it may be over. */
  silentUntil: z.iso.datetime().nullable(),
  /** Until then Zalo lets the OA write to the person; null where it is not known when they did something last. */
  windowUntil: z.iso.datetime().nullable(),
});

/** `GET /api/staff/conversations?cursor=`: those of my unit and below it that people have, the longest first. */
export const StaffConversationsQuery = z.object({
  cursor: z
    .string()
    .regex(
      /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[0-9a-f-]{36}$/,
      'Trang này không còn. Vui lòng tải lại danh sách.',
    )
    .optional(),
});
export type StaffConversationsQuery = z.infer<typeof StaffConversationsQuery>;

export const StaffConversations = z.object({
  items: z.array(StaffConversation),
  nextCursor: z.string().nullable(),
});
export type StaffConversations = z.infer<typeof StaffConversations>;

/** `POST /api/chat-words`: the id that a link from a chat carries. */
export const ChatWordsRequest = z
  .object({ id: z.string().regex(/^[A-Za-z0-9_-]{20,40}$/, 'Liên kết chưa đúng dạng.') })
  .strict();
export type ChatWordsRequest = z.infer<typeof ChatWordsRequest>;

/** What was said in the chat, for the form of a tip. */
export const ChatWords = z.object({ words: z.string() });
export type ChatWords = z.infer<typeof ChatWords>;
