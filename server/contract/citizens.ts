import * as z from 'zod';
import { limits } from './limits.ts';
import { UnitName } from './portal.ts';
import { StaffMe } from './staff.ts';
import { erasedThings, keptReasons, tipStatuses } from './vocabulary.ts';

/** Zalo's tokens are a few hundred letters long, visible ASCII only. */
const zaloTokenCharsMax = 4_096;

/** `POST /api/session`: what zmp-sdk's getAccessToken gave. */
export const SignIn = z
  .object({
    zaloAccessToken: z
      .string()
      .min(1)
      .max(zaloTokenCharsMax)
      .regex(/^[\x21-\x7e]+$/, 'Mã của Zalo chưa đúng.'),
  })
  .strict();
export type SignIn = z.infer<typeof SignIn>;

/** Our own session; the token is shown this once and travels as `Authorization: Bearer <token>`. */
export const Session = z.object({
  token: z.string(),
  expiresAt: z.iso.datetime(),
  /** Who this is at the desk, which the same token opens; missing for everybody else. */
  staff: StaffMe.optional(),
});
export type Session = z.infer<typeof Session>;

/** One of the signed-in sender's own tips; anonymous ones are never among them. */
const MyTip = z.object({
  code: z.string(),
  category: z.object({ id: z.string(), name: z.string() }),
  unit: UnitName,
  status: z.enum(tipStatuses),
  /** Sensitive by its category: the app covers it. */
  restricted: z.boolean(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  /** How many entries the unit has added since the sender last opened the tip. */
  unread: z.number().int(),
});
export type MyTip = z.infer<typeof MyTip>;

/** `GET /api/me/tips?cursor=`: newest first. */
export const MyTips = z.object({
  items: z.array(MyTip).max(limits.myTipsPageMax),
  nextCursor: z.string().nullable(),
});
export type MyTips = z.infer<typeof MyTips>;

export const MyTipsQuery = z.object({
  cursor: z.uuid('Trang này không còn. Vui lòng tải lại danh sách.').optional(),
});

/** `GET /api/me/export?photos=`: `all` puts the pictures into the archive too, which then may be large. */
export const MyDataQuery = z.object({ photos: z.enum(['none', 'all']).default('none') });

/** `DELETE /api/me`: what is gone, and what the law or the case keeps for now. */
export const ErasedMe = z.object({
  erased: z.array(z.enum(erasedThings)),
  kept: z.array(
    z.object({
      /** The tip whose contact stays. */
      code: z.string(),
      reason: z.enum(keptReasons),
      /** When it goes; null while the place has not decided a period. */
      until: z.iso.datetime().nullable(),
    }),
  ),
});
export type ErasedMe = z.infer<typeof ErasedMe>;
