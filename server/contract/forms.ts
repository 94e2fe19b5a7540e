import * as z from 'zod';

/** Files made of forms. The definition of a form is in procedures.ts. */

export const formFormats = ['pdf', 'docx'] as const;
export type FormFormat = (typeof formFormats)[number];

/**
 * Answers by the key of their field. A text, as a rule; dates as `1990-05-20` or `20/05/1990`; `date-range`: `{from, to}`; `checkbox-group`:
 * a list of its options; `table`: a list of rows, each by the keys of its columns. What is not answered is left out, null or empty.
 */
export const FormAnswersBody = z
  .record(z.string(), z.unknown())
  .meta({ description: 'Answers by the key of their field, as the definition of the form says.' });
export type FormAnswersBody = z.infer<typeof FormAnswersBody>;

/** `POST /api/forms/{code}/links`. */
export const FormLinkRequest = z.strictObject({ format: z.enum(formFormats), answers: FormAnswersBody });
export type FormLinkRequest = z.infer<typeof FormLinkRequest>;

/** Where the filled file can be fetched, once, until `expiresAt`. */
export const FormLink = z.object({ url: z.url(), expiresAt: z.iso.datetime() });
export type FormLink = z.infer<typeof FormLink>;
