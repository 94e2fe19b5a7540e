import * as z from 'zod';
import { limits } from './limits.ts';
import { UnitName } from './portal.ts';
import {
  certainties,
  deliveryStates,
  deskStages,
  deskTipEvents,
  staffRoles,
  staffScopes,
  tipAttentions,
  tipKinds,
  tipStatuses,
} from './vocabulary.ts';

const text = (charsMax: number) => z.string().trim().normalize('NFC').min(1).max(charsMax);
/** Of units, categories and people; nothing that a store could stumble over. */
const id = z.string().regex(/^[A-Za-z0-9:-]{1,60}$/, 'Mã này chưa đúng dạng.');
const Named = z.object({ id: z.string(), name: z.string() });

/** `GET /api/staff/me`. */
export const StaffMe = z.object({
  id: z.string(),
  name: z.string(),
  role: z.enum(staffRoles),
  /** Rights reach this unit and everything below it. */
  unit: UnitName,
  /** What this credential may be used for. */
  scopes: z.array(z.enum(staffScopes)),
});
export type StaffMe = z.infer<typeof StaffMe>;

/** `GET /api/staff/tips`: what matters most first, that is the earliest `acknowledgeBy`, then what is in hand, then what is over. */
export const DeskTipsQuery = z.object({
  status: z.enum(tipStatuses).optional(),
  /** Several statuses at once. */
  stage: z.enum(deskStages).optional(),
  /** A unit and everything below it. */
  unit: id.optional(),
  category: id.optional(),
  overdue: z.literal('true').optional(),
  attention: z.enum(tipAttentions).optional(),
  /** On which I am named. */
  mine: z.literal('true').optional(),
  /** A case code, or how one begins; with or without `TB-`. From two letters on the list is in the order of codes. */
  q: z
    .string()
    .trim()
    .toUpperCase()
    .regex(/^(TB-?)?[0-9A-Z]{1,6}$/, 'Cần mã tin, ví dụ TB-7K3M9Q.')
    .optional(),
  cursor: z
    .string()
    .regex(/^[012][0-9TZ:.-]{13,24}\|[0-9a-f-]{36}$/, 'Trang này không còn. Vui lòng tải lại danh sách.')
    .optional(),
});
export type DeskTipsQuery = z.infer<typeof DeskTipsQuery>;

const deskTipFields = {
  code: z.string(),
  kind: z.enum(tipKinds),
  category: Named,
  /** Who has it. */
  unit: UnitName,
  status: z.enum(tipStatuses),
  anonymous: z.boolean(),
  restricted: z.boolean(),
  photoCount: z.number().int(),
  createdAt: z.iso.datetime(),
  updatedAt: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
  /** Until `acknowledgeBy`, below 0 when overdue; null once it was taken up. */
  minutesLeft: z.number().int().nullable(),
  /** Until when the law wants a denunciation dealt with; null for other kinds. */
  lawDueAt: z.iso.datetime().nullable(),
  /** What waits for a commander. */
  attention: z.enum(tipAttentions).nullable(),
  /** Number of the newest entry; sent back as `seenSequence`, a change by somebody else becomes a 409. */
  sequence: z.number().int(),
};

const DeskTipItem = z.object({
  ...deskTipFields,
  /** How the sender's words begin. */
  excerpt: z.string(),
});
export type DeskTipItem = z.infer<typeof DeskTipItem>;

export const DeskTips = z.object({
  items: z.array(DeskTipItem).max(limits.deskPageMax),
  nextCursor: z.string().nullable(),
});
export type DeskTips = z.infer<typeof DeskTips>;

const DeskEntry = z.object({
  sequence: z.number().int(),
  at: z.iso.datetime(),
  event: z.enum(deskTipEvents),
  actor: z.enum(['citizen', 'unit', 'clock']),
  unit: UnitName.nullable(),
  /** Who of the unit. */
  staff: Named.nullable(),
  /** `group`: it was said in the unit's Zalo group; without `staff` by a member of the group who is not known as staff. */
  via: z.enum(['group']).nullable(),
  /** What was said with it: a question, an answer, a draft, a remark, a reason. Null: nothing, or it was erased. */
  text: z.string().nullable(),
  photoIds: z.array(z.string()),
  stars: z.number().int().nullable(),
  /** Where it went. */
  toUnit: UnitName.nullable(),
  toStaff: Named.nullable(),
  /** What it was taken for before and after. */
  fromCategory: Named.nullable(),
  toCategory: Named.nullable(),
});
export type DeskEntry = z.infer<typeof DeskEntry>;

const seenSequence = z
  .number()
  .int()
  .min(1)
  .optional()
  .describe('`sequence` of the tip as it was on screen: when something happened since, the answer is a 409.');
const reason = text(limits.reasonCharsMax);

/** What can be done to a tip, as the last part of its address, with the body of each. */
export const deskMoves = {
  acknowledge: z.object({ seenSequence }).strict(),
  assign: z
    .object({ seenSequence, unitId: id.optional(), staffId: id.optional(), reason: reason.optional() })
    .strict()
    .refine((body) => body.unitId !== undefined || body.staffId !== undefined, {
      path: ['unitId'],
      message: 'Cần đơn vị hoặc người được giao.',
    }),
  transfer: z.object({ seenSequence, unitId: id, reason }).strict(),
  escalate: z.object({ seenSequence, reason }).strict(),
  ask: z.object({ seenSequence, text: text(limits.messageCharsMax) }).strict(),
  note: z.object({ seenSequence, text: text(limits.messageCharsMax) }).strict(),
  'draft-reply': z.object({ seenSequence, text: text(limits.replyCharsMax) }).strict(),
  'approve-reply': z.object({ seenSequence }).strict(),
  'send-back': z.object({ seenSequence, remark: reason }).strict(),
  close: z.object({ seenSequence, reason: reason.optional() }).strict(),
  /** The advice, where to go instead, is what the sender reads. */
  decline: z.object({ seenSequence, advice: text(limits.replyCharsMax) }).strict(),
  reclassify: z.object({ seenSequence, category: id, reason }).strict(),
} as const;
export type DeskMove = keyof typeof deskMoves;
export const deskMoveNames = Object.keys(deskMoves) as DeskMove[];
export type DeskRequest = {
  [Move in DeskMove]: { move: Move; body: z.infer<(typeof deskMoves)[Move]> };
}[DeskMove];

