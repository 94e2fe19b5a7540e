import type { OaEffect, OaVerdict } from './oa-errors.rules.ts';
import { isRecord, nonEmptyString, type ZaloRequest } from './zalo-http.ts';

/** An article as an OA has it (zalo/server.md 4). */
export type OaArticle = {
  readonly title: string;
  readonly author: string;
  readonly description: string;
  /** On a public address: Zalo fetches it. */
  readonly coverUrl: string;
  readonly body: readonly OaArticlePart[];
};
export type OaArticlePart =
  | { readonly type: 'text'; readonly content: string }
  | { readonly type: 'image'; readonly url: string; readonly caption: string };

/** Exact lengths of 150 and 300 were refused: what is longer than these is a mistake of the caller (RangeError). */
const oaArticleLimits = { titleCharsMax: 140, descriptionCharsMax: 250, authorCharsMax: 50 } as const;

/** As of a send: retry is certainly not done, unknown may be, human and permanent need somebody. */
type NotDone =
  | { readonly kind: 'retry'; readonly afterMs: number | null; readonly reason: string }
  | { readonly kind: 'unknown' | 'permanent' | 'human'; readonly reason: string };

export type OaArticles = {
  /** Begins an article, or takes the place of one; Zalo then works on its pictures. */
  put(
    unitId: string,
    article: OaArticle,
    articleId?: string,
  ): Promise<{ kind: 'begun'; token: string } | NotDone>;
  /** `processing`: ask again. */
  verify(
    unitId: string,
    token: string,
  ): Promise<{ kind: 'done'; articleId: string } | { kind: 'processing' } | NotDone>;
  /** Also of one that is not there. */
  remove(unitId: string, articleId: string): Promise<{ kind: 'removed' } | NotDone>;
  /** Among the newest ten. */
  findByTitle(
    unitId: string,
    title: string,
  ): Promise<{ kind: 'found'; articleId: string } | { kind: 'absent' } | NotDone>;
  /** To every follower: one to five articles. */
  broadcast(
    unitId: string,
    articleIds: readonly string[],
  ): Promise<{ kind: 'sent'; messageId: string } | NotDone>;
  /** As Zalo counts them now. */
  countFollowers(
    unitId: string,
  ): Promise<{ kind: 'followers'; count: number; packageName: string | null } | NotDone>;
};

export type OaCall = (
  unitId: string,
  effect: OaEffect,
  request: Omit<ZaloRequest, 'headers' | 'timeoutMs'> & { headers?: Record<string, string> },
) => Promise<OaVerdict>;

/** More than that Zalo answers with -201. */
const sliceMax = 10;
const articlesPerBroadcastMax = 5;

