import { type ApiResult, readAnswer } from './problem.ts';

const answerTimeoutMs = 15_000;

/** The API lives on another host inside Zalo, on our own on the web. */
export const apiUrl = (path: string): string => `${import.meta.env.VITE_API_ORIGIN ?? ''}${path}`;

export type ApiRequest = {
  method?: 'GET' | 'POST' | 'PATCH' | 'DELETE';
  json?: unknown;
  /** A file as the body, of the type that it names; in place of `json`. */
  file?: Blob;
  headers?: Record<string, string>;
  timeoutMs?: number;
  /** The page has asked already (scripts/first-screen.ts): this takes that answer, which only a request of the same kind may. */
  isPreloaded?: boolean;
  /** Hears which state of it an answer is, for `If-Match`; null where the server names none. */
  onEtag?: (etag: string | null) => void;
};

function requestInit(
  { method = 'GET', json, file, headers, isPreloaded = false }: ApiRequest,
  signal: AbortSignal,
): RequestInit {
  return {
    method,
    signal,
    // A third-party origin inside Zalo: nothing here may depend on cookies.
    credentials: isPreloaded ? 'same-origin' : 'omit',
    headers: { ...(json === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
    ...(json === undefined ? {} : { body: JSON.stringify(json) }),
    ...(file ? { body: file } : {}),
  };
}

/** Asks our server. Failures of every kind are values, because a screen has to say something about each. */
export const requestJson = <Value>(path: string, request: ApiRequest = {}): Promise<ApiResult<Value>> =>
  requestAnswer(path, request, readText<Value>);

/** The same for an answer that is a file. */
export const requestBlob = (path: string, request: ApiRequest = {}): Promise<ApiResult<Blob>> =>
  requestAnswer(path, request, async (response) =>
    response.ok ? { ok: true, value: await response.blob() } : readText<Blob>(response),
  );

async function readText<Value>(response: Response): Promise<ApiResult<Value>> {
  const body = await response.text();
  return readAnswer<Value>({ status: response.status, header: (name) => response.headers.get(name), body });
}

async function requestAnswer<Value>(
  path: string,
  request: ApiRequest,
  read: (response: Response) => Promise<ApiResult<Value>>,
): Promise<ApiResult<Value>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), request.timeoutMs ?? answerTimeoutMs);
  try {
    const response = await fetch(apiUrl(path), requestInit(request, abort.signal));
    request.onEtag?.(response.headers.get('ETag'));
    return await read(response);
  } catch {
    return { ok: false, problem: { kind: abort.signal.aborted ? 'timeout' : 'offline' } };
  } finally {
    clearTimeout(timer);
  }
}
