import { useCallback, useEffect, useState } from 'react';
import type { ApiProblem, ApiResult } from './problem.ts';

type Page<Item> = { items: readonly Item[]; nextCursor: string | null };

/**
 * A list that comes page by page; another `fetchPage` begins it anew, so keep it stable. `read(null)` reads from the top, a cursor goes on
 * behind what is there. After a failure what was read stays, beside the problem.
 */
export function usePages<Item>(fetchPage: (cursor: string | null) => Promise<ApiResult<Page<Item>>>) {
  const [pages, setPages] = useState<Page<Item> | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const read = useCallback(
    async (cursor: string | null) => {
      const result = await fetchPage(cursor);
      setProblem(result.ok ? null : result.problem);
      if (!result.ok) return;
      const { items, nextCursor } = result.value;
      setPages((former) => ({
        items: cursor === null ? items : [...(former?.items ?? []), ...items],
        nextCursor,
      }));
    },
    [fetchPage],
  );
  useEffect(() => {
    setPages(null);
    void read(null);
  }, [read]);
  return { pages, problem, read };
}
