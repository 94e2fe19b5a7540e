import type { OaConnectionStore } from './oa-connection.store.ts';
import { classify, type OaEffect, type OaVerdict } from './oa-errors.rules.ts';
import type { OaTokens } from './oa-tokens.ts';
import { callZalo, type Fetch, type ZaloRequest, zaloTimeoutMs } from './zalo-http.ts';

/** A token refused twice in a row, once fresh: something refreshes beside us. */
const tokenRetryMs = 60_000;

export type OaCallOptions = {
  connections: Pick<OaConnectionStore, 'pause'>;
  tokens: OaTokens;
  /** Of openapi.zalo.me, or of who stands in for it. */
  baseUrl: string;
  now: () => Date;
  fetch?: Fetch | undefined;
  /** For every call that names no time of its own. */
  timeoutMs?: number | undefined;
};

/** Calls of the OA API as a unit's OA. */
export type OaCall = ReturnType<typeof createOaCall>;

/** One way to Zalo for all that is sent and read: the token, renewed once when it is not taken, and what the answer means. */
export function createOaCall(options: OaCallOptions) {
  const {
    connections,
    tokens,
    baseUrl,
    now,
    fetch: fetchFunction = fetch,
    timeoutMs = zaloTimeoutMs,
  } = options;

  /** One call with the OA's token; when it is not taken, once more with a fresh one. */
  async function call(
    unitId: string,
    effect: OaEffect,
    request: Omit<ZaloRequest, 'headers' | 'timeoutMs'> & {
      headers?: Record<string, string>;
      timeoutMs?: number;
    },
  ): Promise<OaVerdict> {
    let token = await tokens.accessToken(unitId);
    for (let refreshes = 0; ; refreshes += 1) {
      if (token.kind !== 'token') return token;
      const answer = await callZalo(fetchFunction, {
        timeoutMs,
        ...request,
        headers: { ...request.headers, access_token: token.accessToken },
      });
      const verdict = classify(answer, effect, now());
      if (verdict.kind === 'pause_oa') await connections.pause(unitId, verdict.reason, now());
      if (verdict.kind !== 'token') return verdict;
      if (refreshes > 0) return { kind: 'retry', afterMs: tokenRetryMs, reason: verdict.reason };
      token = await tokens.refresh(unitId, token.accessToken);
    }
  }

  /** A GET with plain parameters, as the group endpoints take them. */
  function readPage(unitId: string, path: string, parameters: Record<string, string>): Promise<OaVerdict> {
    return call(unitId, 'read', {
      method: 'GET',
      url: `${baseUrl}${path}?${new URLSearchParams(parameters)}`,
    });
  }

  /** A GET by a token that is no unit's yet. */
  async function readByToken(path: string, accessToken: string): Promise<OaVerdict> {
    const answer = await callZalo(fetchFunction, {
      method: 'GET',
      url: `${baseUrl}${path}`,
      headers: { access_token: accessToken },
      timeoutMs,
    });
    return classify(answer, 'read', now());
  }

  return { call, readPage, readByToken, baseUrl, timeoutMs };
}
