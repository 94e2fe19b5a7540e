import * as z from 'zod';
import { UnitName } from './portal.ts';

/** By which ways, besides the tip's own page, its sender hears of an answer. */

export const senderWayLimits = {
  /** A code by which a sender shows that a chat is theirs. */
  chatCodeMinutesMax: 30,
} as const;

/** `unavailable`: the unit has no OA, or the tip is one whose words go into no chat (anonymous, restricted). */
const senderChatStates = ['unavailable', 'none', 'linked'] as const;

export const SenderChat = z.object({
  state: z.enum(senderChatStates),
  /** Whose OA it is. */
  unit: UnitName,
  oaId: z.string().nullable(),
  linkedAt: z.iso.datetime().nullable(),
});
export type SenderChat = z.infer<typeof SenderChat>;

/** What the sender sends to the OA, as it stands, to have the answers there. */
export const SenderChatCode = z.object({
  oaId: z.string(),
  unit: UnitName,
  text: z.string(),
  expiresAt: z.iso.datetime(),
});
export type SenderChatCode = z.infer<typeof SenderChatCode>;

/** What the desk may know of the ways to a sender: never who they are. */
export const SenderReach = z.object({
  /** Null: the sender has not chosen it. `closed`: nothing can be sent there until they write again. */
  chat: z
    .object({
      window: z.enum(['free', 'paid', 'closed']),
      until: z.iso.datetime().nullable(),
      /** Why it is closed. */
      why: z.enum(['never', 'silent', 'unfollowed', 'refused']).nullable(),
    })
    .nullable(),
  /** They signed in, so that the Mini App can notify them of an update. */
  notification: z.boolean(),
  /** What became of the last news of this tip. */
  last: z
    .object({
      way: z.enum(['chat', 'notification', 'page']),
      /** Why not by the way before it: a short code such as "zalo -217". */
      reason: z.string().nullable(),
      at: z.iso.datetime(),
    })
    .nullable(),
});
export type SenderReach = z.infer<typeof SenderReach>;
