import type {
  ArticleChange,
  BroadcastPlan,
  NewArticle,
  StaffArticle,
  StaffNews,
  StoredDocument,
} from '#contract/news.ts';
import type { ArticleAct, ArticleState } from '#contract/vocabulary.ts';
import type { ApiRequest } from './client.ts';
import type { DeskApi } from './desk.ts';
import type { ApiResult } from './problem.ts';
import { queryOf } from './query.ts';

/** An article with the ETag that a change of it has to name. */
export type OpenedArticle = { article: StaffArticle; etag: string | null };

export const listArticles = (
  desk: DeskApi,
  state: ArticleState | null,
  cursor: string | null,
): Promise<ApiResult<StaffNews>> => desk.ask<StaffNews>(`/news${queryOf({ state, cursor })}`);

const pathOf = (id: string, rest = '') => `/news/${encodeURIComponent(id)}${rest}`;

async function askArticle(
  desk: DeskApi,
  path: string,
  request: ApiRequest = {},
): Promise<ApiResult<OpenedArticle>> {
  let etag: string | null = null;
  const onEtag = (named: string | null) => {
    etag = named;
  };
  const answer = await desk.ask<StaffArticle>(path, { ...request, onEtag });
  return answer.ok ? { ok: true, value: { article: answer.value, etag } } : answer;
}

export const openArticle = (desk: DeskApi, id: string, version: number | null) =>
  askArticle(desk, pathOf(id, queryOf({ version: version === null ? null : String(version) })));

export const createArticle = (desk: DeskApi, article: NewArticle) =>
  askArticle(desk, '/news', { method: 'POST', json: article });

export const changeArticle = (desk: DeskApi, id: string, change: ArticleChange, etag: string | null) =>
  askArticle(desk, pathOf(id), {
    method: 'PATCH',
    json: change,
    headers: etag === null ? {} : { 'If-Match': etag },
  });

/** `body` without the version it is about, which is the one on the screen. */
export const moveArticle = (
  desk: DeskApi,
  { id, version }: Pick<StaffArticle, 'id' | 'version'>,
  act: Exclude<ArticleAct, 'edit' | 'broadcast'>,
  body: object = {},
) => askArticle(desk, pathOf(id, `/${act}`), { method: 'POST', json: { version, ...body } });

/** What a broadcast would be, for a commander to read before pressing. */
export const planBroadcast = (desk: DeskApi, id: string): Promise<ApiResult<BroadcastPlan>> =>
  desk.ask<BroadcastPlan>(pathOf(id, '/broadcast'));

export const broadcastArticle = (desk: DeskApi, id: string, confirmation: string) =>
  askArticle(desk, pathOf(id, '/broadcast'), { method: 'POST', json: { confirmation } });

/** A picture of an article, published or not. */
export const articlePhoto = (desk: DeskApi, id: string, photoId: string): Promise<ApiResult<Blob>> =>
  desk.askBlob(pathOf(id, `/photos/${encodeURIComponent(photoId)}`));

/** A file of full size over a slow line. */
const uploadTimeoutMs = 180_000;

/** Sends a PDF ahead of the article that will name it. */
export const uploadDocument = (desk: DeskApi, file: Blob): Promise<ApiResult<StoredDocument>> =>
  desk.ask<StoredDocument>('/news/documents', {
    method: 'POST',
    file: new Blob([file], { type: 'application/pdf' }),
    timeoutMs: uploadTimeoutMs,
  });

/** A PDF of an article, published or not. */
export const articleDocument = (desk: DeskApi, id: string, documentId: string): Promise<ApiResult<Blob>> =>
  desk.askBlob(pathOf(id, `/documents/${encodeURIComponent(documentId)}`));
