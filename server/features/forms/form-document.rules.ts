import type { FormAnswer, FormAnswers, FormField } from '#contract/form-answers.ts';
import { isPrintedForm } from '#contract/form-file-name.ts';
import type { FormDefinition } from '#contract/procedures.ts';

/** A sheet as both renderers read it: what is on it, in order, and nothing of points or XML. */
export type FormDocument = { readonly title: string; readonly blocks: readonly Block[] };

/** A piece of a line; `mark`: the raised number of a note. */
export type Run = { readonly text: string; readonly mark?: string | undefined };

/** What stands behind a label: `lines` dotted lines to write on, or what was written. */
export type Value =
  | { readonly kind: 'dots'; readonly lines: number }
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'boxes'; readonly count: number; readonly digits: string }
  | { readonly kind: 'choices'; readonly options: readonly Choice[] };
export type Choice = { readonly label: string; readonly isChosen: boolean };

export type Block =
  /** The form's code and law, at the upper right. */
  | { readonly kind: 'corner'; readonly lines: readonly string[] }
  /** Quốc hiệu and tiêu ngữ. */
  | { readonly kind: 'headings'; readonly lines: readonly string[] }
  | { readonly kind: 'title'; readonly text: string }
  | { readonly kind: 'addressee'; readonly label: Run; readonly value: Value }
  | { readonly kind: 'section'; readonly text: string }
  | { readonly kind: 'item'; readonly label: Run; readonly value: Value }
  /** Boxes below one another. */
  | { readonly kind: 'checklist'; readonly choices: readonly Choice[] }
  | { readonly kind: 'table'; readonly columns: readonly TableColumn[]; readonly rows: readonly string[][] }
  | { readonly kind: 'signatures'; readonly places: readonly SignaturePlace[] }
  | { readonly kind: 'notes'; readonly heading: string; readonly notes: readonly string[] };

/** `share`: of the width, among all columns' shares. */
export type TableColumn = { readonly header: string; readonly share: number; readonly isCentred: boolean };
/** `under`: in brackets below the label, as printed on the form. */
export type SignaturePlace = {
  readonly label: Run;
  readonly under: string | null;
  readonly hasDate: boolean;
};

/** A label as it is printed: its mark raised, before the colon. */
export function printedLabel({ text, mark }: Run): { text: string; isRaised: boolean }[] {
  if (!mark) return [{ text, isRaised: false }];
  const [, name = text, colon = ''] = /^(.*?)(:?)$/.exec(text) ?? [];
  return [
    { text: name, isRaised: false },
    { text: `(${mark})`, isRaised: true },
    ...(colon ? [{ text: colon, isRaised: false }] : []),
  ];
}

const textareaLines = 3;
const dateDots = '....../....../..........';

/** Lays a form out in the order in which it is printed. Without answers everything stays to be written by hand. */
export function layOutForm(form: FormDefinition, answers: FormAnswers): FormDocument {
  const marks = notesByMark(form);
  return {
    title: isPrintedForm(form) ? `${form.code} - ${form.title}` : form.title,
    blocks: [
      { kind: 'corner', lines: cornerLines(form) },
      ...(form.layout && form.layout.headings.length > 0
        ? [{ kind: 'headings' as const, lines: form.layout.headings }]
        : []),
      { kind: 'title', text: form.title },
      ...layOutAddressee(form, answers),
      ...layOutFields(form, answers),
      ...(form.signatures.length > 0
        ? [
            {
              kind: 'signatures' as const,
              places: form.signatures.map(({ no, label, by }) => ({
                ...splitBrackets(label),
                label: { text: splitBrackets(label).text, mark: no && marks.has(no) ? no : undefined },
                hasDate: by === 'citizen',
              })),
            },
          ]
        : []),
      { kind: 'notes', heading: 'Ghi chú', notes: layOutNotes(form, marks) },
    ],
  };
}

