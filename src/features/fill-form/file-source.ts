import { formFileName } from '#contract/form-file-name.ts';
import type { FormFormat } from '#contract/forms.ts';
import type { ProblemIssue } from '#contract/problem.ts';
import type { FormDefinition } from '#contract/procedures.ts';
import { blankFormAddress, fillForm, getBlankForm, issueFormLink } from '../../api/forms.ts';
import type { ApiResult } from '../../api/problem.ts';
import { answersToSend, type DraftAnswers } from './form-draft.ts';

/** An address that opens the file; `expiresAt` (ISO instant) where it is good for one opening only. */
export type FileLink = { url: string; expiresAt: string | null };

/** Where a form's file comes from. */
export type FileSource = {
  isFilled: boolean;
  nameOf: (format: FormFormat) => string;
  make: (format: FormFormat) => Promise<ApiResult<Blob>>;
  /** Only when somebody asks for it: who has the address has the file. */
  link: (format: FormFormat) => Promise<ApiResult<FileLink>>;
  /** The server found answers wrong, by their path. */
  onRefused?: (issues: ProblemIssue[]) => void;
};

/** The form to be filled in by hand. Nothing of a person is in it, so its address is everybody's. */
export function blankSource(form: FormDefinition): FileSource {
  return {
    isFilled: false,
    nameOf: (format) => formFileName(form, format, { isFilled: false }),
    make: (format) => getBlankForm(form.slug, format),
    link: async (format) => ({
      ok: true,
      value: { url: blankFormAddress(form.slug, format), expiresAt: null },
    }),
  };
}

/** The form with these answers in it. */
export function filledSource(
  form: FormDefinition,
  answers: DraftAnswers,
  onRefused: (issues: ProblemIssue[]) => void,
): FileSource {
  const sent = answersToSend(form, answers);
  return {
    isFilled: true,
    nameOf: (format) => formFileName(form, format, { isFilled: true }),
    make: (format) => fillForm(form.slug, format, sent),
    link: (format) => issueFormLink(form.slug, format, sent),
    onRefused: (issues) =>
      // A link's issues stand under the part of its body that holds the answers.
      onRefused(
        issues.map(({ path, message }) => ({
          path: path[0] === 'answers' ? path.slice(1) : path,
          message,
        })),
      ),
  };
}
