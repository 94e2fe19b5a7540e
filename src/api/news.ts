import type { NewsList, NewsQuery } from '#contract/news.ts';
import { apiUrl, requestBlob, requestJson } from './client.ts';
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

const documentAddress = /^\/api\/news\/documents\/[0-9a-f-]{36}\.pdf$/;

/** Where a published PDF lies; null: it is none of ours. */
export const newsDocumentUrl = (address: string): string | null =>
  documentAddress.test(address) ? apiUrlOfPage(address) : null;

/** Programs outside the page need the whole address. */
const apiUrlOfPage = (address: string): string => new URL(apiUrl(address), window.location.href).href;

const documentTimeoutMs = 60_000;

/** A published PDF itself. */
export const getNewsDocument = (address: string): Promise<ApiResult<Blob>> =>
  requestBlob(address, { timeoutMs: documentTimeoutMs });
