import type { Context, ErrorHandler, NotFoundHandler } from 'hono';
import { HTTPException } from 'hono/http-exception';
import type { Logger } from 'pino';
import { type ErrorCode, type Problem, problems } from '#contract/problem.ts';
import { AppError } from './app-error.ts';
import type { HttpEnv } from './http-env.ts';

/** The only place where a code becomes a status and a body (RFC 9457). */
function problemAnswer(c: Context<HttpEnv>, error: AppError): Response {
  const { status, title } = problems[error.code];
  const body: Problem = {
    type: `urn:zalo-an-ninh:problem:${error.code}`,
    title,
    status,
    code: error.code,
    requestId: c.get('requestId'),
    ...(error.issues ? { issues: error.issues } : {}),
    ...(error.challenge ? { challenge: error.challenge } : {}),
    ...(error.present ? { present: error.present } : {}),
  };
  const headers: Record<string, string> = {
    'Content-Type': 'application/problem+json',
    'Cache-Control': 'no-store',
  };
  if (error.retryAfterS !== undefined) headers['Retry-After'] = String(error.retryAfterS);
  if (status === 401) headers['WWW-Authenticate'] = 'Receipt, Bearer';
  return c.body(JSON.stringify(body), status, headers);
}

/** Expected failures keep their code; all else is logged once with its stack and answered as `internal_error`. */
export function problemHandler(logger: Logger): ErrorHandler<HttpEnv> {
  return (error, c) => {
    if (error instanceof AppError) return problemAnswer(c, error);
    if (error instanceof HTTPException && error.status < 500) {
      return problemAnswer(c, new AppError(codeOfStatus(error.status)));
    }
    const code: ErrorCode = isStorageFailure(error) ? 'storage_unavailable' : 'internal_error';
    logger.error({ requestId: c.get('requestId'), route: c.req.routePath, err: error }, 'request failed');
    return problemAnswer(c, new AppError(code, code === 'storage_unavailable' ? { retryAfterS: 5 } : {}));
  };
}

export const notFoundHandler: NotFoundHandler<HttpEnv> = (c) => problemAnswer(c, new AppError('not_found'));

function codeOfStatus(status: number): ErrorCode {
  if (status === 400) return 'invalid_json';
  if (status === 413) return 'body_too_large';
  if (status === 415) return 'unsupported_media_type';
  return 'not_found';
}

/**
 * A store that cannot be written to now (full or read-only disk, locked, connection lost) is a 503 that may be retried, not a
 * fault of ours: SQLite's codes, Node's, that of the photos' place, and PostgreSQL's classes 08, 40 (rolled back for
 * somebody else's sake), 53, 57 and 58.
 */
export function isStorageFailure(error: unknown): boolean {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  if (/^SQLITE_(FULL|READONLY|BUSY|LOCKED|IOERR|CANTOPEN)/.test(code)) return true;
  // Sealed with a key that another server has and this one has not learnt yet.
  if (code === 'PHOTO_PLACE_UNAVAILABLE' || code === 'KEY_UNKNOWN') return true;
  if (/^(ENOSPC|EROFS|EDQUOT|EACCES|EIO|ECONNREFUSED|ECONNRESET|EPIPE|ETIMEDOUT)$/.test(code)) return true;
  if (/^(08|40|53|57P|58)/.test(code)) return true;
  // What pg says without a code of a connection that was lost during a query, and between two of a transaction.
  return error instanceof Error && /Connection terminated|not queryable/.test(error.message);
}
