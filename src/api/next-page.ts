import type { ApiProblem, ApiResult } from './problem.ts';

type Listed = { nextCursor: string | null; problem: ApiProblem | null };

/**
 * A list with the page behind `cursor` added to it, for a list that is also read anew from its top while it is open. Where it goes on
 * elsewhere by now (pressed twice, or read anew meanwhile) it stays as it is; a failure is kept beside it.
 */
export function withNextPage<List extends Listed, Page extends { nextCursor: string | null }>(
  list: List,
  cursor: string,
  result: ApiResult<Page>,
  added: (page: Page) => Partial<List>,
): List {
  if (list.nextCursor !== cursor) return list;
  if (!result.ok) return { ...list, problem: result.problem };
  return { ...list, ...added(result.value), nextCursor: result.value.nextCursor };
}
