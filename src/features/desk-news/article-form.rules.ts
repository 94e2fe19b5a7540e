import type { ArticleChange, NewArticle, StaffArticle } from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { instantOfLocal, localOfInstant } from '../../lib/date-text.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';

const words = deskNewsText.editor;

/** The editor's fields, as they are typed. `urgentUntil` as the input has it, in Việt Nam's time. */
export type ArticleFormFields = {
  unitId: string;
  category: string;
  title: string;
  summary: string;
  body: string;
  /** JSON of its PDF files, because a draft keeps strings. */
  attachments: string;
  isUrgent: '' | 'yes';
  urgentUntil: string;
  correction: string;
};

export const emptyForm: ArticleFormFields = {
  unitId: '',
  category: '',
  title: '',
  summary: '',
  body: '',
  attachments: '[]',
  isUrgent: '',
  urgentUntil: '',
  correction: '',
};

export const formOf = ({ unit, text, state }: StaffArticle): ArticleFormFields => ({
  unitId: unit.id,
  category: text.category,
  title: text.title,
  summary: text.summary,
  body: text.body,
  attachments: JSON.stringify(text.attachments.map(({ id, name, bytes }) => ({ id, name, bytes }))),
  isUrgent: text.urgentUntil === null ? '' : 'yes',
  urgentUntil: text.urgentUntil === null ? '' : localOfInstant(new Date(text.urgentUntil)),
  // The word of a correction belongs to that one alone.
  correction: state === 'published' ? '' : (text.correction ?? ''),
});

/** A PDF that the article will carry. */
export type FormAttachment = { id: string; name: string; bytes: number };

export const attachmentsOf = ({ attachments }: Pick<ArticleFormFields, 'attachments'>): FormAttachment[] =>
  JSON.parse(attachments) as FormAttachment[];

/** By their places; a file without a name is none that people would open. */
const isNamed = (form: ArticleFormFields): boolean =>
  attachmentsOf(form).every(({ name }) => name.trim() !== '');

const namedFiles = (form: ArticleFormFields) =>
  attachmentsOf(form).map(({ id, name }) => ({ id, name: name.trim() }));

export type ArticleErrors = Partial<Record<keyof ArticleFormFields, string>>;

const charsMax = {
  title: newsLimits.titleCharsMax,
  summary: newsLimits.summaryCharsMax,
  body: newsLimits.bodyCharsMax,
  correction: newsLimits.remarkCharsMax,
} as const;

/** What is to be mended before it is worth sending; the server looks at everything once more. */
export function checkForm(form: ArticleFormFields, isCorrection: boolean): ArticleErrors {
  const errors: ArticleErrors = {};
  const needed = ['unitId', 'category', 'title', 'summary', 'body'] as const;
  for (const name of isCorrection ? ([...needed, 'correction'] as const) : needed) {
    if (form[name].trim() === '') errors[name] = words.empty;
  }
  for (const name of ['title', 'summary', 'body', 'correction'] as const) {
    const over = form[name].trim().length - charsMax[name];
    if (over > 0) errors[name] = words.tooLong(over);
  }
  if (!isNamed(form)) errors.attachments = words.empty;
  if (form.isUrgent && instantOfLocal(form.urgentUntil) === undefined) {
    errors.urgentUntil = words.urgentUntilEmpty;
  }
  return errors;
}

const urgentUntilOf = (form: ArticleFormFields): string | null =>
  form.isUrgent ? (instantOfLocal(form.urgentUntil) ?? null) : null;

export const newArticleOf = (form: ArticleFormFields): NewArticle => ({
  unitId: form.unitId,
  category: form.category,
  title: form.title.trim(),
  summary: form.summary.trim(),
  body: form.body.trim(),
  attachments: namedFiles(form),
  urgentUntil: urgentUntilOf(form),
});

export const changeOf = (form: ArticleFormFields, isCorrection: boolean): ArticleChange => ({
  category: form.category,
  title: form.title.trim(),
  summary: form.summary.trim(),
  body: form.body.trim(),
  attachments: namedFiles(form),
  urgentUntil: urgentUntilOf(form),
  ...(isCorrection ? { correction: form.correction.trim() } : {}),
});

/** What the server found wrong, by field. */
export function errorsOf(problem: ApiProblem): ArticleErrors {
  if (problem.kind !== 'refused') return {};
  const named = problem.issues.map(({ path, message }) => [String(path[0] ?? ''), message] as const);
  return Object.fromEntries(named.filter(([name]) => name in emptyForm));
}

/** Markdown of a picture; what would end its brackets is left out. */
export const pictureText = (photoId: string, alt: string, caption: string): string => {
  const plain = (text: string) =>
    text
      .replace(/[[\]\\"\n<>]/g, ' ')
      .replace(/\s+/g, ' ')
      .trim();
  const title = plain(caption) === '' ? '' : ` "${plain(caption)}"`;
  return `![${plain(alt)}](photo:${photoId}${title})`;
};
