import { useEffect, useMemo, useState } from 'react';
import type { ProcedureBook } from '#contract/procedure-book.ts';
import type { ProcedureSearch, SearchResult } from '#contract/procedure-search.ts';
import { language } from '../../lib/language.ts';
import { onLineChange } from '../../lib/online.ts';
import { localName } from '../../text/content-words.ts';
import { proceduresAskedFor } from './english-question.rules.ts';
import { procedureIndexOf } from './procedure-index.ts';

/** `idle`: nothing is asked. `preparing`: the index is not ready yet; `failed`: its code could not be loaded. */
export type Finding = { kind: 'idle' | 'preparing' | 'failed' } | { kind: 'found'; result: SearchResult };

/** Answers while somebody types, on the phone alone. */
export function useProcedureSearch(book: ProcedureBook, query: string): Finding {
  const { search, hasFailed } = useIndex(book);
  const asked = query.trim();
  return useMemo((): Finding => {
    if (asked === '') return { kind: 'idle' };
    if (search) return { kind: 'found', result: withEnglish(search(asked), asked, book) };
    return { kind: hasFailed ? 'failed' : 'preparing' };
  }, [asked, search, hasFailed, book]);
}

/** Who asks in English is answered from the English names first; the index knows Vietnamese. */
function withEnglish(result: SearchResult, asked: string, book: ProcedureBook): SearchResult {
  if (language !== 'en') return result;
  const ids = [...proceduresAskedFor(asked, book.procedures, localName), ...result.ids];
  return { ...result, ids: [...new Set(ids)] };
}

function useIndex(book: ProcedureBook): { search: ProcedureSearch | null; hasFailed: boolean } {
  const [search, setSearch] = useState<ProcedureSearch | null>(null);
  const [hasFailed, setHasFailed] = useState(false);
  useEffect(() => {
    let isHere = true;
    const open = () =>
      void procedureIndexOf(book).then(
        (made) => {
          if (!isHere) return;
          setSearch(() => made);
          setHasFailed(false);
        },
        () => {
          if (isHere) setHasFailed(true);
        },
      );
    open();
    const stop = onLineChange(open);
    return () => {
      isHere = false;
      stop();
    };
  }, [book]);
  return { search, hasFailed };
}
