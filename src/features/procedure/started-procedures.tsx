import { useId } from 'react';
import type { ProcedureBook } from '#contract/procedure-book.ts';
import { useAtomValue } from '../../lib/store.ts';
import { localName } from '../../text/content-words.ts';
import { pathOfProcedure } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { RowLink, RowList, RowTitle } from '../../ui/row-list.tsx';
import { papersFor, progressOf } from './papers.rules.ts';
import { preparationsAtom } from './preparations.atoms.ts';
import styles from './started-procedures.module.css';

const words = procedureText.find;

/** The newest few; the rest is found again by searching. */
const shownMax = 3;

/** What somebody has begun to prepare on this phone, newest first, and how far they are. */
export function StartedProcedures({ book }: { book: ProcedureBook }) {
  const headingId = useId();
  const started = useAtomValue(preparationsAtom)
    .flatMap(({ procedureId, preparation }) => {
      const procedure = book.procedures.find(({ id }) => id === procedureId);
      return procedure ? [{ procedure, ...progressOf(papersFor(procedure.dossier, preparation)) }] : [];
    })
    .slice(0, shownMax);
  if (started.length === 0) return null;
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{words.started}</h2>
      <RowList>
        {started.map(({ procedure, ready, total }) => (
          <RowLink key={procedure.id} to={pathOfProcedure(procedure.id)} look="prepared">
            <RowTitle>{localName(procedure.shortName)}</RowTitle>
            <span>{words.startedProgress(ready, total)}</span>
          </RowLink>
        ))}
      </RowList>
    </section>
  );
}
