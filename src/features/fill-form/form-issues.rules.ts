import { checkAnswers } from '#contract/form-answers.ts';
import type { ProblemIssue } from '#contract/problem.ts';
import type { FormDefinition } from '#contract/procedures.ts';
import { fieldIssue } from '../../text/spoken.ts';
import { answersToSend, type DraftAnswers, rangeAt, rowsAt, textAt } from './form-draft.ts';

/** What is wrong, in words, by the place of the answer: `dob`, `absence.to`, `members.0.personalId`. */
export type FormIssues = Readonly<Record<string, string>>;
type Step = FormDefinition['steps'][number];

const placeOf = (path: ProblemIssue['path']): string => path.join('.');

/** Of several remarks about one place the first. */
export function issuesByPlace(issues: readonly ProblemIssue[]): FormIssues {
  return Object.fromEntries(
    issues.toReversed().map(({ path, message }) => [placeOf(path), fieldIssue(message)]),
  );
}

/** What a clerk would find wrong with the whole form. `today`: an ISO day in Việt Nam. */
export function draftIssues(form: FormDefinition, answers: DraftAnswers, today: string): FormIssues {
  const { issues } = checkAnswers(form, answersToSend(form, answers), { today, isPrintable });
  return issuesByPlace(issues);
}

/** About what the forms' font has; our server, which has the font, knows exactly. */
const isPrintable = (codePoint: number): boolean =>
  codePoint < firstEastAsian && !/\p{Extended_Pictographic}/u.test(String.fromCodePoint(codePoint));
const firstEastAsian = 0x2e80;

/** Those about the fields of one step. */
export function issuesOfStep(issues: FormIssues, step: Step): FormIssues {
  return issuesWhere(issues, (place) => step.fields.includes(place.split('.')[0] ?? ''));
}

/** While a step is being filled in, only what was typed and left is spoken of, not what is still to come. */
export function issuesOfLeft(
  issues: FormIssues,
  answers: DraftAnswers,
  hasLeft: (place: string) => boolean,
): FormIssues {
  return issuesWhere(issues, (place) => hasLeft(place) && !isEmptyAt(answers, place));
}

const issuesWhere = (issues: FormIssues, isWanted: (place: string) => boolean): FormIssues =>
  Object.fromEntries(Object.entries(issues).filter(([place]) => isWanted(place)));

function isEmptyAt(answers: DraftAnswers, place: string): boolean {
  const [key = '', part, column] = place.split('.');
  if (column !== undefined) return !rowsAt(answers, key)[Number(part)]?.[column]?.trim();
  if (part === 'from' || part === 'to') return rangeAt(answers, key)[part].trim() === '';
  return textAt(answers, key).trim() === '';
}

/** The number of the first step in which something is wrong or missing, from 1; null when the form is finished. */
export function firstOpenStep(form: FormDefinition, issues: FormIssues): number | null {
  const index = form.steps.findIndex((step) => Object.keys(issuesOfStep(issues, step)).length > 0);
  return index < 0 ? null : index + 1;
}

/** The first wrong place in the order in which the step asks. */
export function firstPlace(issues: FormIssues, step: Step): string | undefined {
  const places = Object.keys(issues);
  return step.fields.flatMap((key) => places.filter((place) => place.split('.')[0] === key))[0];
}
