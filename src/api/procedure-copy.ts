import type { ProcedureBook } from '#contract/procedure-book.ts';
import { createKeptFiles } from '../lib/kept-files.ts';
import { keptText, keptTextPrefix } from '../lib/kept-text.ts';
import { requestIfChanged } from './if-changed.ts';
import type { ApiResult } from './problem.ts';

/** The phone's copy of the book of procedures. `checkedAt`: when our server last said that it is the newest (ISO instant). */
export type ProcedureCopy = { book: ProcedureBook; etag: string | null; checkedAt: string };

/** Raised when the shape of the book changes: an older copy is then not read. */
const copyName = 'procedures-1';

// A database of its own: what clears up behind drafts removes all that it does not know.
const files = createKeptFiles(`${keptTextPrefix(globalThis.location?.pathname ?? '')}procedures`);

let inMemory: ProcedureCopy | undefined;
let underWay: Promise<ApiResult<ProcedureCopy>> | undefined;

/** What the phone has; undefined when it has nothing, or nothing that can be read. */
export async function readProcedureCopy(): Promise<ProcedureCopy | undefined> {
  inMemory ??= await readKept();
  return inMemory;
}

async function readKept(): Promise<ProcedureCopy | undefined> {
  const facts = keptText.getItem(copyName);
  if (facts === null) return undefined;
  try {
    const file = await files.get(copyName);
    if (!file) return undefined;
    const { etag, checkedAt }: Pick<ProcedureCopy, 'etag' | 'checkedAt'> = JSON.parse(facts);
    return { book: JSON.parse(await file.text()), etag, checkedAt };
  } catch {
    // Cut off in the middle, or no place for files on this phone: it is fetched anew.
    return undefined;
  }
}

/** Younger than this, it is not asked about again when a screen opens. */
const freshMs = 5 * 60_000;

export const isFresh = ({ checkedAt }: ProcedureCopy): boolean =>
  Date.now() - Date.parse(checkedAt) < freshMs;

/** Fetches the book before anybody asks for it, so that it is there without a line. That it failed is no failure. */
export async function keepProcedureCopy(): Promise<void> {
  const copy = await readProcedureCopy();
  if (!copy || !isFresh(copy)) await renewProcedureCopy();
}

/** Brings the copy up to date; asked twice at once, it asks the server once. */
export function renewProcedureCopy(): Promise<ApiResult<ProcedureCopy>> {
  underWay ??= renew().finally(() => {
    underWay = undefined;
  });
  return underWay;
}

async function renew(): Promise<ApiResult<ProcedureCopy>> {
  const known = await readProcedureCopy();
  const answer = await requestIfChanged<ProcedureBook>('/api/procedures/bundle', known?.etag ?? null);
  if (!answer.ok) return answer;
  const checkedAt = new Date().toISOString();
  if (answer.value.kind === 'same') {
    if (!known) throw new Error('The server says "not modified" of a book that the phone does not have.');
    return keep({ ...known, checkedAt });
  }
  const { value: book, etag } = answer.value;
  await files
    .put(copyName, new Blob([JSON.stringify(book)], { type: 'application/json' }))
    // A phone that keeps no files has the book until it closes the app.
    .catch(() => undefined);
  return keep({ book, etag, checkedAt });
}

function keep(copy: ProcedureCopy): ApiResult<ProcedureCopy> {
  inMemory = copy;
  keptText.setItem(copyName, JSON.stringify({ etag: copy.etag, checkedAt: copy.checkedAt }));
  return { ok: true, value: copy };
}
