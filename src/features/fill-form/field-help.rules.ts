import type { FormDefinition } from '#contract/procedures.ts';
import { localName } from '../../text/content-words.ts';
import { formText } from '../../text/vi-forms.ts';

type Field = FormDefinition['fields'][number];
type Asked = Pick<Field, 'kind'> & Partial<Pick<Field, 'hint' | 'help'>>;

const words = formText.step.help;
const byKind: Partial<Record<Field['kind'], keyof typeof words>> = {
  date: 'date',
  'date-range': 'dateRange',
  digits12: 'digits12',
  digits9: 'digits9',
  phone: 'phone',
  email: 'email',
  year: 'year',
};

/**
 * What helps with a field: the words written for a phone, else the hint that is printed, without the number of its note ("(2) Ghi chủ hộ
 * mới"). How many boxes or lines the paper has helps nobody here.
 */
export function helpFor({ kind, hint, help }: Asked): string | undefined {
  if (help) return localName(help);
  const isAboutPaper = kind === 'digits12' || kind === 'digits9' || kind === 'table';
  const printed = isAboutPaper ? '' : localName(hint ?? '').replace(/^\(\d+\)\s*/, '');
  const sentence = printed && `${printed.charAt(0).toLocaleUpperCase('vi')}${printed.slice(1)}.`;
  const about = byKind[kind];
  return [sentence, about ? words[about] : ''].filter(Boolean).join(' ') || undefined;
}
