import { formSentence } from '#contract/form-file-name.ts';
import type { FormDefinition } from '#contract/procedures.ts';
import { localName } from '../../text/content-words.ts';

/** What a form is called on screen: its printed title as a sentence, or what that means. */
export function formName(form: Pick<FormDefinition, 'title'>): string {
  const local = localName(form.title);
  return local === form.title ? formSentence(form) : local;
}
