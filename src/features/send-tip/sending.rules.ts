import type { ProblemIssue } from '#contract/problem.ts';
import type { TipReceipt } from '#contract/tips.ts';
import { type ApiProblem, type ApiResult, waitOf } from '../../api/problem.ts';
import { fieldIssue } from '../../text/spoken.ts';
import { type FieldIssues, stepOfField, type TipField, type TipStep, tipSteps } from './tip-draft.rules.ts';

/** What to do after an attempt. Nothing here loses what was typed. */
export type AfterAttempt =
  | { kind: 'sent'; receipt: TipReceipt }
  /** The server has dropped the photos that waited too long: send them again, then the tip under the same key. */
  | { kind: 'renew-photos' }
  /** An earlier attempt has arrived, and the words have changed since. */
  | { kind: 'conflict' }
  | { kind: 'consent-changed' }
  /** Something on an earlier step is wrong. */
  | { kind: 'fix'; issues: FieldIssues; step: TipStep }
  /** Zalo does not vouch for the sender (any more). */
  | { kind: 'not-signed-in' }
  /** The server asks for a pause. */
  | { kind: 'pause'; waitMs: number; problem: ApiProblem }
  /** Nothing is wrong with the tip: it can wait on the phone and be sent by itself. */
  | { kind: 'wait'; problem: ApiProblem }
  | { kind: 'failed'; problem: ApiProblem };

/** How often the app tries again by itself before it leaves that to the person. */
export const attemptLimits = { photoRenewalsMax: 2, pausesMax: 3 } as const;

const fieldOfPath: Record<string, TipField> = {
  kind: 'kind',
  category: 'category',
  description: 'description',
  happenedAt: 'time',
  photoIds: 'photos',
  place: 'place',
  'place.address': 'address',
  unitId: 'ward',
  anonymous: 'identity',
  contact: 'contactPhone',
  'contact.name': 'contactName',
  'contact.phone': 'contactPhone',
  consentVersion: 'consent',
};

function fieldOf(path: ProblemIssue['path']): TipField | undefined {
  for (let length = path.length; length > 0; length -= 1) {
    const field = fieldOfPath[path.slice(0, length).join('.')];
    if (field) return field;
  }
  return undefined;
}

/** The server's remarks, each beside the field it is about; the first remark on a field wins. */
export function toFieldIssues(issues: readonly ProblemIssue[]): FieldIssues {
  const found: FieldIssues = {};
  for (const { path, message } of issues) {
    const field = fieldOf(path);
    if (field && found[field] === undefined) found[field] = fieldIssue(message);
  }
  return found;
}

const isField = (name: string): name is TipField => name in stepOfField;

/** The fields with remarks, in the order in which they stand on screen. */
export const issueFields = (issues: FieldIssues): TipField[] =>
  Object.keys(stepOfField).filter((name): name is TipField => isField(name) && issues[name] !== undefined);

/** The earliest step with a remark. */
export function stepOfIssues(issues: FieldIssues): TipStep | undefined {
  const steps = issueFields(issues).map((field) => stepOfField[field]);
  return tipSteps.find((step) => steps.includes(step));
}

/** It is the line or the server, not what was sent: the same request can succeed later. */
export const isTransient = (problem: ApiProblem): boolean =>
  problem.kind !== 'refused' || problem.status >= 500 || problem.status === 429 || problem.status === 408;

/** Reads the answer to an attempt. */
export function afterAttempt(result: ApiResult<TipReceipt>): AfterAttempt {
  if (result.ok) return { kind: 'sent', receipt: result.value };
  const { problem } = result;
  if (problem.kind === 'refused') {
    if (problem.code === 'photo_expired') return { kind: 'renew-photos' };
    if (problem.code === 'idempotency_conflict') return { kind: 'conflict' };
    if (problem.code === 'consent_outdated') return { kind: 'consent-changed' };
    if (problem.code === 'unauthenticated') return { kind: 'not-signed-in' };
    const issues = toFieldIssues(problem.issues);
    const step = stepOfIssues(issues);
    if (step) return { kind: 'fix', issues, step };
  }
  if (!isTransient(problem)) return { kind: 'failed', problem };
  const waitMs = waitOf(problem);
  return waitMs === null ? { kind: 'wait', problem } : { kind: 'pause', waitMs, problem };
}

/** A refusal other than a conflict proves that no attempt under this key is stored (the key would have been looked at first). */
export const provesNothingStored = (result: ApiResult<TipReceipt>): boolean =>
  !result.ok &&
  result.problem.kind === 'refused' &&
  result.problem.code !== 'idempotency_conflict' &&
  result.problem.status >= 400 &&
  result.problem.status < 500;
