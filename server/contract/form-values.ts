import { readPersonalNumber } from './personal-number.ts';
import type { FormDefinition } from './procedures.ts';

/** The kinds of which an answer is one value. */
export type ValueKind = Exclude<
  FormDefinition['fields'][number]['kind'],
  'table' | 'date-range' | 'checkbox-group'
>;
export type Wrong = { readonly wrong: string };
export type PrintableText = {
  /** Whether the forms' font has this character. */
  isPrintable(codePoint: number): boolean;
};

/** In characters, as a person counts them; what is longer has no place on the sheet. */
export const answerCharsMax = {
  text: 200,
  textarea: 1_000,
  date: 10,
  year: 4,
  digits9: 20,
  digits12: 20,
  phone: 20,
  email: 100,
  number: 40,
  choice: 100,
  'choice-text': 100,
} as const satisfies Record<ValueKind, number>;

const earliestYear = 1900;

/** NFC, without what cannot be seen, single spaces; or what is wrong. */
export function cleanText(given: string, kind: ValueKind, { isPrintable }: PrintableText): string | Wrong {
  const charsMax = answerCharsMax[kind];
  // Before anything else: normalising and folding a giant costs time.
  if (given.length > charsMax * 4) return { wrong: `Chỉ được tối đa ${charsMax} ký tự.` };
  const lines = given
    .normalize('NFC')
    .replace(/\u200b|\u200c|\u200d|\ufeff|\u00ad/g, '')
    .replace(/\r\n/g, '\n')
    .split('\n')
    .map((line) => line.replace(/[\p{Zs}]+/gu, ' ').trim())
    .filter((line) => line !== '');
  if (lines.length > 1 && kind !== 'textarea') return { wrong: 'Mục này chỉ ghi trên một dòng.' };
  const text = lines.join('\n');
  if ([...text].length > charsMax) return { wrong: `Chỉ được tối đa ${charsMax} ký tự.` };
  for (const character of text) {
    if (character === '\n') continue;
    if (/[\p{Cc}\p{Cf}\p{Cs}\p{Co}\p{Cn}\p{Zl}\p{Zp}]/u.test(character)) {
      return { wrong: 'Có ký tự điều khiển không nhìn thấy được. Vui lòng gõ lại mục này.' };
    }
    if (!isPrintable(character.codePointAt(0) ?? 0)) {
      return { wrong: 'Có ký tự không in được trên biểu mẫu. Vui lòng chỉ dùng chữ, số và dấu câu.' };
    }
  }
  if (kind !== 'phone' && lines.some(isFormula)) {
    return { wrong: 'Vui lòng không bắt đầu bằng dấu =, +, - hoặc @.' };
  }
  return text;
}

/** What a spreadsheet would run if the answer is copied into one. A dash with a space begins an item of a list. */
const isFormula = (line: string): boolean => /^[=@+]|^-(?! )/.test(line);

/** One cleaned text as it is printed. */
export function readValue(
  kind: ValueKind,
  text: string,
  rules: { today: string; options?: readonly string[] | undefined; isBirth: boolean },
): string | Wrong {
  switch (kind) {
    case 'text':
    case 'textarea':
    case 'choice-text':
      return text;
    case 'choice':
      if (!rules.options || rules.options.includes(text)) return text;
      return { wrong: 'Giá trị này không có trong danh sách được chọn.' };
    case 'date': {
      const day = readDay(text, rules);
      return 'wrong' in day ? day : day.printed;
    }
    case 'year':
      return readYear(text, rules.today);
    case 'digits12': {
      const digits = text.replace(/[ .]/g, '');
      const read = readPersonalNumber(digits, Number(rules.today.slice(0, 4)));
      return typeof read === 'string' ? { wrong: read } : digits;
    }
    case 'digits9': {
      const digits = text.replace(/[ .]/g, '');
      return /^\d{9}$/.test(digits) ? digits : { wrong: 'Số CMND gồm đúng 9 chữ số.' };
    }
    case 'phone':
      return readPhone(text);
    case 'email':
      return /^[^\s@<>()",;:\\]+@[^\s@<>()",;:\\]+\.[A-Za-z]{2,}$/.test(text)
        ? text
        : { wrong: 'Địa chỉ thư điện tử chưa đúng, ví dụ ten@example.vn.' };
    case 'number':
      return /^\d{1,9}([.,]\d{1,3})?( ?[/;] ?\d{1,9}([.,]\d{1,3})?){0,2}$/.test(text)
        ? text
        : { wrong: 'Mục này chỉ ghi số.' };
  }
}

/** A real day, as `1990-05-20` or `20/05/1990`; of a birth not in the future. `today`: `2026-11-24`. */
export function readDay(
  given: string,
  { today, isBirth }: { today: string; isBirth: boolean },
): { iso: string; printed: string } | Wrong {
  const [, isoYear, isoMonth, isoDay] = /^(\d{4})-(\d{2})-(\d{2})$/.exec(given.trim()) ?? [];
  const [, day, month, year] = /^(\d{1,2})\/(\d{1,2})\/(\d{4})$/.exec(given.trim()) ?? [];
  const parts = {
    year: isoYear ?? year ?? '',
    month: (isoMonth ?? month ?? '').padStart(2, '0'),
    day: (isoDay ?? day ?? '').padStart(2, '0'),
  };
  const iso = `${parts.year}-${parts.month}-${parts.day}`;
  const date = new Date(`${iso}T00:00:00Z`);
  if (Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== iso) {
    return { wrong: 'Ngày chưa đúng, ví dụ 20/05/1990.' };
  }
  if (Number(parts.year) < earliestYear) return { wrong: `Năm phải từ ${earliestYear} trở đi.` };
  if (isBirth && iso > today) return { wrong: 'Ngày sinh không thể ở tương lai.' };
  return { iso, printed: `${parts.day}/${parts.month}/${parts.year}` };
}

/** Next year's models are sold this year. */
function readYear(text: string, today: string): string | Wrong {
  const isYear = /^\d{4}$/.test(text);
  const isPossible = isYear && Number(text) >= earliestYear && Number(text) <= Number(today.slice(0, 4)) + 1;
  return isPossible ? text : { wrong: 'Năm chưa đúng, ví dụ 2024.' };
}

/** Of a mobile (10 digits) or a landline (11, beginning with 02), also written with +84. */
function readPhone(text: string): string | Wrong {
  const digits = text.replace(/[ .()-]/g, '').replace(/^(\+84|84(?=\d{9,10}$))/, '0');
  return /^0(2\d{9}|[35789]\d{8})$/.test(digits)
    ? digits
    : { wrong: 'Số điện thoại chưa đúng, ví dụ 0912345678.' };
}
