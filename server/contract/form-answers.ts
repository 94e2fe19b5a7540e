import { cleanText, type PrintableText, readDay, readValue, type ValueKind } from './form-values.ts';
import { readPersonalNumber } from './personal-number.ts';
import type { ProblemIssue } from './problem.ts';
import type { FormDefinition } from './procedures.ts';

/**
 * What a clerk would find wrong with the answers to a form: one module for the phone, which says it beside the field while there is no line,
 * and the server, which prints nothing else. Pure; of the schemas only types.
 */

/** One answer, checked and as it is printed. */
export type FormAnswer =
  | { readonly kind: 'text'; readonly text: string }
  | { readonly kind: 'range'; readonly from: string; readonly to: string }
  | { readonly kind: 'chosen'; readonly options: readonly string[] }
  | { readonly kind: 'rows'; readonly rows: readonly Readonly<Record<string, string>>[] };
/** By key of the field. */
export type FormAnswers = ReadonlyMap<string, FormAnswer>;

export type FormField = FormDefinition['fields'][number];
type Table = NonNullable<FormField['table']>;
type Path = ProblemIssue['path'];

/** What is wrong beyond these is not listed: nobody mends more at once. */
const issuesMax = 30;
const required = 'Mục này là bắt buộc.';
const wrongType = 'Giá trị không đúng kiểu.';
const dayMs = 86_400_000;

/**
 * Checks answers as a clerk would, before they are printed. Dates are `1990-05-20` or `20/05/1990`; a range is `{from, to}`, a group of
 * boxes a list of its options, a table a list of rows by column. An empty text is no answer.
 */
export function checkAnswers(
  form: FormDefinition,
  given: Readonly<Record<string, unknown>>,
  rules: PrintableText & { today: string },
): { answers: FormAnswers; issues: ProblemIssue[] } {
  const issues: ProblemIssue[] = [];
  const note = (path: Path, message: string) => {
    if (issues.length < issuesMax) issues.push({ path, message });
  };
  const answers = new Map<string, FormAnswer>();
  const fields = new Map(form.fields.map((field) => [field.key, field]));
  for (const key of Object.keys(given)) {
    const field = fields.get(key);
    if (!field) note([key.slice(0, 60)], 'Biểu mẫu này không có mục như vậy.');
    else if (field.filledBy === 'office' && !isNothing(given[key]))
      note([key], 'Mục này do cơ quan tiếp nhận ghi.');
  }
  for (const field of form.fields) {
    const value = Object.hasOwn(given, field.key) ? given[field.key] : undefined;
    if (field.filledBy === 'office' || isNothing(value)) continue;
    const answer = readAnswer(field, value, rules, note);
    if (answer) answers.set(field.key, answer);
  }
  const isBroken = new Set(issues.map(({ path }) => path[0]));
  for (const field of form.fields) {
    if (!answers.has(field.key) && !isBroken.has(field.key) && isNeeded(form, field, answers)) {
      note([field.key], required);
    }
  }
  checkPeople(form, answers, rules.today, note);
  return { answers, issues };
}

const isNothing = (value: unknown): boolean =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0);

function readAnswer(
  field: FormField,
  value: unknown,
  rules: PrintableText & { today: string },
  note: (path: Path, message: string) => void,
): FormAnswer | null {
  const path = [field.key];
  if (field.kind === 'table') return readRows(field, value, rules, note);
  if (field.kind === 'date-range') return readRange(field, value, rules.today, note);
  if (field.kind === 'checkbox-group') return readChosen(field, value, note);
  const read = readOne(field.kind, field, value, rules);
  if (typeof read !== 'string') {
    note(path, read.wrong);
    return null;
  }
  return field.kind === 'choice' ? { kind: 'chosen', options: [read] } : { kind: 'text', text: read };
}

/** One value as it is printed, or what is wrong with it. */
function readOne(
  kind: ValueKind,
  { key, options }: { key: string; options?: readonly string[] | undefined },
  value: unknown,
  rules: PrintableText & { today: string },
): string | { wrong: string } {
  const isNumber = (kind === 'number' || kind === 'year') && typeof value === 'number';
  if (typeof value !== 'string' && !isNumber) return { wrong: wrongType };
  const text = cleanText(String(value), kind, rules);
  if (typeof text !== 'string') return text;
  return readValue(kind, text, { today: rules.today, options, isBirth: /dob$/i.test(key) });
}

function readRange(
  { key, hint }: FormField,
  value: unknown,
  today: string,
  note: (path: Path, message: string) => void,
): FormAnswer | null {
  const path = [key];
  if (!isRecord(value)) {
    note(path, wrongType);
    return null;
  }
  for (const key of Object.keys(value).filter((one) => one !== 'from' && one !== 'to')) {
    note([...path, key.slice(0, 60)], 'Mục này chỉ có ngày đầu và ngày cuối.');
  }
  const days = (['from', 'to'] as const).map((end) => {
    const given = value[end];
    const day = isNothing(given)
      ? { wrong: required }
      : typeof given === 'string'
        ? readDay(given, { today, isBirth: false })
        : { wrong: wrongType };
    if ('wrong' in day) note([...path, end], day.wrong);
    return day;
  });
  const [from, to] = days;
  if (!from || !to || 'wrong' in from || 'wrong' in to) return null;
  if (from.iso > to.iso) {
    note([...path, 'to'], 'Ngày cuối phải từ ngày đầu trở đi.');
    return null;
  }
  // The law's own limit stands in the hint: "Không quá 30 ngày".
  const daysMax = Number(/Không quá (\d+) ngày/.exec(hint ?? '')?.[1] ?? Number.POSITIVE_INFINITY);
  if ((Date.parse(to.iso) - Date.parse(from.iso)) / dayMs > daysMax) {
    note([...path, 'to'], `Không quá ${daysMax} ngày.`);
    return null;
  }
  return { kind: 'range', from: from.printed, to: to.printed };
}

