import * as z from 'zod';
import { UnitName } from './portal.ts';

/** How a unit's OA stands; `not_connected`: nobody has consented yet. The others are explained with `standingOf` (server/zalo). */
const oaStates = ['not_connected', 'connected', 'expiring', 'needs_reconnect', 'disabled'] as const;

const endpoint = z.enum(['v3', 'v2']);

/** The OA of one unit. */
const StaffOa = z.object({
  unit: UnitName,
  state: z.enum(oaStates),
  /** Why it is not connected any more: a short code such as "zalo -14014". */
  reason: z.string().nullable(),
  /** Null while none is connected; so is what follows. */
  oa: z
    .object({
      id: z.string(),
      name: z.string(),
      type: z.enum(['business', 'state_agency']).nullable(),
      isVerified: z.boolean(),
      package: z.object({ name: z.string(), validThrough: z.string().nullable() }).nullable(),
      /** When Zalo was last asked; null: it has not answered yet. */
      describedAt: z.iso.datetime().nullable(),
    })
    .nullable(),
  /** Whether the OA has a group for us; without one for emergencies these go to the duty group. */
  groups: z.object({ duty: z.boolean(), sos: z.boolean() }),
  /** Which endpoint serves it, as its answers have shown. */
  sendsBy: z.object({ group: endpoint, chat: endpoint }).nullable(),
  tokenExpiresAt: z.iso.datetime().nullable(),
  /** When Zalo last told us anything of it. */
  heardAt: z.iso.datetime().nullable(),
  /** Nothing was heard for too long, or something was said that no webhook brought: look whether Zalo has switched the webhook off. */
  isSilent: z.boolean(),
});
export type StaffOa = z.infer<typeof StaffOa>;

/** `GET /api/staff/oas`: one for every unit in reach, in the order of the pack. */
export const StaffOas = z.object({
  items: z.array(StaffOa),
  nextCursor: z.null(),
  /** After so many hours without a word an OA counts as silent. */
  silentAfterHours: z.number(),
});
export type StaffOas = z.infer<typeof StaffOas>;

/** `POST /api/staff/oas/{unitId}/consent-link`. */
export const NewConsentLink = z
  .object({
    /** The id of the OA that is to consent; without it the unit's present one, or any while it has none. */
    oaId: z
      .string()
      .regex(/^\d{1,30}$/, 'Mã OA chỉ gồm chữ số.')
      .optional(),
    /** Lets another OA take the place of the unit's present one. */
    replace: z.boolean().optional(),
  })
  .strict();
export type NewConsentLink = z.infer<typeof NewConsentLink>;

/** The 201: to be opened by somebody who administers the OA. Good once, and only until then. */
export const ConsentLink = z.object({ url: z.url(), expiresAt: z.iso.datetime() });
export type ConsentLink = z.infer<typeof ConsentLink>;
