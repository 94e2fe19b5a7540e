import type { FormDefinition } from '#contract/procedures.ts';

type Field = Pick<FormDefinition['fields'][number], 'kind' | 'label'>;

/**
 * A day as it is being typed: "20051990" becomes "20/05/1990", because a phone's number pad has no stroke; a dash, dot or space of the
 * person's own becomes one. Only what is added at the end is touched.
 */
export function typedDay(before: string, typed: string): string {
  if (/^\d{8}$/.test(typed)) return withStrokes(typed);
  if (/^\d{1,2}[-. ]\d{1,2}[-. ]\d{4}$/.test(typed)) return typed.replace(/[-. ]/g, '/');
  const isOneMore = typed.length === before.length + 1 && typed.startsWith(before);
  if (!isOneMore) return typed;
  const text = typed.replace(/[-. /]+$/, '/');
  const isTheirOwn = /^\d\/|^\d\d\/\d\/|[^\d/]/.test(text);
  return isTheirOwn || text.endsWith('/') ? text : withStrokes(text.replace(/\//g, ''));
}

function withStrokes(digits: string): string {
  const [day, month, year] = [digits.slice(0, 2), digits.slice(2, 4), digits.slice(4)];
  if (digits.length < 2) return day;
  return digits.length < 4 ? `${day}/${month}` : `${day}/${month}/${year}`;
}

const digitsOf = { digits9: 9, digits12: 12 } as const;

/** "9 / 12 số": who types a long number from a card counts along. */
export function digitCount(kind: Field['kind'], typed: string): { typed: number; wanted: number } | null {
  if (kind !== 'digits9' && kind !== 'digits12') return null;
  return { typed: typed.replace(/\D/g, '').length, wanted: digitsOf[kind] };
}

export type Keyboard = 'text' | 'tel' | 'numeric' | 'decimal' | 'email';

/** The keyboard that has what is to be typed. */
export function keyboardFor({ kind, label }: Field): Keyboard {
  switch (kind) {
    case 'date':
    case 'date-range':
    case 'year':
    case 'digits9':
    case 'digits12':
      return 'numeric';
    case 'phone':
      return 'tel';
    case 'email':
      return 'email';
    case 'number':
      // Several numbers in one field are written with strokes between them.
      return label.includes(',') ? 'text' : 'decimal';
    default:
      return 'text';
  }
}
