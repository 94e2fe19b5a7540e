import * as z from 'zod';
import { limits } from './limits.ts';
import { UnitName } from './portal.ts';
import { StaffMe } from './staff.ts';
import { staffRoles } from './vocabulary.ts';

/** As somebody types it: capitals, spaces and hyphens do not matter. */
const typedCode = z
  .string()
  .trim()
  .min(1)
  .max(limits.typedCodeCharsMax)
  .regex(/^[A-Za-z0-9 -]+$/, 'Mã chỉ gồm chữ và số.');
const cursor = z.uuid('Trang này không còn. Vui lòng tải lại danh sách.').optional();
const Member = z.object({ id: z.string(), name: z.string(), role: z.enum(staffRoles), unit: UnitName });

/** `POST /api/staff/bindings`: for myself where nobody is named. */
export const NewBindingCode = z
  .object({
    staffId: z
      .string()
      .regex(/^[A-Za-z0-9:-]{1,60}$/, 'Mã này chưa đúng dạng.')
      .optional(),
  })
  .strict();
export type NewBindingCode = z.infer<typeof NewBindingCode>;

/** The 201: shown this once, to be typed in the Mini App by the person it is for. */
export const MadeBindingCode = z.object({ code: z.string(), staff: Member, expiresAt: z.iso.datetime() });
export type MadeBindingCode = z.infer<typeof MadeBindingCode>;

export const StaffBindings = z.object({
  items: z.array(z.object({ id: z.string(), staff: Member, boundAt: z.iso.datetime() })),
  nextCursor: z.string().nullable(),
});
export type StaffBindings = z.infer<typeof StaffBindings>;

/** Of `GET /api/staff/bindings` and `GET /api/staff/sessions`: newest first. */
export const StaffPageQuery = z.object({ cursor });

/** `POST /api/me/staff`, and `POST /api/staff/pair`. */
export const TypedCode = z.object({ code: typedCode }).strict();
export type TypedCode = z.infer<typeof TypedCode>;

/**
 * `POST /api/pairings`: the browser shows `code`, keeps `secret` and asks with it what became of the code. Once a member of the staff
 * has confirmed the code, the secret is their session's token.
 */
export const NewPairing = z.object({
  id: z.string(),
  code: z.string(),
  secret: z.string(),
  /** Until when the code can be confirmed. */
  expiresAt: z.iso.datetime(),
  pollAfterS: z.number().int(),
});
export type NewPairing = z.infer<typeof NewPairing>;

/** `GET /api/pairings/{id}` with `Authorization: Pairing <secret>`. */
export const Pairing = z.object({
  status: z.enum(['waiting', 'confirmed', 'expired']),
  /** Of the code while it waits, of the session afterwards. */
  expiresAt: z.iso.datetime(),
  /** `Authorization: Bearer <token>` for `/api/staff`; null unless confirmed. */
  token: z.string().nullable(),
  staff: StaffMe.nullable(),
});
export type Pairing = z.infer<typeof Pairing>;

/** `POST /api/staff/pair`: which browser it was. */
export const PairedBrowser = z.object({ id: z.string(), label: z.string(), expiresAt: z.iso.datetime() });
export type PairedBrowser = z.infer<typeof PairedBrowser>;

/** A browser in which a member of the staff has the desk open. */
export const StaffSessions = z.object({
  items: z.array(
    z.object({
      id: z.string(),
      staff: Member,
      /** What the browser says it is: “Chrome trên Windows”. */
      label: z.string(),
      createdAt: z.iso.datetime(),
      expiresAt: z.iso.datetime(),
      /** A day of Việt Nam’s calendar. */
      lastUsedOn: z.iso.date().nullable(),
      revokedAt: z.iso.datetime().nullable(),
      /** The one that asks. */
      isCurrent: z.boolean(),
    }),
  ),
  nextCursor: z.string().nullable(),
});
export type StaffSessions = z.infer<typeof StaffSessions>;
