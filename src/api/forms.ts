import type { FormAnswersBody, FormFormat, FormLink, FormLinkRequest } from '#contract/forms.ts';
import { apiUrl, requestBlob, requestJson } from './client.ts';
import type { ApiResult } from './problem.ts';

/** A file of 50 kB, made in a moment; a poor line takes its time. */
const fileTimeoutMs = 30_000;

const pathOfFile = (slug: string, format: FormFormat): string =>
  `/api/forms/${encodeURIComponent(slug)}.${format}`;

/** The form to be filled in by hand. */
export const getBlankForm = (slug: string, format: FormFormat): Promise<ApiResult<Blob>> =>
  requestBlob(pathOfFile(slug, format), { timeoutMs: fileTimeoutMs });

/** The same as an address that anybody may open. */
export const blankFormAddress = (slug: string, format: FormFormat): string =>
  new URL(apiUrl(pathOfFile(slug, format)), window.location.href).href;

/** The form with the answers in it. They travel in the body and are kept nowhere. */
export const fillForm = (
  slug: string,
  format: FormFormat,
  answers: FormAnswersBody,
): Promise<ApiResult<Blob>> =>
  requestBlob(pathOfFile(slug, format), { method: 'POST', json: answers, timeoutMs: fileTimeoutMs });

/** An address that opens the filled form once within five minutes: only where a person asks for it. */
export const issueFormLink = (
  slug: string,
  format: FormFormat,
  answers: FormAnswersBody,
): Promise<ApiResult<FormLink>> =>
  requestJson<FormLink>(`/api/forms/${encodeURIComponent(slug)}/links`, {
    method: 'POST',
    json: { format, answers } satisfies FormLinkRequest,
    timeoutMs: fileTimeoutMs,
  });
