import type { ErrorCode, Problem, ProblemIssue, ProofChallenge } from '#contract/problem.ts';

/** Everything that can come back instead of an answer. */
export type ApiProblem =
  /** The server understood and said no, in words for people (`title`). */
  | {
      kind: 'refused';
      code: ErrorCode;
      title: string;
      status: number;
      requestId: string | null;
      issues: ProblemIssue[];
      retryAfterMs: number | null;
      /** What the phone has to solve first. */
      challenge?: ProofChallenge;
    }
  /** An answer that is none of ours: a proxy's error page, half a body. */
  | { kind: 'unexpected'; status: number; requestId: string | null; retryAfterMs: number | null }
  /** No answer in time; the request may have arrived all the same. */
  | { kind: 'timeout' }
  /** No answer at all; the request may have arrived all the same. */
  | { kind: 'offline' };

export type ApiResult<Value> = { ok: true; value: Value } | { ok: false; problem: ApiProblem };

/** What is read of an answer, whether `fetch` or `XMLHttpRequest` brought it. */
export type RawAnswer = { status: number; header: (name: string) => string | null; body: string };

const retryAfterMsMax = 120_000;

/** `Retry-After` in seconds or as a date; null when absent or nonsense, at most two minutes. */
export function retryAfterMs(header: string | null, now: Date): number | null {
  if (!header) return null;
  const seconds = Number(header);
  const waitMs = Number.isFinite(seconds) ? seconds * 1000 : Date.parse(header) - now.getTime();
  return Number.isFinite(waitMs) ? Math.min(Math.max(waitMs, 0), retryAfterMsMax) : null;
}

function parseJson(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}

const isIssue = (value: unknown): value is ProblemIssue =>
  typeof value === 'object' &&
  value !== null &&
  'path' in value &&
  Array.isArray(value.path) &&
  'message' in value &&
  typeof value.message === 'string';

/** A newer server may know codes that this build does not: they fit no branch, and their title is still shown. */
function isProblem(value: unknown): value is Problem {
  return (
    typeof value === 'object' &&
    value !== null &&
    'code' in value &&
    typeof value.code === 'string' &&
    'title' in value &&
    typeof value.title === 'string'
  );
}

function problemOf(answer: RawAnswer, now: Date): ApiProblem {
  const wait = retryAfterMs(answer.header('Retry-After'), now);
  const requestId = answer.header('X-Request-Id');
  const body = parseJson(answer.body);
  if (!isProblem(body)) return { kind: 'unexpected', status: answer.status, requestId, retryAfterMs: wait };
  return {
    kind: 'refused',
    code: body.code,
    title: body.title,
    status: answer.status,
    requestId: body.requestId ?? requestId,
    issues: Array.isArray(body.issues) ? body.issues.filter(isIssue) : [],
    retryAfterMs: wait,
    ...(body.challenge ? { challenge: body.challenge } : {}),
  };
}

/** Reads an answer of our server. The shape of a 2xx is the server's promise and is not checked again here. */
export function readAnswer<Value>(answer: RawAnswer, now: Date = new Date()): ApiResult<Value> {
  if (answer.status < 200 || answer.status > 299) return { ok: false, problem: problemOf(answer, now) };
  // Nothing more to say: the caller expects no value.
  if (answer.status === 204) return { ok: true, value: undefined as Value };
  const value = parseJson(answer.body);
  if (value === undefined) {
    const requestId = answer.header('X-Request-Id');
    return {
      ok: false,
      problem: { kind: 'unexpected', status: answer.status, requestId, retryAfterMs: null },
    };
  }
  return { ok: true, value: value as Value };
}

/** How long the server asks to be left alone; null when it did not ask. */
export const waitOf = (problem: ApiProblem): number | null =>
  problem.kind === 'refused' || problem.kind === 'unexpected' ? problem.retryAfterMs : null;

/** What an officer needs to find the failure in the log; null when no server was reached. */
export const requestIdOf = (problem: ApiProblem): string | null =>
  problem.kind === 'refused' || problem.kind === 'unexpected' ? problem.requestId : null;
