import { type ProcedureBook, searchEntriesOf } from '#contract/procedure-book.ts';
import type { ProcedureSearch } from '#contract/procedure-search.ts';

const indexes = new WeakMap<ProcedureBook, Promise<ProcedureSearch>>();

/** Lets the screen be drawn before the index takes the phone. */
const afterDrawingMs = 60;
/** As long as the phone may be held without a letter or a touch being late. */
const sliceMs = 8;

/** The search over a book, made once. Rejects when its code could not be loaded; then the next call tries again. */
export function procedureIndexOf(book: ProcedureBook): Promise<ProcedureSearch> {
  const known = indexes.get(book);
  if (known) return known;
  const making = make(book);
  indexes.set(book, making);
  making.catch(() => indexes.delete(book));
  return making;
}

/** In slices, because all at once would hold a slow phone for a third of a second, just as somebody begins to type. */
async function make(book: ProcedureBook): Promise<ProcedureSearch> {
  const { procedureSearchInSteps } = await import('#contract/procedure-search.ts');
  await pause(afterDrawingMs);
  const steps = procedureSearchInSteps(searchEntriesOf(book), book.searchWords);
  let sliceEndMs = performance.now() + sliceMs;
  for (;;) {
    const step = steps.next();
    if (step.done) return step.value;
    if (performance.now() < sliceEndMs) continue;
    await pause(0);
    sliceEndMs = performance.now() + sliceMs;
  }
}

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));
