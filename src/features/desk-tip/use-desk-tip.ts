import { useCallback, useEffect, useState } from 'react';
import type { DeskTip } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import type { DeskLive } from '../../api/desk-live.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { oneAtATime } from '../../lib/one-at-a-time.ts';
import { clockAheadMs } from '../../lib/time-left.ts';

export type OpenedDeskTip = {
  tip: DeskTip | null;
  problem: ApiProblem | null;
  /** When it was read, by the phone's clock. */
  readAt: number;
  /** The server's clock before the phone's, in milliseconds. */
  aheadMs: number;
  refresh: () => Promise<DeskTip | null>;
};

const refreshGapMs = 500;

/** A tip on the screen, read again whenever something happens to it. */
export function useDeskTip(desk: DeskApi, live: DeskLive, code: string): OpenedDeskTip {
  const [state, setState] = useState<Omit<OpenedDeskTip, 'refresh'>>({
    tip: null,
    problem: null,
    readAt: 0,
    aheadMs: 0,
  });

  const refresh = useCallback(async (): Promise<DeskTip | null> => {
    const result = await desk.openTip(code);
    if (!result.ok) {
      // What is no longer this person's to see goes from the screen at once.
      const isGone = result.problem.kind === 'refused' && result.problem.status === 404;
      setState((former) => ({ ...former, tip: isGone ? null : former.tip, problem: result.problem }));
      return null;
    }
    const tip = result.value;
    const readAt = Date.now();
    setState((former) => ({
      tip: former.tip && former.tip.sequence > tip.sequence ? former.tip : tip,
      problem: null,
      readAt,
      aheadMs: tip.minutesLeft === null ? former.aheadMs : clockAheadMs(tip, readAt),
    }));
    return tip;
  }, [desk, code]);

  useEffect(() => {
    const refreshSoon = oneAtATime(refresh, refreshGapMs);
    void refreshSoon();
    return live.listen(async (news) => {
      if (news.code !== null && news.code !== code) return undefined;
      const tip = await refreshSoon();
      return tip !== null;
    });
  }, [refresh, live, code]);

  return { ...state, refresh };
}
