import * as z from 'zod';

/** What has a period after which it is erased (retention.json of the content pack). Each is counted from when it came to rest. */
export const retentionKinds = [
  'tips',
  'contacts',
  'photos',
  'sos',
  'deliveries',
  'chats',
  'webhookEvents',
  'staffSessions',
  'formerStaff',
  'answers',
] as const;
export type RetentionKind = (typeof retentionKinds)[number];

/** Besides by its period: all that is held of one person, because they asked for it or took back their consent at Zalo. */
export const deletionKinds = [...retentionKinds, 'person'] as const;

/** Why something was erased. */
export const deletionReasons = ['period', 'request', 'revocation'] as const;
export type DeletionReason = (typeof deletionReasons)[number];

export const deletionsPageMax = 100;

/** `GET /api/staff/deletions?cursor=` */
export const DeletionsQuery = z.object({
  cursor: z
    .string()
    .regex(/^[1-9]\d{0,9}$/, 'Trang này không còn. Vui lòng tải lại danh sách.')
    .transform(Number)
    .optional(),
});

/** What was erased: how many of what, when and by which rule; never whose or what it said. */
const Deletion = z.object({
  /** From 1 without a gap. */
  sequence: z.number().int(),
  at: z.iso.datetime(),
  reason: z.enum(deletionReasons),
  kind: z.enum(deletionKinds),
  count: z.number().int(),
  /** The period it was erased by; null: somebody asked. */
  rule: z.object({ days: z.number().int(), basis: z.string() }).nullable(),
});
export type Deletion = z.infer<typeof Deletion>;

export const Deletions = z.object({
  periods: z.array(
    z.object({
      kind: z.enum(retentionKinds),
      /** Null: not decided, so nothing is erased. */
      days: z.number().int().nullable(),
      /** The law, or whose decision it is. */
      basis: z.string(),
      /** A value to show with, not a decision. */
      demo: z.boolean(),
      /** When all that was due was last found erased. */
      lookedAt: z.iso.datetime().nullable(),
      /** It has not been looked after for longer than a day. */
      behind: z.boolean(),
    }),
  ),
  /** Newest first. */
  items: z.array(Deletion).max(deletionsPageMax),
  nextCursor: z.string().nullable(),
});
export type Deletions = z.infer<typeof Deletions>;
