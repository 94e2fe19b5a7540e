import { memo, type ReactNode, useState } from 'react';
import type { ProcedureBook } from '#contract/procedure-book.ts';
import type { SearchResult } from '#contract/procedure-search.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Button } from '../../ui/button.tsx';
import styles from './find-procedure.module.css';
import { OtherDoor } from './other-door.tsx';
import { ProcedureGroups } from './procedure-groups.tsx';
import { ProcedureList } from './procedure-list.tsx';

const words = procedureText.find;

/** As many as a thumb scrolls past without losing the thread; with each letter they may all be drawn anew. */
const shownMax = 4;

/**
 * What was found for a question; nothing found leads on to the groups and to the ward (`wardHelp`). Stands as it is while the next
 * letter goes into the field.
 */
export const SearchAnswers = memo(function SearchAnswers(props: {
  book: ProcedureBook;
  query: string;
  result: SearchResult;
  wardHelp: ReactNode;
}) {
  const { book, query, result, wardHelp } = props;
  const [wholeFor, setWholeFor] = useState<string | null>(null);
  const found = result.ids.flatMap((id) => book.procedures.find((procedure) => procedure.id === id) ?? []);
  const shown = wholeFor === query ? found : found.slice(0, shownMax);
  return (
    <>
      {result.intent && <OtherDoor intent={result.intent} />}
      {found.length > 0 && (
        <section className={styles.section} aria-label={words.answers}>
          <ProcedureList procedures={shown} />
          {found.length > shown.length && (
            <Button look="secondary" icon="down" wide onPress={() => setWholeFor(query)}>
              {words.more(found.length - shown.length)}
            </Button>
          )}
        </section>
      )}
      {found.length === 0 && (
        <>
          {wardHelp}
          <ProcedureGroups book={book} />
        </>
      )}
    </>
  );
});
