import { createHmac } from 'node:crypto';
import {
  callZalo,
  errorNumber,
  type Fetch,
  isRecord,
  nonEmptyString,
  type ZaloAnswer,
  zaloTimeoutMs,
} from './zalo-http.ts';

/** A Mini App user as Zalo vouches for them; what the client says of itself counts for nothing. */
type ZaloUser = {
  /** Scoped to our Zalo App: the same person has another id in another app. */
  readonly id: string;
  /** Only after the person allowed it. */
  readonly name: string | null;
  /** The person's id at the OA that is linked to the Mini App. */
  readonly idAtOa: string | null;
};

type ZaloLocation = {
  /** Degrees WGS 84. Zalo gives no accuracy. */
  readonly lat: number;
  readonly lng: number;
  /** What measured it, such as "gps". */
  readonly provider: string;
  readonly at: Date;
};

/** `reason` is a short code such as "zalo 119", never a token. */
type Failure =
  /** The access token is not taken: the client calls getAccessToken again. */
  | { readonly kind: 'unauthenticated'; readonly reason: string }
  /** Our secret or app is wrong: for the administrator, asking again is of no use. */
  | { readonly kind: 'misconfigured'; readonly reason: string }
  /** No usable answer: later. */
  | { readonly kind: 'unavailable'; readonly reason: string };

type MeOutcome = { readonly kind: 'user'; readonly user: ZaloUser } | Failure;

type LocationOutcome =
  | { readonly kind: 'location'; readonly location: ZaloLocation }
  /** Expired, used or not a location token: the client asks for a new one. */
  | { readonly kind: 'token_invalid'; readonly reason: string }
  | Failure;

export type GraphClient = {
  /** Who this access token stands for (zalo/server.md 1.1). */
  me(accessToken: string): Promise<MeOutcome>;
  /** What a token of getLocation stands for: two minutes, once (1.2). */
  decodeLocation(tokens: { accessToken: string; token: string }): Promise<LocationOutcome>;
};

/** Our proof is refused: wrong App Secret. */
const misconfiguredMe = new Set([-242, -1241]);
/** secret_key missing or wrong, or the token is another app's. */
const misconfiguredInfo = new Set([116, 117, 118]);
/** Asking the person to sign in again helps. */
const unauthenticatedInfo = new Set([-1401, 452, 210]);

export function createGraphClient(options: {
  appSecret: string;
  baseUrl: string;
  fetch?: Fetch;
  timeoutMs?: number;
}): GraphClient {
  const { appSecret, baseUrl, fetch: fetchFunction = fetch, timeoutMs = zaloTimeoutMs } = options;

  const read = (pathAndQuery: string, headers: Record<string, string>): Promise<ZaloAnswer> =>
    callZalo(fetchFunction, { method: 'GET', url: `${baseUrl}${pathAndQuery}`, headers, timeoutMs });

  return {
    async me(accessToken) {
      const answer = await read('/v2.0/me?fields=id,name,user_id_by_oa', {
        access_token: accessToken,
        appsecret_proof: appSecretProof(appSecret, accessToken),
      });
      const body = readBody(answer);
      if (body.kind === 'unavailable') return body;
      if (body.code !== 0) {
        const kind = misconfiguredMe.has(body.code) ? 'misconfigured' : 'unauthenticated';
        return { kind, reason: `zalo ${body.code}` };
      }
      const id = nonEmptyString(body.fields.id);
      if (!id) return { kind: 'unavailable', reason: 'user unreadable' };
      const name = nonEmptyString(body.fields.name);
      return { kind: 'user', user: { id, name, idAtOa: nonEmptyString(body.fields.user_id_by_oa) } };
    },

    async decodeLocation({ accessToken, token }) {
      const answer = await read('/v2.0/me/info', {
        access_token: accessToken,
        code: token,
        secret_key: appSecret,
      });
      const body = readBody(answer);
      if (body.kind === 'unavailable') return body;
      if (body.code !== 0) return { kind: infoFailureKind(body.code), reason: `zalo ${body.code}` };
      const location = toLocation(body.fields.data);
      // The token is used up: a new one may bring a readable place.
      return location
        ? { kind: 'location', location }
        : { kind: 'token_invalid', reason: 'location unreadable' };
    },
  };
}

/** Proof that the token is used by who holds the App Secret: HMAC-SHA-256 in lower-case hex. */
export function appSecretProof(appSecret: string, accessToken: string): string {
  return createHmac('sha256', appSecret).update(accessToken).digest('hex');
}

type Body =
  | { readonly kind: 'body'; readonly code: number; readonly fields: Record<string, unknown> }
  | { readonly kind: 'unavailable'; readonly reason: string };

/** Errors come as HTTP 200 with `error` in the body; a server error is no word of Zalo's about the token. */
function readBody(answer: ZaloAnswer): Body {
  if (answer.kind !== 'json') return { kind: 'unavailable', reason: answer.reason };
  const { httpStatus, body } = answer;
  const code = errorNumber(body);
  const isRefusal = code !== null && code !== 0 && httpStatus < 500 && httpStatus !== 429;
  if (isRefusal || (code === 0 && httpStatus >= 200 && httpStatus < 300))
    return { kind: 'body', code, fields: body };
  return { kind: 'unavailable', reason: code === null ? 'zalo error without number' : `http ${httpStatus}` };
}

/** 114, 115, 119 and whatever the table does not name: a new token is what may help. */
function infoFailureKind(code: number): 'misconfigured' | 'unauthenticated' | 'token_invalid' {
  if (misconfiguredInfo.has(code)) return 'misconfigured';
  return unauthenticatedInfo.has(code) ? 'unauthenticated' : 'token_invalid';
}

/** All four values come as strings; the time is in milliseconds. */
function toLocation(data: unknown): ZaloLocation | null {
  if (!isRecord(data)) return null;
  const lat = toNumber(data.latitude);
  const lng = toNumber(data.longitude);
  const atMs = toNumber(data.timestamp);
  if (lat === null || Math.abs(lat) > 90 || lng === null || Math.abs(lng) > 180) return null;
  if (atMs === null || atMs <= 0 || atMs > 8.64e15) return null;
  return { lat, lng, provider: nonEmptyString(data.provider) ?? 'unknown', at: new Date(atMs) };
}

function toNumber(value: unknown): number | null {
  if (typeof value === 'number') return Number.isFinite(value) ? value : null;
  if (typeof value !== 'string' || value.trim() === '') return null;
  const number = Number(value);
  return Number.isFinite(number) ? number : null;
}
