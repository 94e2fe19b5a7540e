import { useCallback, useEffect, useRef, useState } from 'react';
import { limits } from '#contract/limits.ts';
import type { DeskTipItem, DeskTips } from '#contract/staff.ts';
import type { DeskApi, DeskFilter } from '../../api/desk.ts';
import { type DeskLive, isOfTips } from '../../api/desk-live.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { oneAtATime } from '../../lib/one-at-a-time.ts';
import { clockAheadMs } from '../../lib/time-left.ts';

export type DeskList = {
  /** Null until the first page was read. */
  items: readonly DeskTipItem[] | null;
  hasMore: boolean;
  isLoadingMore: boolean;
  /** Why the newest reading failed; what was read before still stands. */
  problem: ApiProblem | null;
  /** When `items` were read, by the phone's clock. */
  readAt: number;
  /** The server's clock before the phone's, in milliseconds. */
  aheadMs: number;
  refresh: () => Promise<boolean>;
  more: () => Promise<void>;
};

type Shown = Pick<DeskList, 'items' | 'hasMore' | 'problem' | 'readAt' | 'aheadMs'>;
const nothing: Shown = { items: null, hasMore: false, problem: null, readAt: 0, aheadMs: 0 };

/** Pages that are read again when something has happened, under a flood twice in four seconds: a key may ask five times a second. */
const pagesRefreshedMax = 4;
const refreshGapMs = 2_000;

/** The list as the server has it, read again whenever something happens. A new filter begins a new list. */
export function useDeskList(desk: DeskApi, live: DeskLive, filter: DeskFilter): DeskList {
  const [shown, setShown] = useState(nothing);
  const [isLoadingMore, setIsLoadingMore] = useState(false);
  const loaded = useRef({ filter, items: [] as DeskTipItem[], nextCursor: null as string | null });

  /** An answer to a filter that is no longer set is thrown away. */
  const take = useCallback(
    (asked: DeskFilter, result: ApiResult<DeskTips>, before: readonly DeskTipItem[]) => {
      if (loaded.current.filter !== asked) return result.ok;
      if (!result.ok) {
        setShown((former) => ({ ...former, problem: result.problem }));
        return false;
      }
      const { items: read, nextCursor } = result.value;
      const items = withoutRepeats([...before, ...read]);
      loaded.current = { filter: asked, items, nextCursor };
      const readAt = Date.now();
      const waiting = read.find(({ minutesLeft }) => minutesLeft !== null);
      setShown((former) => ({
        items,
        hasMore: nextCursor !== null,
        problem: null,
        readAt,
        aheadMs: waiting ? clockAheadMs(waiting, readAt) : former.aheadMs,
      }));
      return true;
    },
    [],
  );

  const refresh = useCallback(async () => {
    const former = loaded.current;
    const pages = Math.max(1, Math.ceil(former.items.length / limits.deskPageMax));
    const result = await readPages(desk, filter, Math.min(pagesRefreshedMax, pages));
    if (!result.ok || pages <= pagesRefreshedMax) return take(filter, result, []);
    // What lies further down stays as it was: the eye of who has scrolled there is on it.
    const { items } = result.value;
    const rest = former.items.slice(items.length);
    return take(filter, { ok: true, value: { items: rest, nextCursor: former.nextCursor } }, items);
  }, [desk, filter, take]);

  useEffect(() => {
    loaded.current = { filter, items: [], nextCursor: null };
    setShown((former) => ({ ...nothing, aheadMs: former.aheadMs }));
    const refreshSoon = oneAtATime(refresh, refreshGapMs);
    void refreshSoon();
    return live.listen(({ kind }) => (isOfTips(kind) ? refreshSoon() : Promise.resolve(undefined)));
  }, [filter, refresh, live]);

  const more = useCallback(async () => {
    const { nextCursor } = loaded.current;
    if (nextCursor === null) return;
    setIsLoadingMore(true);
    const result = await desk.listTips(filter, nextCursor);
    take(filter, result, loaded.current.items);
    setIsLoadingMore(false);
  }, [desk, filter, take]);

  return { ...shown, isLoadingMore, refresh, more };
}

async function readPages(desk: DeskApi, filter: DeskFilter, pages: number): Promise<ApiResult<DeskTips>> {
  const items: DeskTipItem[] = [];
  let nextCursor: string | null = null;
  for (let page = 0; page < pages; page += 1) {
    const result: ApiResult<DeskTips> = await desk.listTips(filter, nextCursor);
    if (!result.ok) return result;
    items.push(...result.value.items);
    nextCursor = result.value.nextCursor;
    if (nextCursor === null) break;
  }
  return { ok: true, value: { items, nextCursor } };
}

/** A tip that moved on between two pages stands in both. */
function withoutRepeats(items: readonly DeskTipItem[]): DeskTipItem[] {
  const seen = new Set<string>();
  return items.filter(({ code }) => !seen.has(code) && seen.add(code));
}
