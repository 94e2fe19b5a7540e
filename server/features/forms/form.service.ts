import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { checkAnswers, type FormAnswers } from '#contract/form-answers.ts';
import { formFileName } from '#contract/form-file-name.ts';
import type { FormAnswersBody, FormFormat, FormLink } from '#contract/forms.ts';
import type { FormDefinition } from '#contract/procedures.ts';
import { vietnamDay } from '#contract/vietnam-time.ts';
import type { Database } from '../../db/database.ts';
import { readTinos } from '../../documents/tinos.ts';
import { AppError } from '../../http/app-error.ts';
import { createFormLinks, type FormFile, formMediaTypes } from './form-links.ts';
import { createFormRenderer } from './form-renderer.ts';

export type FormService = ReturnType<typeof createFormService>;

/**
 * The files of forms. Answers are in memory while they are rendered, and in a link until it is fetched or five minutes are over
 * (form-links.ts); they are neither stored nor logged.
 */
export function createFormService({
  forms,
  database,
  publicUrl,
  logger,
  now,
}: {
  forms: readonly FormDefinition[];
  database: Database;
  publicUrl: string;
  logger: Logger;
  now: () => Date;
}) {
  const bySlug = new Map(forms.map((form) => [form.slug, form]));
  const font = readTinos('normal');
  const renderer = createFormRenderer({
    onGivenUp: ({ form, format }) => logger.warn({ form: form.slug, format }, 'a form file took too long'),
  });
  const links = createFormLinks(database, now);
  // Holds what exists, no more: for anything else `findFillable` throws before something is kept.
  const blanks = new Map<string, Promise<FormFile & { etag: string }>>();

  const findFillable = (slug: string): FormDefinition => {
    const form = bySlug.get(slug);
    if (!form) throw new AppError('not_found');
    if (form.isFillable) return form;
    const { text, url } = form.official;
    throw new AppError('form_not_fillable', {
      issues: [{ path: ['official'], message: url === null ? text : `${text} ${url}` }],
    });
  };

  const make = async (
    form: FormDefinition,
    format: FormFormat,
    answers?: FormAnswers,
  ): Promise<FormFile> => ({
    bytes: await renderer.render({ format, form, answers: answers ?? new Map() }),
    mediaType: formMediaTypes[format],
    name: formFileName(form, format, { isFilled: answers !== undefined }),
  });

  const fill = (
    slug: string,
    format: FormFormat,
    given: FormAnswersBody,
    pathBefore: readonly string[] = [],
  ): Promise<FormFile> => {
    const form = findFillable(slug);
    const today = vietnamDay(now());
    const { answers, issues } = checkAnswers(form, given, { today, isPrintable: font.has });
    if (issues.length > 0) {
      throw new AppError('invalid_input', {
        issues: issues.map(({ path, message }) => ({ path: [...pathBefore, ...path], message })),
      });
    }
    return make(form, format, answers);
  };

  return {
    /** The form to be filled in by hand. Throws `not_found`, `form_not_fillable`, `busy`. */
    async blank(slug: string, format: FormFormat): Promise<FormFile & { etag: string }> {
      const form = findFillable(slug);
      const key = `${slug}.${format}`;
      const made =
        blanks.get(key) ?? make(form, format).then((file) => ({ ...file, etag: etagOf(file.bytes) }));
      blanks.set(key, made);
      try {
        return await made;
      } catch (error) {
        blanks.delete(key);
        throw error;
      }
    },

    /** Throws `not_found`, `form_not_fillable`, `invalid_input`, `busy`. */
    fill: (slug: string, format: FormFormat, given: FormAnswersBody) => fill(slug, format, given),

    /** A link good for one GET within five minutes. Throws as `fill`. */
    async issueLink(slug: string, format: FormFormat, given: FormAnswersBody): Promise<FormLink> {
      const { token, expiresAt } = await links.issue(await fill(slug, format, given, ['answers']));
      // The phone's viewer decides by the end of the address what it opens.
      return { url: `${publicUrl}/api/forms/links/${token}.${format}`, expiresAt: expiresAt.toISOString() };
    },

    /** The file behind a link, once. Throws `form_link_gone`. */
    takeLink: links.take,
    /** The same without using the link up: for who only asks what is there. */
    findLink: links.find,
    sweepLinks: links.sweep,
    stop: renderer.stop,
  };
}

function etagOf(bytes: Uint8Array): string {
  return `"${createHash('sha256').update(bytes).digest('base64url').slice(0, 22)}"`;
}
