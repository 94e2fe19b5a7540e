/**
 * One HTTP call to Zalo, with a limit on its time and on the size of its answer. It never throws for what the network or Zalo
 * does: whether a request may have been acted upon decides what may be done next, so each ending has its own kind.
 */

/** Where Zalo's hosts are; the sandbox puts its own in their place. No slash at the end. */
export type ZaloBaseUrls = {
  /** Social API: who is a Mini App user, what does a location token stand for. */
  readonly graph: string;
  /** OAuth v4 for Official Accounts. */
  readonly oauth: string;
  /** OA API: messages, uploads, groups. */
  readonly openapi: string;
  /** Open API of the Mini App: notifications. */
  readonly mini: string;
};

/** Zalo itself (zalo/server.md 0.3). */
export const zaloBaseUrls: ZaloBaseUrls = {
  graph: 'https://graph.zalo.me',
  oauth: 'https://oauth.zaloapp.com',
  openapi: 'https://openapi.zalo.me',
  mini: 'https://openapi.mini.zalo.me',
};

/** How one call ended. `reason` is a short code for logs and parked messages; it never holds anything that was sent. */
export type ZaloAnswer =
  | { readonly kind: 'json'; readonly httpStatus: number; readonly body: Record<string, unknown> }
  /** Something came back that is no JSON object, or nothing in time: Zalo may have acted on the request all the same. */
  | { readonly kind: 'broken'; readonly httpStatus: number | null; readonly reason: string }
  /** No connection was made: Zalo has certainly not seen the request. */
  | { readonly kind: 'not_sent'; readonly reason: string };

export type ZaloRequest = {
  readonly method: 'GET' | 'POST';
  readonly url: string;
  /** Tokens and secrets travel here, never in the URL, which proxies and logs remember. */
  readonly headers: Record<string, string>;
  readonly body?: string | URLSearchParams | FormData;
  readonly timeoutMs: number;
};

export type Fetch = typeof globalThis.fetch;

/** Sends and reads: long enough for a slow Zalo, short enough that the outbox goes on. */
export const zaloTimeoutMs = 10_000;

/** The largest answer we ask for is a page of ten messages of 2,000 letters each. */
const answerBytesMax = 512 * 1024;

/** Failures that happen before a byte of the request is written. */
const notSentCodes = new Set([
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
  'CERT_HAS_EXPIRED',
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'ERR_TLS_CERT_ALTNAME_INVALID',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
]);

export async function callZalo(fetchFunction: Fetch, request: ZaloRequest): Promise<ZaloAnswer> {
  let httpStatus: number | null = null;
  try {
    const response = await fetchFunction(request.url, {
      method: request.method,
      headers: request.headers,
      ...(request.body === undefined ? {} : { body: request.body }),
      // A redirect would carry the token to a host we did not choose.
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeoutMs),
    });
    httpStatus = response.status;
    const text = await readBounded(response);
    if (text === null) return { kind: 'broken', httpStatus, reason: 'answer too large' };
    const body = parseObject(text);
    if (body) return { kind: 'json', httpStatus, body };
    return { kind: 'broken', httpStatus, reason: response.ok ? 'answer not json' : `http ${httpStatus}` };
  } catch (failure) {
    if (failure instanceof Error && failure.name === 'TimeoutError')
      return { kind: 'broken', httpStatus, reason: 'timeout' };
    const code = causeCode(failure);
    if (code && notSentCodes.has(code)) return { kind: 'not_sent', reason: code };
    return { kind: 'broken', httpStatus, reason: code ? `network ${code}` : 'network' };
  }
}

/** The body as text, or null when it is larger than we would ever ask for. */
async function readBounded(response: Response): Promise<string | null> {
  if (!response.body) return '';
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of response.body) {
    bytes += chunk.byteLength;
    // Leaving the loop cancels the stream.
    if (bytes > answerBytesMax) return null;
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

function parseObject(text: string): Record<string, unknown> | null {
  try {
    const value: unknown = JSON.parse(text);
    return isRecord(value) ? value : null;
  } catch {
    // Half a body, or an error page of a proxy: the caller is told so by kind.
    return null;
  }
}

/** fetch wraps the network's own error as its cause, sometimes twice. */
function causeCode(failure: unknown): string | null {
  let error = failure;
  for (let depth = 0; depth < 3 && error instanceof Error; depth += 1) {
    const { code } = error as NodeJS.ErrnoException;
    if (typeof code === 'string') return code;
    error = error.cause;
  }
  return null;
}

export function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Zalo's error number: 0 when the field is absent or 0 (both mean success), null when it is there but is no number. Some
 * answers carry it as a string.
 */
export function errorNumber(body: Record<string, unknown>): number | null {
  const { error } = body;
  if (error === undefined || error === null) return 0;
  if (typeof error === 'number' && Number.isFinite(error)) return error;
  if (typeof error === 'string' && /^-?\d{1,9}$/.test(error)) return Number(error);
  return null;
}

/** A string that says something, or null. Ids are decimal strings larger than 2^53 and stay strings. */
export function nonEmptyString(value: unknown): string | null {
  return typeof value === 'string' && value !== '' ? value : null;
}
