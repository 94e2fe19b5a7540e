import { type ProcedureBook, searchEntriesOf } from '#contract/procedure-book.ts';
import type { ProcedureSearch } from '#contract/procedure-search.ts';

const indexes = new WeakMap<ProcedureBook, Promise<ProcedureSearch>>();

/** Lets the screen be drawn before the index takes the phone for a moment. */
const afterDrawingMs = 60;

/** The search over a book, made once. Rejects when its code could not be loaded; then the next call tries again. */
export function procedureIndexOf(book: ProcedureBook): Promise<ProcedureSearch> {
  const known = indexes.get(book);
  if (known) return known;
  const making = make(book);
  indexes.set(book, making);
  making.catch(() => indexes.delete(book));
  return making;
}

async function make(book: ProcedureBook): Promise<ProcedureSearch> {
  const { createProcedureSearch } = await import('#contract/procedure-search.ts');
  await new Promise((resolve) => setTimeout(resolve, afterDrawingMs));
  return createProcedureSearch(searchEntriesOf(book), book.searchWords);
}
