import { useEffect, useRef, useState } from 'react';
import type { DeskTipItem } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { type DeskLive, isOfTips } from '../../api/desk-live.ts';
import { oneAtATime } from '../../lib/one-at-a-time.ts';

export type WaitingTips = {
  /** Of the first page: the most pressing ones. */
  waiting: number;
  overdue: number;
  /** There are more than were counted. */
  isMore: boolean;
};

const refreshGapMs = 2_000;
/** Further down than anybody reads; past it a flood rings no more for each of its tips. */
const codesToldMax = 1_000;

/**
 * What nobody has taken up yet, whatever the list shows: for the figure in the title, and to ring when something new comes. What was
 * there when the desk was opened is not new.
 */
export function useWaitingTips(
  desk: DeskApi,
  live: DeskLive,
  onNew: (codes: readonly string[]) => void,
): WaitingTips {
  const [tips, setTips] = useState<WaitingTips>({ waiting: 0, overdue: 0, isMore: false });
  const ring = useRef(onNew);
  ring.current = onNew;

  useEffect(() => {
    /** What waited at the last reading; a tip that comes back to wait is new again. */
    let known: ReadonlySet<string> | null = null;
    // Else what was further down comes up when those before it are taken up, and is not new.
    let wasWhole = false;
    /** Told by an event and not read yet. */
    const told = new Set<string>();

    const read = async () => {
      const result = await desk.listTips({ stage: 'waiting' }, null);
      if (!result.ok) return false;
      const { items, nextCursor } = result.value;
      setTips({
        waiting: items.length,
        overdue: items.filter(isOverdue).length,
        isMore: nextCursor !== null,
      });
      const codes = items.map(({ code }) => code);
      const former = wasWhole ? known : null;
      const fresh = former ? codes.filter((code) => !former.has(code) && !told.has(code)) : [];
      for (const code of codes) told.delete(code);
      known = new Set(codes);
      wasWhole = nextCursor === null;
      if (fresh.length > 0) ring.current(fresh);
      return true;
    };
    const readSoon = oneAtATime(read, refreshGapMs);
    void readSoon();
    return live.listen(({ kind, code }) => {
      // Under a flood a new one stands far below the first page.
      if (kind === 'tip.new' && code !== null && known && !known.has(code) && told.size < codesToldMax) {
        told.add(code);
        ring.current([code]);
      }
      return isOfTips(kind) ? readSoon() : Promise.resolve(undefined);
    });
  }, [desk, live]);

  return tips;
}

const isOverdue = ({ minutesLeft }: DeskTipItem): boolean => minutesLeft !== null && minutesLeft <= 0;
