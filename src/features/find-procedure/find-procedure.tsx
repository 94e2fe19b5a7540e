import { type FormEvent, type ReactNode, useEffect } from 'react';
import { type ProcedureBook, proceduresInOrder } from '#contract/procedure-book.ts';
import type { SearchResult } from '#contract/procedure-search.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { localName } from '../../text/content-words.ts';
import { paths } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { LinkButton } from '../../ui/button.tsx';
import { TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { askedAtom } from './asked.atoms.ts';
import styles from './find-procedure.module.css';
import { ProcedureGroups } from './procedure-groups.tsx';
import { ProcedureList } from './procedure-list.tsx';
import { SearchAnswers } from './search-answers.tsx';
import { useProcedureSearch } from './use-procedure-search.ts';

const words = procedureText.find;

/** As many as the server would take. */
const queryCharsMax = 200;

/**
 * Finds a procedure by words or by group. `firstQuery`: what a link asks for. `group`: one group alone. `started`: what stands above
 * the groups; `wardHelp`: where to turn when nothing was found.
 */
export function FindProcedure(props: {
  book: ProcedureBook;
  firstQuery: string | null;
  group: string | null;
  started: ReactNode;
  wardHelp: ReactNode;
}) {
  const { book, firstQuery, wardHelp } = props;
  const query = useAtomValue(askedAtom);
  const ask = useSetAtom(askedAtom);
  useEffect(() => {
    if (firstQuery !== null) ask(firstQuery);
  }, [firstQuery, ask]);
  // Not deferred: the answers cost less than drawing a second time for them.
  const finding = useProcedureSearch(book, query);

  return (
    <>
      <form onSubmit={putKeyboardAway}>
        <TextField
          name="procedure-search"
          type="search"
          inputMode="search"
          label={words.search}
          hint={words.searchHint}
          value={query}
          charsMax={queryCharsMax}
          onChange={ask}
        />
      </form>
      <StatusLine>
        {finding.kind === 'found' && <Outcome query={query.trim()} result={finding.result} />}
      </StatusLine>
      {finding.kind === 'found' && (
        <SearchAnswers book={book} query={query.trim()} result={finding.result} wardHelp={wardHelp} />
      )}
      {finding.kind === 'preparing' && <Loading text={words.preparing} />}
      {finding.kind === 'failed' && (
        <Notice tone="warning" announce="politely">
          <p>{words.searchFailed}</p>
        </Notice>
      )}
      {finding.kind !== 'found' && <Browse {...props} />}
    </>
  );
}

/** How many there are, or what to do now that there is none; read aloud as one types. */
function Outcome({ query, result }: { query: string; result: SearchResult }) {
  const { length } = result.ids;
  // Another door stands below, which is read aloud itself; a cry for help leaves no room for counting.
  if (result.intent === 'sos' || (result.intent && length === 0)) return null;
  if (length > 0)
    return <p className={styles.count}>{length === 1 ? words.foundOne : words.found(length)}</p>;
  return (
    <div className={styles.nothing}>
      <p className={styles.title}>{words.nothing(query)}</p>
      <p>{words.nothingHint}</p>
    </div>
  );
}

/** Without a question: what one has begun, and the groups, or one of them. */
function Browse({ book, group, started }: { book: ProcedureBook; group: string | null; started: ReactNode }) {
  const chosen = book.groups.find(({ id }) => id === group);
  if (!chosen) {
    return (
      <>
        {started}
        <ProcedureGroups book={book} />
      </>
    );
  }
  const procedures = proceduresInOrder(book).filter((procedure) => procedure.group === chosen.id);
  return (
    <section className={styles.section}>
      <h2>{localName(chosen.name)}</h2>
      <ProcedureList procedures={procedures} />
      <LinkButton to={paths.procedures} icon="list" wide>
        {words.allGroups}
      </LinkButton>
    </section>
  );
}

/** Enter has nothing left to do: the answers stand there. On a phone the keyboard would cover them. */
function putKeyboardAway(event: FormEvent<HTMLFormElement>): void {
  event.preventDefault();
  if (document.activeElement instanceof HTMLElement) document.activeElement.blur();
}
