import { createHash } from 'node:crypto';
import type { Context } from 'hono';

/** An answer made ready to be sent many times, with its strong ETag. */
export type StoredAnswer = {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly etag: string;
};

export function storedAnswer(value: unknown): StoredAnswer {
  return storedFile(JSON.stringify(value), 'application/json');
}

/** The same for what is no JSON. */
export function storedFile(body: StoredAnswer['body'], mediaType: string): StoredAnswer {
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, mediaType, etag };
}

/** Sends it with its ETag, or 304 to who has it already. */
export function sendStored(
  c: Context,
  { body, mediaType, etag }: StoredAnswer,
  cacheControl: string,
): Response {
  const headers = { ETag: etag, 'Cache-Control': cacheControl };
  if (isKnown(c.req.header('if-none-match'), etag)) return c.body(null, 304, headers);
  return c.body(body, 200, { ...headers, 'Content-Type': mediaType });
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2): a proxy that compressed the answer has put W/ in front. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((candidate) => {
    const tag = candidate.trim();
    return tag === '*' || tag.replace(/^W\//, '') === etag;
  });
}