/** Articles of our units' OAs, over calls that bring their token. */
export function createOaArticles(call: OaCall, baseUrl: string): OaArticles {
  const post = (unitId: string, effect: OaEffect, path: string, body: unknown) =>
    call(unitId, effect, {
      method: 'POST',
      url: `${baseUrl}${path}`,
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify(body),
    });

  return {
    async put(unitId, article, articleId) {
      const path = articleId === undefined ? '/v2.0/article/create' : '/v2.0/article/update';
      const verdict = await post(unitId, 'send', path, toZalo(article, articleId));
      if (verdict.kind !== 'ok') return notDone(verdict);
      const token = stringIn(verdict.data, 'token');
      return token ? { kind: 'begun', token } : { kind: 'unknown', reason: 'article without token' };
    },

    async verify(unitId, token) {
      const verdict = await post(unitId, 'read', '/v2.0/article/verify', { token });
      if (verdict.kind === 'ok') {
        const articleId = stringIn(verdict.data, 'id');
        return articleId ? { kind: 'done', articleId } : { kind: 'processing' };
      }
      if (verdict.reason === stillProcessing) return { kind: 'processing' };
      // Its pictures could not be taken: no waiting mends that.
      if (verdict.reason === picturesRefused) return { kind: 'permanent', reason: verdict.reason };
      return notDone(verdict);
    },

    async remove(unitId, articleId) {
      const verdict = await post(unitId, 'read', '/v2.0/article/remove', { id: articleId });
      return verdict.kind === 'ok' || verdict.kind === 'permanent' ? { kind: 'removed' } : notDone(verdict);
    },

    async findByTitle(unitId, title) {
      const parameters = new URLSearchParams({ offset: '0', limit: String(sliceMax), type: 'normal' });
      const verdict = await call(unitId, 'read', {
        method: 'GET',
        url: `${baseUrl}/v2.0/article/getslice?${parameters}`,
      });
      if (verdict.kind !== 'ok') return notDone(verdict);
      const medias = isRecord(verdict.data) ? verdict.data.medias : null;
      if (!Array.isArray(medias)) return { kind: 'unknown', reason: 'articles unreadable' };
      const same = medias.find((media) => stringIn(media, 'title') === title);
      const articleId = stringIn(same, 'id');
      return articleId ? { kind: 'found', articleId } : { kind: 'absent' };
    },

    async broadcast(unitId, articleIds) {
      if (articleIds.length === 0 || articleIds.length > articlesPerBroadcastMax)
        throw new RangeError(`A broadcast of ${articleIds.length} articles.`);
      const elements = articleIds.map((id) => ({ media_type: 'article', attachment_id: id }));
      const verdict = await post(unitId, 'send', '/v2.0/oa/message', {
        recipient: { target: {} },
        message: { attachment: { type: 'template', payload: { template_type: 'media', elements } } },
      });
      if (verdict.kind !== 'ok') return notDone(verdict);
      const messageId = stringIn(verdict.data, 'message_id');
      return messageId
        ? { kind: 'sent', messageId }
        : { kind: 'unknown', reason: 'success without message id' };
    },

    async countFollowers(unitId) {
      const verdict = await call(unitId, 'read', { method: 'GET', url: `${baseUrl}/v2.0/oa/getoa` });
      if (verdict.kind !== 'ok') return notDone(verdict);
      const count = isRecord(verdict.data) ? Number(verdict.data.num_follower) : Number.NaN;
      if (!Number.isInteger(count) || count < 0) return { kind: 'unknown', reason: 'followers unreadable' };
      return { kind: 'followers', count, packageName: stringIn(verdict.data, 'package_name') };
    },
  };
}

const stillProcessing = 'zalo -214';
const picturesRefused = 'zalo -200';

const stringIn = (data: unknown, name: string): string | null =>
  isRecord(data) ? nonEmptyString(data[name]) : null;

function toZalo(article: OaArticle, articleId: string | undefined): object {
  const { title, description, author } = article;
  const tooLong =
    title.length > oaArticleLimits.titleCharsMax ||
    description.length > oaArticleLimits.descriptionCharsMax ||
    author.length > oaArticleLimits.authorCharsMax;
  if (tooLong) throw new RangeError('An OA article with a field that is too long.');
  return {
    ...(articleId === undefined ? {} : { id: articleId }),
    type: 'normal',
    title,
    author,
    cover: { cover_type: 'photo', photo_url: article.coverUrl, status: 'show' },
    description,
    body: article.body,
    status: 'show',
    comment: 'hide',
  };
}

function notDone(verdict: Exclude<OaVerdict, { kind: 'ok' }>): NotDone {
  switch (verdict.kind) {
    case 'retry':
      return { kind: 'retry', afterMs: verdict.afterMs, reason: verdict.reason };
    case 'unknown':
    case 'permanent':
    case 'human':
      return { kind: verdict.kind, reason: verdict.reason };
    case 'token':
    case 'reupload':
      return { kind: 'retry', afterMs: null, reason: verdict.reason };
    case 'use_v2':
    case 'use_v3':
    case 'pause_oa':
      return { kind: 'human', reason: verdict.reason };
  }
}
