import * as z from 'zod';
import { limits } from '#contract/limits.ts';
import { templateMoves } from '#contract/reply-templates.ts';

/** What is filled in, in braces: the unit's name, the tip's code, the category's name. */
const templateNames = ['unit', 'code', 'category'] as const;
/** What the names may grow a text by. */
const filledCharsMax = 400;

const Slug = z.string().regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, 'must be a slug: a-z, 0-9 and single hyphens');
const Slugs = z.array(Slug).min(1).max(limits.replyTemplatesMax).optional();
const charsMaxOf = (move: string) => (move === 'ask' ? limits.messageCharsMax : limits.replyCharsMax);

const ReplyTemplate = z
  .strictObject({
    id: Slug,
    name: z.string().trim().min(1).max(60),
    /** What it is proposed for: a question to the sender, the reply, or where else to go. */
    move: z.enum(templateMoves),
    /** For tips of these groups or categories; for all where neither is named. */
    groups: Slugs,
    categories: Slugs,
    text: z.string().trim().min(1),
  })
  .refine(({ move, text }) => text.length + filledCharsMax <= charsMaxOf(move), {
    error: 'must be shorter: the names that are filled in need room',
    path: ['text'],
  })
  .refine(({ text }) => namesIn(text).every((name) => templateNames.some((known) => known === name)), {
    error: `must name nothing but ${templateNames.join(', ')} in braces`,
    path: ['text'],
  });
export type ReplyTemplate = z.infer<typeof ReplyTemplate>;

const namesIn = (text: string): string[] => [...text.matchAll(/\{([^}]*)\}?/g)].map(([, name = '']) => name);

/** `reply-templates.json`. */
export const ReplyTemplatesFile = z
  .strictObject({ templates: z.array(ReplyTemplate).max(limits.replyTemplatesMax) })
  .refine(({ templates }) => new Set(templates.map(({ id }) => id)).size === templates.length, {
    error: 'must not use an id twice',
    path: ['templates'],
  });
export type ReplyTemplatesFile = z.infer<typeof ReplyTemplatesFile>;
