import { problemTitle } from '../text/spoken.ts';
import { text } from '../text/vi.ts';
import { type ApiProblem, requestIdOf } from './problem.ts';

/** A problem in words for people, with the number by which it is found in the log. */
export function problemText(problem: ApiProblem): { message: string; requestId: string | null } {
  const message =
    problem.kind === 'refused' ? problemTitle(problem.code, problem.title) : text.problem[problem.kind];
  return { message, requestId: requestIdOf(problem) };
}
