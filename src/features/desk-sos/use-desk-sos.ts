import { useCallback, useEffect, useState } from 'react';
import type { DeskSosItem } from '#contract/sos.ts';
import type { DeskApi } from '../../api/desk.ts';
import { type DeskLive, isOfSos } from '../../api/desk-live.ts';
import { listDeskSos } from '../../api/desk-sos.ts';
import { withNextPage } from '../../api/next-page.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { oneAtATime } from '../../lib/one-at-a-time.ts';

export type DeskSosState = {
  /** Null until they were read. */
  open: readonly DeskSosItem[] | null;
  past: readonly DeskSosItem[];
  nextCursor: string | null;
  problem: ApiProblem | null;
  refresh: () => Promise<boolean>;
  more: () => Promise<void>;
};

const refreshGapMs = 300;
/** Beside the stream: a call for help must not wait for a stream that only seems to be open. */
const refreshPeriodMs = 10_000;

/** Calls for help at this desk, as they stand now. */
export function useDeskSos(desk: DeskApi, live: DeskLive, isReader: boolean): DeskSosState {
  const [state, setState] = useState<Omit<DeskSosState, 'refresh' | 'more'>>({
    open: null,
    past: [],
    nextCursor: null,
    problem: null,
  });

  const refresh = useCallback(async () => {
    const result = await listDeskSos(desk, null);
    if (!result.ok) {
      setState((former) => ({ ...former, problem: result.problem }));
      return false;
    }
    const { items, nextCursor } = result.value;
    setState({
      open: items.filter(({ open }) => open),
      past: items.filter(({ open }) => !open),
      nextCursor,
      problem: null,
    });
    return true;
  }, [desk]);

  useEffect(() => {
    if (!isReader) return;
    const refreshSoon = oneAtATime(refresh, refreshGapMs);
    void refreshSoon();
    const timer = setInterval(() => void refreshSoon(), refreshPeriodMs);
    const stopListening = live.listen(({ kind }) =>
      isOfSos(kind) ? refreshSoon() : Promise.resolve(undefined),
    );
    return () => {
      clearInterval(timer);
      stopListening();
    };
  }, [refresh, live, isReader]);

  const { nextCursor } = state;
  const more = useCallback(async () => {
    if (nextCursor === null) return;
    const result = await listDeskSos(desk, nextCursor);
    setState((former) =>
      withNextPage(former, nextCursor, result, ({ items }) => ({
        past: [...former.past, ...items.filter(({ open }) => !open)],
      })),
    );
  }, [desk, nextCursor]);

  return { ...state, refresh, more };
}
