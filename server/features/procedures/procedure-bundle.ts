import { promisify } from 'node:util';
import { brotliCompress, constants } from 'node:zlib';
import type { ProcedureBook } from '#contract/procedure-book.ts';
import { type StoredAnswer, storedAnswer } from '../../http/stored-answer.ts';

/** The whole book as an answer; `brotli` is the same, a sixth smaller than what gzip makes of it. */
export type PackedBook = { plain: StoredAnswer; brotli: StoredAnswer };

const compress = promisify(brotliCompress);

/** Packed once for every state of the book, off the server's own thread, so that handing it out costs nothing. */
export async function packBook(book: ProcedureBook): Promise<PackedBook> {
  const plain = storedAnswer(book);
  const body = await compress(plain.body, {
    params: { [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY },
  });
  return { plain, brotli: { ...plain, body: new Uint8Array(body) } };
}

/** Whether who asks can read brotli: named, and not with a weight of nothing. */
export function takesBrotli(acceptEncoding: string | undefined): boolean {
  return (acceptEncoding ?? '')
    .split(',')
    .some((part) => /^\s*br\s*(;\s*q=(?!0(\.0*)?\s*$).*)?$/i.test(part));
}
