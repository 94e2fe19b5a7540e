import { hash } from 'node:crypto';
import { promisify } from 'node:util';
import { brotliCompress, constants, gzip } from 'node:zlib';
import type { Context } from 'hono';
import { frameOf, markFramed } from './answer-frame.ts';
import { type Encoding, encodingFor } from './encoding.rules.ts';

/** An answer made ready to be sent many times, with its strong ETag; compressed once, when somebody first takes it so. */
export type StoredAnswer = {
  readonly body: string | Uint8Array<ArrayBuffer>;
  readonly mediaType: string;
  readonly etag: string;
  readonly bytes: number;
  /** Kept so long that compressing it as small as can be is worth it. */
  readonly isLasting: boolean;
  readonly packed: { [encoding in Encoding]?: Packed | Promise<Packed> };
};

type Packed = Uint8Array<ArrayBuffer>;
type Making = { isLasting?: boolean };

/** Longer texts are kept as bytes: they would be made into bytes for every sending; a short text goes out quicker with its headers. */
const textBytesMax = 2_048;
/** Shorter answers fit into the same packet compressed or not. */
const packedFromBytes = 1_024;
/** Three times quicker than gzip's usual, and smaller. */
const quickBrotli = 4;
const packable = /^(text\/|application\/(json|feed\+json|rss\+xml|javascript)|image\/svg\+xml)/;

const toGzip = promisify(gzip);
const toBrotli = promisify(brotliCompress);

export const storedAnswer = (value: unknown, making?: Making): StoredAnswer =>
  storedFile(JSON.stringify(value), 'application/json', making);

/** The same for what is no JSON. */
export function storedFile(
  content: StoredAnswer['body'],
  mediaType: string,
  { isLasting = false }: Making = {},
): StoredAnswer {
  const bytes = typeof content === 'string' ? Buffer.byteLength(content) : content.byteLength;
  const isShort = bytes <= textBytesMax;
  const body = typeof content === 'string' && !isShort ? new Uint8Array(Buffer.from(content)) : content;
  const etag = `"${hash('sha256', body, 'base64url').slice(0, 22)}"`;
  return { body, mediaType, etag, bytes, isLasting, packed: {} };
}

/** Sends it with its ETag and as small as the asker takes it, or 304 to who has it already. */
export function sendStored(
  c: Context,
  answer: StoredAnswer,
  cacheControl: string,
): Response | Promise<Response> {
  const encoding = mayBePacked(answer, cacheControl) ? encodingFor(c.req.header('accept-encoding')) : null;
  if (encoding === null || isKnown(c.req.header('if-none-match'), answer.etag)) {
    return respond(c, answer, { cacheControl, encoding, body: answer.body });
  }
  const packed = answer.packed[encoding] ?? pack(answer, encoding);
  return packed instanceof Promise
    ? packed.then((body) => respond(c, answer, { cacheControl, encoding, body }))
    : respond(c, answer, { cacheControl, encoding, body: packed });
}

/** A secret beside words of others could be guessed by how small it gets: what nobody may keep goes as it is. */
const mayBePacked = ({ bytes, mediaType }: StoredAnswer, cacheControl: string): boolean =>
  bytes >= packedFromBytes && cacheControl !== 'no-store' && packable.test(mediaType);

function respond(
  c: Context,
  { etag, mediaType, bytes }: StoredAnswer,
  {
    cacheControl,
    encoding,
    body,
  }: { cacheControl: string; encoding: Encoding | null; body: StoredAnswer['body'] },
): Response {
  const frame = frameOf(c);
  const headers: Record<string, string> = {
    ...frame,
    // Compressed it is the same only to whoever reads it.
    ETag: encoding === null ? etag : `W/${etag}`,
    'Cache-Control': cacheControl,
  };
  if (bytes >= packedFromBytes && packable.test(mediaType)) {
    headers.Vary = frame.Vary === undefined ? 'Accept-Encoding' : `${frame.Vary}, Accept-Encoding`;
  }
  if (isKnown(c.req.header('if-none-match'), etag)) {
    return markFramed(c, new Response(null, { status: 304, headers }));
  }
  if (encoding !== null) headers['Content-Encoding'] = encoding;
  headers['Content-Type'] = mediaType;
  return markFramed(c, new Response(body, { status: 200, headers }));
}

/** Off the server's own thread; who asks meanwhile waits for the same. */
function pack(answer: StoredAnswer, encoding: Encoding): Promise<Packed> {
  const packing = packWith(encoding, answer).then(
    (packed) => {
      answer.packed[encoding] = packed;
      return packed;
    },
    (error: unknown) => {
      delete answer.packed[encoding];
      throw error;
    },
  );
  answer.packed[encoding] = packing;
  return packing;
}

async function packWith(encoding: Encoding, { body, isLasting }: StoredAnswer): Promise<Packed> {
  const quality = isLasting ? constants.BROTLI_MAX_QUALITY : quickBrotli;
  const packed =
    encoding === 'br'
      ? await toBrotli(body, { params: { [constants.BROTLI_PARAM_QUALITY]: quality } })
      : await toGzip(body);
  return new Uint8Array(packed);
}

/** If-None-Match compares weakly (RFC 9110, 13.1.2): what was compressed, here or by a proxy, has W/ in front. */
export function isKnown(ifNoneMatch: string | undefined, etag: string): boolean {
  if (ifNoneMatch === undefined) return false;
  return ifNoneMatch.split(',').some((candidate) => {
    const tag = candidate.trim();
    return tag === '*' || tag.replace(/^W\//, '') === etag;
  });
}
