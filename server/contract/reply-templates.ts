import * as z from 'zod';
import { limits } from './limits.ts';

/** Moves of the desk whose words a template proposes. */
export const templateMoves = ['ask', 'draft-reply', 'decline'] as const;

const slug = z.string().regex(/^[a-z0-9-]{1,40}$/, 'Mã này chưa đúng dạng.');

/** `GET /api/staff/templates`: what it is filled in for; where nothing is said, the unit is one's own. */
export const ReplyTemplatesQuery = z.object({
  category: slug.optional(),
  unit: slug.optional(),
  code: z
    .string()
    .regex(/^TB-[0-9A-Z]{6}$/, 'Cần mã tin, ví dụ TB-7K3M9Q.')
    .optional(),
});
export type ReplyTemplatesQuery = z.infer<typeof ReplyTemplatesQuery>;

export const ReplyTemplates = z.object({
  /** Those of the category first, then those of its group, then those for everything. */
  items: z
    .array(
      z.object({
        id: z.string(),
        name: z.string(),
        move: z.enum(templateMoves),
        /** What only whoever writes can know stands in square brackets, to be written over. */
        text: z.string().max(limits.replyCharsMax),
      }),
    )
    .max(limits.replyTemplatesMax),
});
export type ReplyTemplates = z.infer<typeof ReplyTemplates>;
