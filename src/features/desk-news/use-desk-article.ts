import { useCallback, useEffect, useRef, useState } from 'react';
import type { DeskApi } from '../../api/desk.ts';
import { articlePhoto, type OpenedArticle, openArticle } from '../../api/desk-news.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { useWhileVisible } from '../../lib/while-visible.ts';

/** Others write and approve meanwhile, and Zalo answers late. */
const readAgainEveryMs = 10_000;

/** One article as the server has it; `version`: an older one, to look at. */
export function useDeskArticle(desk: DeskApi, id: string, version: number | null) {
  const [opened, setOpened] = useState<OpenedArticle | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const asked = useRef(0);
  const read = useCallback(async () => {
    asked.current += 1;
    const number = asked.current;
    const result = await openArticle(desk, id, version);
    // Somebody has done something since, and its answer is newer.
    if (number !== asked.current) return;
    setProblem(result.ok ? null : result.problem);
    if (result.ok) setOpened(result.value);
  }, [desk, id, version]);
  useEffect(() => void read(), [read]);
  useWhileVisible(read, readAgainEveryMs);
  const show = useCallback((next: OpenedArticle) => {
    asked.current += 1;
    setProblem(null);
    setOpened(next);
  }, []);
  return { opened, problem, read, show };
}

/** The pictures of an article by id, as addresses for `<img>`: fetched with the credential, taken back when nobody shows them. */
export function useArticlePhotos(desk: DeskApi, articleId: string, photoIds: readonly string[]) {
  const [urls, setUrls] = useState<ReadonlyMap<string, string>>(new Map());
  const names = photoIds.join(' ');
  useEffect(() => {
    let isGone = false;
    const made: string[] = [];
    const load = async () => {
      for (const photoId of names.split(' ').filter(Boolean)) {
        const result = await articlePhoto(desk, articleId, photoId);
        if (isGone) return;
        if (!result.ok) continue;
        const url = URL.createObjectURL(result.value);
        made.push(url);
        setUrls((former) => new Map(former).set(photoId, url));
      }
    };
    void load();
    return () => {
      isGone = true;
      for (const url of made) URL.revokeObjectURL(url);
    };
  }, [desk, articleId, names]);
  return urls;
}
