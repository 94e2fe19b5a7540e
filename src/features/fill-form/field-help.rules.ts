import type { FormDefinition } from '#contract/procedures.ts';
import { formText } from '../../text/vi-forms.ts';

type Field = FormDefinition['fields'][number];
type Asked = Pick<Field, 'kind'> & Partial<Pick<Field, 'hint' | 'help'>>;

const words = formText.step.help;
const byKind: Partial<Record<Field['kind'], string>> = {
  date: words.date,
  'date-range': words.dateRange,
  digits12: words.digits12,
  digits9: words.digits9,
  phone: words.phone,
  email: words.email,
  year: words.year,
};

/**
 * What helps with a field: the words written for a phone, else the hint that is printed, without the number of its note ("(2) Ghi chủ hộ
 * mới"). How many boxes or lines the paper has helps nobody here.
 */
export function helpFor({ kind, hint, help }: Asked): string | undefined {
  if (help) return help;
  const isAboutPaper = kind === 'digits12' || kind === 'digits9' || kind === 'table';
  const printed = isAboutPaper ? '' : (hint ?? '').replace(/^\(\d+\)\s*/, '');
  const sentence = printed && `${printed.charAt(0).toLocaleUpperCase('vi')}${printed.slice(1)}.`;
  return [sentence, byKind[kind] ?? ''].filter(Boolean).join(' ') || undefined;
}
