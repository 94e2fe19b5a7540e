import { randomUUID } from 'node:crypto';
import type { Context, MiddlewareHandler } from 'hono';
import { apiCors } from './api-cors.ts';
import type { HttpEnv } from './http-env.ts';
import { securityHeaders } from './security-headers.ts';

/** A route with a page of its own brings its own, which stand. */
const ownedByRoute = ['Referrer-Policy', 'Content-Security-Policy'];

/** Headers that an answer gets besides its own; those of `c.get('frame')`, by the names that they are sent under. */
export type FrameHeaders = Readonly<Record<string, string>>;

/**
 * The headers of every answer, whoever made it: what browsers may do with it, who may read it, and of the API and feeds the request's id.
 * They are known before the answer is: what is sent from memory (stored-answer.ts) is made with them at once, which spares it the
 * web's Headers, the dearest part of a small answer. All others get them here.
 */
export function answerFrame(publicUrl: string): MiddlewareHandler<HttpEnv> {
  const always = securityHeaders(publicUrl);
  const cors = apiCors(publicUrl);
  return async (c, next) => {
    const { path } = c.req;
    const isApi = path === '/api' || path.startsWith('/api/');
    const isPreflight = isApi && c.req.method === 'OPTIONS';
    let frame: FrameHeaders = always;
    if (isApi || path.startsWith('/feeds/')) {
      // Of ours: a sender's own id is not taken, it could carry anything into the log.
      const requestId = randomUUID();
      c.set('requestId', requestId);
      frame =
        isApi && !isPreflight
          ? { ...always, 'X-Request-Id': requestId, ...cors.headersFor(c.req.header('origin')) }
          : { ...always, 'X-Request-Id': requestId };
    }
    c.set('frame', frame);
    if (isPreflight) c.res = (await cors.preflight(c, next)) ?? c.res;
    else await next();
    if (c.get('framed') !== c.res) putAround(c.res.headers, frame);
    // Hono answers HEAD as GET and lets the body lie: who makes it while it is read has to hear that nobody will.
    if (c.req.method === 'HEAD') await c.res.body?.cancel();
  };
}

/** What `sendStored` has to send with its own; nothing where no frame stands around it. */
export const frameOf = (c: Context<HttpEnv>): FrameHeaders => c.get('frame') ?? {};

/** This answer has them all. */
export function markFramed(c: Context<HttpEnv>, answer: Response): Response {
  c.set('framed', answer);
  return answer;
}

/**
 * On the answer, not before it: a header that is set in Hono before there is an answer, or by `c.header` after it, makes the server copy
 * the answer through a stream.
 */
function putAround(headers: Headers, frame: FrameHeaders): void {
  for (const [name, value] of Object.entries(frame)) {
    if (name === 'Vary') headers.append(name, value);
    else if (!ownedByRoute.includes(name) || !headers.has(name)) headers.set(name, value);
  }
}
