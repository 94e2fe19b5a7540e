import type { FormAnswers } from '#contract/form-answers.ts';
import type { FormFormat } from '#contract/forms.ts';
import type { FormDefinition } from '#contract/procedures.ts';
import { layOutForm } from './form-document.rules.ts';
import { renderDocx } from './form-docx.ts';
import { renderFormPdf } from './form-pdf.ts';

/** What is to be made into a file. */
export type FormOrder = {
  readonly format: FormFormat;
  readonly form: FormDefinition;
  readonly answers: FormAnswers;
};

/** Takes tens of milliseconds of a processor: the server asks a form-renderer.ts instead. */
export async function makeFormFile({ format, form, answers }: FormOrder): Promise<Uint8Array> {
  const document = layOutForm(form, answers);
  return await (format === 'pdf' ? renderFormPdf(document) : renderDocx(document));
}
