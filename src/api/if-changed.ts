import { apiUrl } from './client.ts';
import { type ApiResult, readAnswer } from './problem.ts';

/** An answer that the phone keeps and asks about anew: `same` when what it has is still good. */
export type IfChanged<Value> = { kind: 'same' } | { kind: 'new'; value: Value; etag: string | null };

const notModified = 304;
/** A slow line takes its time for the whole book; the screen shows what it has meanwhile. */
const answerTimeoutMs = 30_000;

/** Asks for what the server has unless it is what `etag` names; null: the phone has nothing. */
export async function requestIfChanged<Value>(
  path: string,
  etag: string | null,
): Promise<ApiResult<IfChanged<Value>>> {
  const abort = new AbortController();
  const timer = setTimeout(() => abort.abort(), answerTimeoutMs);
  try {
    const response = await fetch(apiUrl(path), {
      credentials: 'omit',
      signal: abort.signal,
      // What the phone keeps is kept by us; a second copy in the browser's cache would only stand in the way.
      cache: 'no-store',
      headers: etag === null ? {} : { 'If-None-Match': etag },
    });
    if (response.status === notModified) return { ok: true, value: { kind: 'same' } };
    const body = await response.text();
    const answer = readAnswer<Value>({
      status: response.status,
      header: (name) => response.headers.get(name),
      body,
    });
    return answer.ok
      ? { ok: true, value: { kind: 'new', value: answer.value, etag: response.headers.get('ETag') } }
      : answer;
  } catch {
    return { ok: false, problem: { kind: abort.signal.aborted ? 'timeout' : 'offline' } };
  } finally {
    clearTimeout(timer);
  }
}
