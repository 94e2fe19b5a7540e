import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeskApi } from '../../api/desk.ts';
import { type DeskChat, listDeskChats } from '../../api/desk-chats.ts';
import { type DeskLive, isOfChats } from '../../api/desk-live.ts';
import { withNextPage } from '../../api/next-page.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { oneAtATime } from '../../lib/one-at-a-time.ts';

export type DeskChatsState = {
  /** Null until they were read. */
  chats: readonly DeskChat[] | null;
  /** Those of them in which somebody waits. */
  waiting: number;
  nextCursor: string | null;
  problem: ApiProblem | null;
  refresh: () => Promise<boolean>;
  more: () => Promise<void>;
};

const refreshGapMs = 500;

/** Chats that people have, as they stand now. `onNew` is called when somebody begins to wait after the desk was opened. */
export function useDeskChats(desk: DeskApi, live: DeskLive, onNew: (count: number) => void): DeskChatsState {
  const [state, setState] = useState<Omit<DeskChatsState, 'refresh' | 'more' | 'waiting'>>({
    chats: null,
    nextCursor: null,
    problem: null,
  });
  const ring = useRef(onNew);
  ring.current = onNew;
  const known = useRef<ReadonlySet<string> | null>(null);

  const refresh = useCallback(async () => {
    const result = await listDeskChats(desk, null);
    if (!result.ok) {
      setState((former) => ({ ...former, problem: result.problem }));
      return false;
    }
    const { items, nextCursor } = result.value;
    setState({ chats: items, nextCursor, problem: null });
    const former = known.current;
    const waits = items.filter(isWaiting).map(waitOf);
    known.current = new Set(waits);
    const fresh = former ? waits.filter((wait) => !former.has(wait)) : [];
    if (fresh.length > 0) ring.current(fresh.length);
    return true;
  }, [desk]);

  useEffect(() => {
    const refreshSoon = oneAtATime(refresh, refreshGapMs);
    void refreshSoon();
    return live.listen(({ kind }) => (isOfChats(kind) ? refreshSoon() : Promise.resolve(undefined)));
  }, [refresh, live]);

  const { nextCursor } = state;
  const more = useCallback(async () => {
    if (nextCursor === null) return;
    const result = await listDeskChats(desk, nextCursor);
    setState((former) =>
      withNextPage(former, nextCursor, result, ({ items }) => ({
        chats: [...(former.chats ?? []), ...items],
        problem: null,
      })),
    );
  }, [desk, nextCursor]);

  return { ...state, waiting: state.chats?.filter(isWaiting).length ?? 0, refresh, more };
}

export const isWaiting = ({ waitingSince }: DeskChat): boolean => waitingSince !== null;

/** Who was answered and asks again waits anew. */
const waitOf = ({ id, waitingSince }: DeskChat): string => `${id} ${waitingSince}`;