/** `GET /api/staff/tips/{code}`. */
export const DeskTip = z.object({
  ...deskTipFields,
  description: z.string(),
  address: z.string().nullable(),
  point: z.object({ lat: z.number(), lng: z.number(), accuracyM: z.number().nullable() }).nullable(),
  certainty: z.enum(certainties),
  happenedAt: z.iso.datetime().nullable(),
  /** Null when none was given, or it is not this person's to see. */
  contact: z.object({ name: z.string().nullable(), phone: z.string().nullable() }).nullable(),
  /** Of the tip itself; those of a message are with its entry. */
  photoIds: z.array(z.string()),
  /** Everything that happened, oldest first. */
  history: z.array(DeskEntry),
  /** A drafted reply that was neither sent nor sent back since. */
  draft: z
    .object({ sequence: z.number().int(), text: z.string(), staff: Named.nullable(), at: z.iso.datetime() })
    .nullable(),
  /** Who is named on it. */
  people: z.array(Named),
  /** The unit that usually takes such tips on, where it is another one. */
  suggestedUnitId: z.string().nullable(),
  /** What this person may do now. */
  can: z.array(z.enum(deskMoveNames)),
});
export type DeskTip = z.infer<typeof DeskTip>;

/** The tip after a move. */
export const DeskMoved = z.object({
  code: z.string(),
  status: z.enum(tipStatuses),
  unit: UnitName,
  at: z.iso.datetime(),
  acknowledgeBy: z.iso.datetime(),
  sequence: z.number().int(),
});
export type DeskMoved = z.infer<typeof DeskMoved>;

/** An attempted message to a unit's officers: what became of it, and never a word of it. */
const StaffDelivery = z.object({
  id: z.string(),
  unit: UnitName,
  /** The case code; null when the message is of no one tip. */
  code: z.string().nullable(),
  destination: z.string(),
  topic: z.string(),
  state: z.enum(deliveryStates),
  /** Why it is not sent: a short code such as "zalo -237". */
  reason: z.string().nullable(),
  attempts: z.number().int(),
  createdAt: z.iso.datetime(),
  lastAttemptAt: z.iso.datetime().nullable(),
  nextAttemptAt: z.iso.datetime().nullable(),
});
export type StaffDelivery = z.infer<typeof StaffDelivery>;

/** `GET /api/staff/deliveries?state=&cursor=`: newest first. */
export const StaffDeliveriesQuery = z.object({
  state: z.enum(deliveryStates).optional(),
  cursor: z.uuid('Trang này không còn. Vui lòng tải lại danh sách.').optional(),
});
export type StaffDeliveriesQuery = z.infer<typeof StaffDeliveriesQuery>;

export const StaffDeliveries = z.object({
  items: z.array(StaffDelivery),
  nextCursor: z.string().nullable(),
});
export type StaffDeliveries = z.infer<typeof StaffDeliveries>;

/** A key as those who keep the staff see it; the key itself is shown once, to who made it. */
const StaffKey = z.object({
  id: z.string(),
  staff: z.object({ id: z.string(), name: z.string(), role: z.enum(staffRoles), unit: UnitName }),
  label: z.string(),
  scopes: z.array(z.enum(staffScopes)),
  createdAt: z.iso.datetime(),
  expiresAt: z.iso.datetime(),
  /** A day of Việt Nam’s calendar. */
  lastUsedOn: z.iso.date().nullable(),
  revokedAt: z.iso.datetime().nullable(),
});
export type StaffKey = z.infer<typeof StaffKey>;

/** `GET /api/staff/keys?cursor=`: newest first. */
export const StaffKeysQuery = z.object({
  cursor: z.uuid('Trang này không còn. Vui lòng tải lại danh sách.').optional(),
});
export const StaffKeys = z.object({
  items: z.array(StaffKey).max(limits.deskPageMax),
  nextCursor: z.string().nullable(),
});
export type StaffKeys = z.infer<typeof StaffKeys>;

/** `POST /api/staff/keys`. */
export const NewStaffKey = z
  .object({
    staffId: id,
    label: text(limits.keyLabelCharsMax).regex(/^\P{Cc}*$/u, 'Tên khóa không được có ký tự điều khiển.'),
    /** All that the role has, where nothing is said. */
    scopes: z.array(z.enum(staffScopes)).min(1).max(staffScopes.length).optional(),
    expiresInDays: z.number().int().min(1).max(limits.keyDaysMax).default(limits.keyDaysMax),
  })
  .strict();
export type NewStaffKey = z.infer<typeof NewStaffKey>;

/** The 201: `key` is shown this once. */
export const MadeStaffKey = z.object({ id: z.string(), key: z.string(), expiresAt: z.iso.datetime() });
export type MadeStaffKey = z.infer<typeof MadeStaffKey>;
