import type { TokenPair } from './oa-connection.store.ts';
import {
  callZalo,
  errorNumber,
  type Fetch,
  nonEmptyString,
  type ZaloAnswer,
  zaloTimeoutMs,
} from './zalo-http.ts';

/** OAuth v4 for Official Accounts (zalo/server.md 2.2). */
type OauthOutcome =
  | { readonly kind: 'tokens'; readonly pair: TokenPair }
  /** Zalo said no, in a well-formed answer: trying again with the same code or token is of no use. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** No answer that says yes or no; Zalo may have used up the code or token all the same. */
  | { readonly kind: 'unavailable'; readonly reason: string };

export type OauthClient = {
  /** Code of the consent page: ten minutes, once. `verifier`: of PKCE, where the link to the page had a challenge. */
  exchangeCode(code: string, verifier: string | null): Promise<OauthOutcome>;
  /** A refresh token is good for one call of this; only oa-tokens.ts may make it. */
  refresh(refreshToken: string): Promise<OauthOutcome>;
};

/** Zalo documents 25 hours and the field is always read; this is the shortest life seen, for an answer without the field. */
const unstatedLifeS = 3_600;

export function createOauthClient(options: {
  appId: string;
  appSecret: string;
  baseUrl: string;
  now: () => Date;
  fetch?: Fetch;
  timeoutMs?: number;
}): OauthClient {
  const { appId, appSecret, baseUrl, now, fetch: fetchFunction = fetch, timeoutMs = zaloTimeoutMs } = options;

  async function accessToken(grant: Record<string, string>): Promise<OauthOutcome> {
    const answer = await callZalo(fetchFunction, {
      method: 'POST',
      url: `${baseUrl}/v4/oa/access_token`,
      headers: { secret_key: appSecret },
      body: new URLSearchParams({ ...grant, app_id: appId }),
      timeoutMs,
    });
    return toOutcome(answer, now());
  }

  return {
    exchangeCode: (code, verifier) =>
      accessToken({
        grant_type: 'authorization_code',
        code,
        ...(verifier === null ? {} : { code_verifier: verifier }),
      }),
    refresh: (refreshToken) => accessToken({ grant_type: 'refresh_token', refresh_token: refreshToken }),
  };
}

/** Success is two tokens that are there, nothing else: error bodies without a number have been seen in production. */
function toOutcome(answer: ZaloAnswer, now: Date): OauthOutcome {
  if (answer.kind !== 'json') return { kind: 'unavailable', reason: answer.reason };
  const { body, httpStatus } = answer;
  const accessToken = nonEmptyString(body.access_token);
  const refreshToken = nonEmptyString(body.refresh_token);
  if (accessToken && refreshToken) {
    const pair = {
      accessToken,
      refreshToken,
      obtainedAt: now.toISOString(),
      expiresInS: lifeS(body.expires_in),
    };
    return { kind: 'tokens', pair };
  }
  if (httpStatus >= 500 || httpStatus === 429) return { kind: 'unavailable', reason: `http ${httpStatus}` };
  const code = errorNumber(body);
  if (code !== null && code !== 0) return { kind: 'refused', reason: `zalo ${code}` };
  if (saysError(body)) return { kind: 'refused', reason: 'zalo error without number' };
  return { kind: 'unavailable', reason: 'answer without tokens' };
}

function saysError(body: Record<string, unknown>): boolean {
  return (
    ['error_name', 'error_reason', 'error_description'].some((key) => nonEmptyString(body[key])) ||
    errorNumber(body) === null
  );
}

/** Seconds; Zalo sends them as a string. */
function lifeS(value: unknown): number {
  const seconds = Number(value);
  return Number.isFinite(seconds) && seconds > 0 ? seconds : unstatedLifeS;
}
