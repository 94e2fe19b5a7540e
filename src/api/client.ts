import { type ApiResult, readAnswer } from './problem.ts';

const answerTimeoutMs = 15_000;

/** The API lives on another host inside Zalo, on our own on the web. */
export const apiUrl = (path: string): string => `${import.meta.env.VITE_API_ORIGIN ?? ''}${path}`;

export type ApiRequest = {
  method?: 'GET' | 'POST' | 'DELETE';
  json?: unknown;
  headers?: Record<string, string>;
  timeoutMs?: number;
};

function requestInit({ method = 'GET', json, headers }: ApiRequest, signal: AbortSignal): RequestInit {
  return {
    method,
    signal,
    // A third-party origin inside Zalo: nothing here may depend on cookies.
    credentials: 'omit',
    headers: { ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
  };
}

/** Asks our server. Failures of every kind are values, because a screen has to say something about each. */
export async function requestJson<Value>(path: string, request: ApiRequest = {}): Promise<ApiResult<Value>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), request.timeoutMs ?? answerTimeoutMs);
  try {
    const response = await fetch(apiUrl(path), requestInit(request, abort.signal));
    const body = await response.text();
    return readAnswer<Value>({ status: response.status, header: (name) => response.headers.get(name), body });
  } catch {
    return { ok: false, problem: { kind: abort.signal.aborted ? 'timeout' : 'offline' } };
  } finally {
    clearTimeout(timer);
  }
}
