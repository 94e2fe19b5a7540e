import { useCallback, useEffect, useRef, useState } from 'react';
import type { NewsItem, NewsQuery } from '#contract/news.ts';
import { newsLimits } from '#contract/news-limits.ts';
import { foldVietnamese } from '#contract/vietnamese-text.ts';
import { listNews } from '../../api/news.ts';
import { isLetGo, letGo, readFeedCopy, renewFeedCopy } from '../../api/news-copy.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { onLineChange } from '../../lib/online.ts';

/** What is looked at. `unitId` null: everybody's. */
export type NewsChoice = { unitId: string | null; category: string | null; query: string };

/** `behindSince`: the server did not answer; what is shown is the phone's own, of then. */
export type NewsPages = { items: readonly NewsItem[]; nextCursor: string | null; behindSince: string | null };
export type NewsFeedState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: ApiProblem }
  | { kind: 'ready'; pages: NewsPages; more: 'idle' | 'loading' | 'failed' };

const keyOf = ({ unitId, category, query }: NewsChoice): string => JSON.stringify([unitId, category, query]);

/** What was on screen when an article was opened: whoever comes back finds their place again. */
let remembered: { key: string; pages: NewsPages; scrollY: number } | undefined;

export function rememberPlace(choice: NewsChoice, pages: NewsPages): void {
  remembered = { key: keyOf(choice), pages, scrollY: window.scrollY };
}

const queryOf = ({ unitId, category, query }: NewsChoice, cursor: string | null): NewsQuery => ({
  ...(unitId === null ? {} : { unit: unitId }),
  ...(category === null ? {} : { category }),
  ...(query === '' ? {} : { q: query.slice(0, newsLimits.queryCharsMax) }),
  ...(cursor === null ? {} : { cursor }),
});

/** What of the phone's own copy fits: words are looked for as the server does it, without marks. */
function fitting(items: readonly NewsItem[], { category, query }: NewsChoice): NewsItem[] {
  const wanted = foldVietnamese(query).split(' ').filter(Boolean);
  return items.filter((item) => {
    const words = ` ${foldVietnamese(`${item.title} ${item.summary}`)}`;
    return (
      (category === null || item.category === category) && wanted.every((word) => words.includes(` ${word}`))
    );
  });
}

const noLine = (problem: ApiProblem): boolean => problem.kind !== 'refused';

/** The list for a screen: at once what the phone has, then what the server has, further pages on request. */
export function useNewsFeed(
  choice: NewsChoice,
  isComingBack: boolean,
): { state: NewsFeedState; retry: () => void; loadMore: () => void } {
  const { unitId, category, query } = choice;
  const key = keyOf(choice);
  const back = isComingBack && remembered?.key === key ? remembered : undefined;
  const withoutGone = (pages: NewsPages) => ({
    ...pages,
    items: pages.items.filter(({ id }) => !isLetGo(id)),
  });
  const [state, setState] = useState<NewsFeedState>(() =>
    back ? { kind: 'ready', pages: withoutGone(back.pages), more: 'idle' } : { kind: 'loading' },
  );
  const firstKey = useRef(back ? key : null);
  const current = useRef('');
  const isWanting = useRef(false);
  isWanting.current = state.kind !== 'ready' || state.pages.behindSince !== null;

  // biome-ignore lint/correctness/useExhaustiveDependencies: once, where one comes back to
  useEffect(() => {
    if (back) window.scrollTo(0, back.scrollY);
    remembered = undefined;
  }, []);

  const read = useCallback(async () => {
    const asked: NewsChoice = { unitId, category, query };
    const key = keyOf(asked);
    current.current = key;
    const show = (next: NewsFeedState) => {
      if (current.current === key) setState(next);
    };
    const ready = (pages: NewsPages) => show({ kind: 'ready', pages, more: 'idle' });
    const isPlain = category === null && query === '';
    const copy = await readFeedCopy(unitId);
    if (isPlain && copy) ready({ items: copy.items, nextCursor: copy.nextCursor, behindSince: null });
    else show({ kind: 'loading' });
    if (isPlain) {
      const renewed = await renewFeedCopy(unitId);
      if (renewed.ok) return ready({ ...renewed.value, behindSince: null });
      if (!copy) return show({ kind: 'failed', problem: renewed.problem });
      return ready({ items: copy.items, nextCursor: null, behindSince: copy.checkedAt });
    }
    const answer = await listNews(queryOf(asked, null));
    if (answer.ok) {
      await letGo(answer.value.withdrawn);
      return ready({ ...answer.value, behindSince: null });
    }
    if (!copy || !noLine(answer.problem)) return show({ kind: 'failed', problem: answer.problem });
    ready({ items: fitting(copy.items, asked), nextCursor: null, behindSince: copy.checkedAt });
  }, [unitId, category, query]);

  useEffect(() => {
    // The list one comes back to stands; it is asked anew the next time.
    if (firstKey.current !== key) void read();
    else current.current = key;
    firstKey.current = null;
    // Whoever has a list of the server's before them keeps their place in it.
    return onLineChange(() => {
      if (navigator.onLine && isWanting.current) void read();
    });
  }, [read, key]);

  const loadMore = async () => {
    if (state.kind !== 'ready' || state.more === 'loading' || state.pages.nextCursor === null) return;
    const { pages } = state;
    setState({ kind: 'ready', pages, more: 'loading' });
    const answer = await listNews(queryOf(choice, pages.nextCursor));
    if (current.current !== key) return;
    if (!answer.ok) return setState({ kind: 'ready', pages, more: 'failed' });
    const known = new Set(pages.items.map(({ id }) => id));
    const items = [...pages.items, ...answer.value.items.filter(({ id }) => !known.has(id))];
    const next = { items, nextCursor: answer.value.nextCursor, behindSince: null };
    setState({ kind: 'ready', pages: next, more: 'idle' });
  };

  return { state, retry: () => void read(), loadMore: () => void loadMore() };
}
