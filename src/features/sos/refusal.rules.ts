import type { ApiProblem } from '../../api/problem.ts';

type Refusal = Extract<ApiProblem, { kind: 'refused' }>;

/** The server understood and will say no again; anything else is worth another try. */
export const isRefusal = (problem: ApiProblem): problem is Refusal =>
  problem.kind === 'refused' && problem.status < 500 && problem.status !== 429;

/** The server does not know the alert any more, or not this receipt. */
export const isUnknownAlert = (problem: ApiProblem): boolean =>
  problem.kind === 'refused' && [401, 403, 404].includes(problem.status);
