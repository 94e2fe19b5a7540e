import { useCallback, useEffect, useState } from 'react';
import { isGone } from '../../api/news.ts';
import { type ArticleCopy, readArticleCopy, renewArticle } from '../../api/news-copy.ts';
import { markNewsReadAtom } from '../../api/news-read.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { onLineChange } from '../../lib/online.ts';
import { useSetAtom } from '../../lib/store.ts';

export type ArticleState =
  | { kind: 'loading' }
  | { kind: 'gone' }
  | { kind: 'failed'; problem: ApiProblem }
  /** `isBehind`: the phone's copy, and the server did not answer whether it still holds. */
  | { kind: 'ready'; copy: ArticleCopy; isBehind: boolean };

/** One article: what the phone has at once, then what the server says of it. */
export function useArticle(id: string): { state: ArticleState; retry: () => void } {
  const [state, setState] = useState<ArticleState>({ kind: 'loading' });
  const markRead = useSetAtom(markNewsReadAtom);
  const read = useCallback(async () => {
    const copy = await readArticleCopy(id);
    setState(copy ? { kind: 'ready', copy, isBehind: false } : { kind: 'loading' });
    const answer = await renewArticle(id, true);
    if (answer.ok) setState({ kind: 'ready', copy: answer.value, isBehind: false });
    else if (isGone(answer.problem)) return setState({ kind: 'gone' });
    else
      setState(copy ? { kind: 'ready', copy, isBehind: true } : { kind: 'failed', problem: answer.problem });
    if (answer.ok || copy) markRead(id);
  }, [id, markRead]);
  useEffect(() => {
    void read();
    return onLineChange(() => {
      if (navigator.onLine) void read();
    });
  }, [read]);
  return { state, retry: () => void read() };
}