function readChosen(
  field: FormField,
  value: unknown,
  note: (path: Path, message: string) => void,
): FormAnswer | null {
  if (!Array.isArray(value)) {
    note([field.key], wrongType);
    return null;
  }
  const options = field.options ?? [];
  if (value.length > options.length) {
    note([field.key], `Chỉ được chọn tối đa ${options.length} nội dung.`);
    return null;
  }
  const chosen = new Set(value.map((one: unknown) => (typeof one === 'string' ? one.normalize('NFC') : one)));
  value.forEach((one: unknown, index) => {
    if (typeof one !== 'string' || !options.includes(one.normalize('NFC'))) {
      note([field.key, index], 'Giá trị này không có trong danh sách được chọn.');
    }
  });
  return { kind: 'chosen', options: options.filter((option) => chosen.has(option)) };
}

function readRows(
  { key, table }: FormField,
  value: unknown,
  rules: PrintableText & { today: string },
  note: (path: Path, message: string) => void,
): FormAnswer | null {
  if (!Array.isArray(value) || !table) {
    note([key], wrongType);
    return null;
  }
  if (value.length > table.rowsMax) {
    note([key], `Biểu mẫu chỉ có ${table.rowsMax} dòng.`);
    return null;
  }
  const rows = value.map((row: unknown, index) => readRow(table, row, [key, index], rules, note));
  const filled = rows.filter((row) => Object.keys(row).length > 0);
  return filled.length > 0 ? { kind: 'rows', rows: filled } : null;
}

/** A row with anything in it needs its first column, by which it is known. */
function readRow(
  table: Table,
  row: unknown,
  path: Path,
  rules: PrintableText & { today: string },
  note: (path: Path, message: string) => void,
): Record<string, string> {
  const read: Record<string, string> = {};
  if (!isRecord(row)) {
    note(path, wrongType);
    return read;
  }
  let isBroken = false;
  const wrong = (key: string, message: string) => {
    isBroken = true;
    note([...path, key], message);
  };
  for (const key of Object.keys(row)) {
    if (!table.columns.some((column) => column.key === key))
      wrong(key.slice(0, 60), 'Bảng không có cột này.');
  }
  for (const column of table.columns) {
    const value = Object.hasOwn(row, column.key) ? row[column.key] : undefined;
    if (isNothing(value)) continue;
    const one =
      column.kind === 'date-range' ? { wrong: wrongType } : readOne(column.kind, column, value, rules);
    if (typeof one === 'string') read[column.key] = one;
    else wrong(column.key, one.wrong);
  }
  const [first] = table.columns;
  if (first && read[first.key] === undefined && !isBroken && Object.keys(read).length > 0) {
    wrong(first.key, required);
  }
  checkPerson(read, path, rules.today, note);
  return read;
}

/** Required as the form says; in a section that is only filled "if any", its text fields as soon as one of them is. */
function isNeeded(form: FormDefinition, field: FormField, answers: FormAnswers): boolean {
  if (field.filledBy === 'office') return false;
  if (field.isRequired) return true;
  const [section] = field.no.split('.');
  if (!field.no.includes('.')) return false;
  const heading = form.layout?.sections.find((one) => one.startsWith(`${section}.`));
  if (!heading?.endsWith('(nếu có)')) return false;
  return form.fields.some((other) => other.no.startsWith(`${section}.`) && answers.has(other.key));
}

/** Keys under which a person's number, birth and gender stand beside each other. */
const people = [
  { number: 'personalId', birth: 'dob', gender: 'gender' },
  { number: 'repId', birth: 'repDob', gender: 'repGender' },
] as const;

function checkPeople(
  form: FormDefinition,
  answers: FormAnswers,
  today: string,
  note: (path: Path, message: string) => void,
): void {
  const printed: Record<string, string> = {};
  for (const field of form.fields) {
    const answer = answers.get(field.key);
    // Where an older card's number may stand too, its digits say nothing.
    if (/(personalId|repId)$/.test(field.key) && field.kind !== 'digits12') continue;
    if (answer?.kind === 'text') printed[field.key] = answer.text;
    if (answer?.kind === 'chosen') printed[field.key] = answer.options[0] ?? '';
  }
  checkPerson(printed, [], today, note);
}

/** A number must fit the birth and the gender beside it. */
function checkPerson(
  printed: Readonly<Record<string, string>>,
  path: Path,
  today: string,
  note: (path: Path, message: string) => void,
): void {
  for (const keys of people) {
    const said = readPersonalNumber(printed[keys.number] ?? '', Number(today.slice(0, 4)));
    if (typeof said === 'string') continue;
    const birth = printed[keys.birth];
    if (birth && Number(birth.slice(-4)) !== said.birthYear) {
      note([...path, keys.number], 'Số định danh không khớp với năm sinh đã ghi.');
    }
    const gender = printed[keys.gender];
    if (gender && gender !== said.gender) {
      note([...path, keys.number], 'Số định danh không khớp với giới tính đã ghi.');
    }
  }
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
