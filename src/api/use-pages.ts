import { useCallback, useEffect, useRef, useState } from 'react';
import type { ApiProblem, ApiResult } from './problem.ts';

type Page<Item> = { items: readonly Item[]; nextCursor: string | null };

/**
 * A list that comes page by page; another `fetchPage` begins it anew, so keep it stable. `read(null)` reads from the top, a cursor goes on
 * behind what is there. After a failure what was read stays, beside the problem. An answer that a later question has overtaken is dropped:
 * it may be of another list, or the same page twice.
 */
export function usePages<Item>(fetchPage: (cursor: string | null) => Promise<ApiResult<Page<Item>>>) {
  const [pages, setPages] = useState<Page<Item> | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const asked = useRef(0);
  const read = useCallback(
    async (cursor: string | null) => {
      asked.current += 1;
      const number = asked.current;
      const result = await fetchPage(cursor);
      if (number !== asked.current) return;
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
