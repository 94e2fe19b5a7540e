import type { FormDefinition } from '#contract/procedures.ts';
import type { TextStore } from '../../lib/kept-text.ts';

/** One row of a table, by column. */
export type FormRow = Record<string, string>;
export type FormRange = { from: string; to: string };
/** An answer as it is typed: a text, the boxes that are ticked, rows, or a first and a last day. */
export type DraftAnswer = string | string[] | FormRow[] | FormRange;
export type DraftAnswers = Record<string, DraftAnswer>;

/** What a person has filled in so far. It stays on the phone until they wipe it; our server sees it only while it makes the file. */
export type FormDraft = {
  /** Of the form: there is one draft of each. */
  slug: string;
  answers: DraftAnswers;
  /** What the server found wrong, by the place of the answer, until it is changed. */
  remarks: Record<string, string>;
  /** An ISO-8601 instant, empty while nothing was changed. */
  changedAt: string;
};

type Field = FormDefinition['fields'][number];

/** Raised when the shape changes: an older draft is then not read. */
const indexKey = 'form-drafts-1';
const draftKeyOf = (slug: string): string => `form-draft-1:${slug}`;

export const emptyFormDraft = (slug: string): FormDraft => ({
  slug,
  answers: {},
  remarks: {},
  changedAt: '',
});

export const textAt = (answers: DraftAnswers, key: string): string => {
  const answer = answers[key];
  return typeof answer === 'string' ? answer : '';
};

export const chosenAt = (answers: DraftAnswers, key: string): string[] => {
  const answer = answers[key];
  return isList(answer) ? answer.filter((one): one is string => typeof one === 'string') : [];
};

export const rowsAt = (answers: DraftAnswers, key: string): FormRow[] => {
  const answer = answers[key];
  return isList(answer) ? answer.filter((one): one is FormRow => typeof one === 'object') : [];
};

export const rangeAt = (answers: DraftAnswers, key: string): FormRange => {
  const answer = answers[key];
  return typeof answer === 'object' && !isList(answer) ? answer : { from: '', to: '' };
};

function isList(answer: DraftAnswer | undefined): answer is string[] | FormRow[] {
  return Array.isArray(answer);
}

/** The form's number 0: to whom it is addressed. */
export const addresseeNumber = '0';

/** Whether the person has filled anything in; to whom the form is addressed the app may have filled in itself. */
export function isBegun({ fields }: FormDefinition, { answers }: FormDraft): boolean {
  return fields.some(({ key, no }) => no !== addresseeNumber && hasAnswer(answers, key));
}

function hasAnswer(answers: DraftAnswers, key: string): boolean {
  const { from, to } = rangeAt(answers, key);
  return (
    [textAt(answers, key), from, to].some((text) => text.trim() !== '') ||
    chosenAt(answers, key).length > 0 ||
    rowsAt(answers, key).some((row) => !isEmptyRow(row))
  );
}

export const isEmptyRow = (row: FormRow): boolean => Object.values(row).every((text) => text.trim() === '');

/** The answers as the form of today asks for them: what it asks no more is dropped, also what it asks in another way now. */
export function fitAnswers(form: FormDefinition, answers: DraftAnswers): DraftAnswers {
  return Object.fromEntries(
    form.fields.flatMap((field) => {
      const answer = answers[field.key];
      return field.filledBy === 'citizen' && answer !== undefined && fits(field, answer)
        ? [[field.key, answer]]
        : [];
    }),
  );
}

function fits({ kind, table }: Field, answer: DraftAnswer): boolean {
  if (kind === 'checkbox-group') return isList(answer) && answer.every((one) => typeof one === 'string');
  if (kind === 'date-range') return typeof answer === 'object' && !isList(answer);
  if (kind !== 'table') return typeof answer === 'string';
  const columns = new Set(table?.columns.map(({ key }) => key));
  return (
    isList(answer) &&
    answer.every((row) => typeof row === 'object' && Object.keys(row).every((key) => columns.has(key)))
  );
}

/** The answers as they are sent and checked. A stay without either day is none. */
export function answersToSend(form: FormDefinition, answers: DraftAnswers): DraftAnswers {
  return Object.fromEntries(
    Object.entries(fitAnswers(form, answers)).filter(([key, answer]) => {
      if (typeof answer === 'string' || isList(answer)) return true;
      const { from, to } = rangeAt(answers, key);
      return from.trim() !== '' || to.trim() !== '';
    }),
  );
}

/** All drafts on the phone that can be read, by the form's slug. */
export function readFormDrafts(store: TextStore): Record<string, FormDraft> {
  const drafts = readIndex(store).flatMap((slug) => readFormDraft(store, slug) ?? []);
  return Object.fromEntries(drafts.map((draft) => [draft.slug, draft]));
}

export function writeFormDraft(store: TextStore, draft: FormDraft): void {
  store.setItem(draftKeyOf(draft.slug), JSON.stringify(draft));
  const index = readIndex(store);
  if (!index.includes(draft.slug)) store.setItem(indexKey, JSON.stringify([...index, draft.slug]));
}

export function removeFormDraft(store: TextStore, slug: string): void {
  store.removeItem(draftKeyOf(slug));
  const left = readIndex(store).filter((each) => each !== slug);
  if (left.length === 0) store.removeItem(indexKey);
  else store.setItem(indexKey, JSON.stringify(left));
}

function readIndex(store: TextStore): string[] {
  const index = parsed(store.getItem(indexKey));
  return Array.isArray(index) ? index.filter((slug): slug is string => typeof slug === 'string') : [];
}

/** One draft as it lies on the phone now, also when another window of the app has changed it. */
export function readFormDraft(store: TextStore, slug: string): FormDraft | undefined {
  const value = parsed(store.getItem(draftKeyOf(slug)));
  return isDraft(value) && value.slug === slug ? value : undefined;
}

/** Ours, but a phone's storage can be cut off in the middle. What is in the answers is looked at against the form. */
function isDraft(value: unknown): value is FormDraft {
  if (typeof value !== 'object' || value === null) return false;
  const { slug, answers, remarks, changedAt } = value as Partial<Record<keyof FormDraft, unknown>>;
  return (
    typeof slug === 'string' &&
    typeof changedAt === 'string' &&
    [answers, remarks].every((part) => typeof part === 'object' && part !== null && !Array.isArray(part))
  );
}

function parsed(text: string | null): unknown {
  try {
    return JSON.parse(text ?? 'null');
  } catch {
    return null;
  }
}
