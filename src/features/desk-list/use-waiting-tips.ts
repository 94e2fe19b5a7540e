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
/** What a person hears of once. */
const codesKnownMax = 5_000;

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
    let known: Set<string> | null = null;
    const read = async () => {
      const result = await desk.listTips({ stage: 'waiting' }, null);
      if (!result.ok) return false;
      const { items, nextCursor } = result.value;
      setTips({
        waiting: items.length,
        overdue: items.filter(isOverdue).length,
        isMore: nextCursor !== null,
      });
      const former = known;
      const fresh = former ? items.filter(({ code }) => !former.has(code)).map(({ code }) => code) : [];
      known = new Set([...(former ?? []), ...items.map(({ code }) => code)].slice(-codesKnownMax));
      if (fresh.length > 0) ring.current(fresh);
      return true;
    };
    const readSoon = oneAtATime(read, refreshGapMs);
    void readSoon();
    return live.listen(({ kind, code }) => {
      // Under a flood a new one stands far below the first page.
      if (kind === 'tip.new' && code !== null && known && !known.has(code)) {
        known.add(code);
        ring.current([code]);
      }
      return isOfTips(kind) ? readSoon() : Promise.resolve(undefined);
    });
  }, [desk, live]);

  return tips;
}

const isOverdue = ({ minutesLeft }: DeskTipItem): boolean => minutesLeft !== null && minutesLeft <= 0;
