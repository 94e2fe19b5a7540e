import type { NewsList, NewsQuery } from '#contract/news.ts';
import { apiUrl, requestJson } from './client.ts';
import type { ApiProblem, ApiResult } from './problem.ts';
import { queryOf } from './query.ts';

/** A page of the news; what the first page says of withdrawn ones is for `news-copy.ts`. */
export const listNews = (query: NewsQuery): Promise<ApiResult<NewsList>> =>
  requestJson<NewsList>(`/api/news${queryOf(query)}`);

/** The server says that there is no such article, or no longer. */
export const isGone = (problem: ApiProblem): boolean =>
  problem.kind === 'refused' && problem.code === 'not_found';

/** Where a published picture lies; null: it is none of ours. */
export const newsPhotoUrl = (address: string, size: 'full' | 'thumbnail' = 'full'): string | null =>
  /^\/api\/news\/photos\/[0-9a-f-]{36}$/.test(address) ? apiUrl(`${address}?size=${size}`) : null;