function cornerLines(form: FormDefinition): string[] {
  const number = (form.law.number ?? '').replace(/ \(.*\)$/, '');
  if (number === '') return [];
  if (!isPrintedForm(form)) return [`Căn cứ: ${form.law.number}`];
  const signed = form.law.signedOn ? ` ngày ${printDay(form.law.signedOn)}` : '';
  return [
    `Mẫu ${form.code} ban hành kèm theo`,
    `Thông tư số ${number}${signed}`,
    ...(form.layoutBasis ? [`(trình bày theo bản kèm Thông tư số ${form.layoutBasis})`] : []),
  ];
}

const printDay = (iso: string): string => iso.split('-').reverse().join('/');

/** "Kính gửi(1): tên cơ quan ..." is a label with a mark, and what is to be written. */
function readAddressee(form: FormDefinition): { label: string; mark: string | null; meaning: string } | null {
  const [, label = '', mark = null, meaning = ''] =
    /^([^(:]+)(?:\((\d+)\))?:\s*(.*)$/.exec(form.layout?.addressee ?? '') ?? [];
  return label === '' ? null : { label, mark, meaning };
}

/** The field in which the addressee is asked has the number 0. */
const isAddresseeField = (field: FormField): boolean => field.no === '0';

function layOutAddressee(form: FormDefinition, answers: FormAnswers): Block[] {
  const addressee = readAddressee(form);
  if (!addressee) return [];
  const field = form.fields.find(isAddresseeField);
  const answer = field && answers.get(field.key);
  const label = { text: `${addressee.label}:`, mark: addressee.mark ?? undefined };
  const value: Value = answer?.kind === 'text' ? answer : { kind: 'dots', lines: 1 };
  return [{ kind: 'addressee', label, value }];
}

/** What the raised numbers mean, from the hints that begin with one: "(2) Ghi chủ hộ mới". A number alone means nothing here. */
function notesByMark(form: FormDefinition): Map<string, string> {
  const notes = new Map<string, string>();
  const addressee = readAddressee(form);
  if (addressee?.mark && addressee.meaning) notes.set(addressee.mark, addressee.meaning);
  for (const { hint } of form.fields) {
    const { mark, text } = splitMark(hint);
    if (mark && text) notes.set(mark, text);
  }
  for (const { no, appliesWhen, note } of form.signatures) {
    const text = [appliesWhen && `Khi ${appliesWhen}.`, note && `${note}.`].filter(Boolean).join(' ');
    if (no && text) notes.set(no, text);
  }
  return notes;
}

function splitMark(hint: string | null): { mark: string | null; text: string } {
  const [, mark = null, text = ''] = /^\((\d+)\)\s*(.*)$/.exec(hint ?? '') ?? [];
  return { mark, text };
}

function layOutNotes(form: FormDefinition, marks: ReadonlyMap<string, string>): string[] {
  const marked = [...marks].sort(([one], [other]) => Number(one) - Number(other));
  return [
    ...marked.map(([mark, text]) => `(${mark}) ${capitalised(text)}`),
    ...form.notes,
    ...(form.law.note ? [`Văn bản: ${form.law.note}.`] : []),
    ...(form.unknown.length > 0 ? [`Chưa đối chiếu với bản gốc: ${form.unknown.join(' ')}`] : []),
  ].map((note) => note.replace(/\d{4}-\d{2}-\d{2}/g, printDay));
}

const capitalised = (text: string): string => text.charAt(0).toUpperCase() + text.slice(1);

function layOutFields(form: FormDefinition, answers: FormAnswers): Block[] {
  const blocks: Block[] = [];
  let section: string | undefined;
  for (const field of form.fields.filter((one) => !isAddresseeField(one))) {
    const heading = sectionOf(form, field);
    if (heading && heading !== section) {
      blocks.push({ kind: 'section', text: heading });
      section = heading;
    }
    blocks.push(...layOutField(field, answers.get(field.key)));
  }
  return blocks;
}

/** "II.3" stands under the section that begins with "II."; a number without one stays in the section it follows. */
function sectionOf(form: FormDefinition, { no }: FormField): string | undefined {
  const [prefix] = no.split('.');
  return no.includes('.')
    ? form.layout?.sections.find((heading) => heading.startsWith(`${prefix}.`))
    : undefined;
}

function layOutField(field: FormField, answer: FormAnswer | undefined): Block[] {
  const number = field.no.replace(/^.*\./, '');
  const { mark, text: note } = splitMark(field.hint);
  const label = (text: string): Run => ({ text, mark: mark && note ? mark : undefined });
  if (field.kind === 'checkbox-group') {
    const first = Number(/^\d+/.exec(number)?.[0] ?? 1);
    const choices = choicesOf(field, answer).map((choice, index) => ({
      ...choice,
      label: `${first + index}. ${choice.label}`,
    }));
    return [
      { kind: 'item', label: label(`${field.label}:`), value: { kind: 'text', text: '' } },
      { kind: 'checklist', choices },
    ];
  }
  if (field.kind === 'table' && field.table) {
    return [
      { kind: 'item', label: label(`${number}. ${field.label}:`), value: { kind: 'text', text: '' } },
      layOutTable(field.table, answer?.kind === 'rows' ? answer.rows : []),
    ];
  }
  if (field.kind === 'date-range') {
    const from = answer?.kind === 'range' ? answer.from : dateDots;
    const to = answer?.kind === 'range' ? answer.to : dateDots;
    const name = field.label.replace(/ từ ngày … đến ngày …$/, '');
    return [
      {
        kind: 'item',
        label: label(`${number}. ${name}${name === field.label ? ':' : ''}`),
        value: { kind: 'text', text: `từ ngày ${from} đến ngày ${to}` },
      },
    ];
  }
  const office = field.filledBy === 'office' && field.hint ? ` (${field.hint})` : '';
  return [
    {
      kind: 'item',
      label: label(`${number}. ${field.label}${office}:`),
      value: layOutValue(field, answer),
    },
  ];
}

function choicesOf({ options = [] }: FormField, answer: FormAnswer | undefined): Choice[] {
  const chosen = answer?.kind === 'chosen' ? answer.options : [];
  return options.map((option) => ({ label: option, isChosen: chosen.includes(option) }));
}

/** One of two is written out by hand as on the printed forms; of more, a box is ticked. */
const writtenOptionsMax = 2;

function layOutValue(field: FormField, answer: FormAnswer | undefined): Value {
  const text =
    answer?.kind === 'text' ? answer.text : answer?.kind === 'chosen' ? answer.options[0] : undefined;
  switch (field.kind) {
    case 'digits12':
      return { kind: 'boxes', count: 12, digits: text ?? '' };
    case 'digits9':
      return { kind: 'boxes', count: 9, digits: text ?? '' };
    case 'date':
      return { kind: 'text', text: text ?? dateDots };
    case 'choice':
      if ((field.options ?? []).length > writtenOptionsMax) {
        return { kind: 'choices', options: choicesOf(field, answer) };
      }
      break;
    case 'textarea':
      return text === undefined ? { kind: 'dots', lines: textareaLines } : { kind: 'text', text };
  }
  return text === undefined ? { kind: 'dots', lines: 1 } : { kind: 'text', text };
}

/** How much room a column needs beside the others, by what is written in it. */
const columnShares: Partial<Record<FormField['kind'], number>> = {
  text: 30,
  date: 19,
  choice: 11,
  digits12: 24,
};
const numberColumn: TableColumn = { header: 'TT', share: 7, isCentred: true };

function layOutTable(
  table: NonNullable<FormField['table']>,
  rows: readonly Readonly<Record<string, string>>[],
): Block {
  const columns = table.columns.map((column, index) => ({
    header: column.label,
    share: index === 0 ? 38 : (columnShares[column.kind] ?? 20),
    isCentred: column.kind !== 'text',
  }));
  const cells = Array.from({ length: table.rowsMax }, (_, index) => {
    const row = rows[index];
    const values = table.columns.map(({ key }) => row?.[key] ?? '');
    return table.isNumbered ? [String(index + 1), ...values] : values;
  });
  return { kind: 'table', columns: table.isNumbered ? [numberColumn, ...columns] : columns, rows: cells };
}

/** "Chủ xe (tổ chức: đóng dấu)": what is in brackets is printed below. */
function splitBrackets(label: string): { text: string; under: string | null } {
  const [, text = label, under = null] = /^(.*?) (\(.*\))$/.exec(label) ?? [];
  return { text, under };
}
