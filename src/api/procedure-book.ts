import { useEffect } from 'react';
import type { ProcedureBook } from '#contract/procedure-book.ts';
import { onLineChange } from '../lib/online.ts';
import { atom, useAtomValue, useSetAtom } from '../lib/store.ts';
import type { ApiProblem } from './problem.ts';
import { isFresh, type ProcedureCopy, readProcedureCopy, renewProcedureCopy } from './procedure-copy.ts';

/**
 * What the app knows of procedures and forms. `checkedAt`: when our server last said that it is the newest. `isBehind`: it was asked
 * again since and did not answer.
 */
export type ProcedureBookState =
  | { kind: 'loading' }
  | { kind: 'failed'; problem: ApiProblem }
  | { kind: 'ready'; book: ProcedureBook; checkedAt: string; isBehind: boolean };

const stateAtom = atom<ProcedureBookState>({ kind: 'loading' });

const ready = ({ book, checkedAt }: ProcedureCopy, isBehind: boolean): ProcedureBookState => ({
  kind: 'ready',
  book,
  checkedAt,
  isBehind,
});

const openAtom = atom(null, async (get, set) => {
  if (get(stateAtom).kind === 'failed') set(stateAtom, { kind: 'loading' });
  const copy = await readProcedureCopy();
  if (copy) set(stateAtom, ready(copy, false));
  if (copy && isFresh(copy)) return;
  const renewed = await renewProcedureCopy();
  if (renewed.ok) set(stateAtom, ready(renewed.value, false));
  else set(stateAtom, copy ? ready(copy, true) : { kind: 'failed', problem: renewed.problem });
});

/** The book for a screen: what the phone has at once, then what the server has, and again when the line returns. */
export function useProcedureBook(): { state: ProcedureBookState; retry: () => void } {
  const state = useAtomValue(stateAtom);
  const open = useSetAtom(openAtom);
  useEffect(() => {
    void open();
    return onLineChange(() => {
      if (navigator.onLine) void open();
    });
  }, [open]);
  return { state, retry: () => void open() };
}
