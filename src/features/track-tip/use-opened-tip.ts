import { useCallback, useEffect, useState } from 'react';
import type { TipView } from '#contract/tips.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { openTip, type TipAccess } from '../../api/sent-tips.ts';
import { isUnauthenticated } from '../../api/session.ts';
import { useWhileVisible } from '../../lib/while-visible.ts';
import { countNews, keepNews } from './tip-news.rules.ts';

/** Officers answer within minutes; a phone should not ask more often than a person looks. */
const refreshPeriodMs = 25_000;

export type OpenedTip = {
  /** Null until it was read for the first time. */
  tip: TipView | null;
  problem: ApiProblem | null;
  isRefreshing: boolean;
  /** Something was added while the tip was open. */
  hasNews: boolean;
  refresh: () => Promise<void>;
  /** The same without a word on the screen while it runs, nor when it fails. */
  refreshQuietly: () => Promise<void>;
};

/** A tip on the screen: read when it is opened, and again as long as somebody looks. `first` is what was read to open it. */
export function useOpenedTip(access: TipAccess, first: TipView | null): OpenedTip {
  const [tip, setTip] = useState(first);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isRefreshing, setIsRefreshing] = useState(false);
  const [newsAtFirst, setNewsAtFirst] = useState(first && countNews(first));

  const read = useCallback(async (): Promise<ApiProblem | null> => {
    const result = await openTip(access);
    if (!result.ok) return result.problem;
    setTip((former) => keepNews(former, result.value));
    setNewsAtFirst((count) => count ?? countNews(result.value));
    setProblem(null);
    return null;
  }, [access]);

  const refresh = useCallback(async () => {
    setIsRefreshing(true);
    setProblem(await read());
    setIsRefreshing(false);
  }, [read]);

  const refreshQuietly = useCallback(async () => {
    const failed = await read();
    if (failed && isUnauthenticated(failed)) setProblem(failed);
  }, [read]);

  useEffect(() => {
    if (!first) void refresh();
  }, [first, refresh]);
  useWhileVisible(refreshQuietly, refreshPeriodMs);

  const hasNews = tip !== null && newsAtFirst !== null && countNews(tip) > newsAtFirst;
  return { tip, problem, isRefreshing, hasNews, refresh, refreshQuietly };
}
