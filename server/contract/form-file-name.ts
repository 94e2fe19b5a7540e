import type { FormFormat } from './forms.ts';
import type { FormDefinition } from './procedures.ts';

/** "Tờ khai thay đổi thông tin cư trú": the printed title, which is in capitals, as it is read. */
export function formSentence({ title }: Pick<FormDefinition, 'title'>): string {
  const name = title.replace(/ \(.*\)$/, '').toLocaleLowerCase('vi');
  return name.charAt(0).toLocaleUpperCase('vi') + name.slice(1);
}

/** What stands in brackets behind the title: for whom it is, or that no printed form exists. */
export const formRemark = ({ title }: Pick<FormDefinition, 'title'>): string | null =>
  / \((.*)\)$/.exec(title)?.[1] ?? null;

/** A form without headings is a list of what to tell, not a printed form with a code. */
export const isPrintedForm = ({ layout }: Pick<FormDefinition, 'layout'>): boolean =>
  (layout?.headings.length ?? 0) > 0;

/** "CT01 - Tờ khai thay đổi thông tin cư trú (đã điền).pdf": what a person finds again among other files. */
export function formFileName(
  { code, title, layout }: Pick<FormDefinition, 'code' | 'title' | 'layout'>,
  format: FormFormat,
  { isFilled }: { isFilled: boolean },
): string {
  const sentence = formSentence({ title });
  return `${isPrintedForm({ layout }) ? `${code} - ${sentence}` : sentence}${isFilled ? ' (đã điền)' : ''}.${format}`;
}
