import { useId } from 'react';
import { Link } from 'react-router-dom';
import { type ProcedureBook, proceduresInOrder } from '#contract/procedure-book.ts';
import { useSetAtom } from '../../lib/store.ts';
import { localName } from '../../text/content-words.ts';
import { paths } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { askedAtom } from './asked.atoms.ts';
import styles from './find-procedure.module.css';
import { GroupIcon } from './group-icon.tsx';

const words = procedureText.find;

/** Which procedures a group begins with says more than its name. */
const namedMax = 3;

/** The groups that have something in them. */
export function ProcedureGroups({ book }: { book: ProcedureBook }) {
  const headingId = useId();
  // Who chooses a group has done with asking.
  const ask = useSetAtom(askedAtom);
  const inOrder = proceduresInOrder(book);
  const groups = book.groups
    .map((group) => ({ ...group, procedures: inOrder.filter(({ group: of }) => of === group.id) }))
    .filter(({ procedures }) => procedures.length > 0);
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{words.groups}</h2>
      <ul className={styles.groups}>
        {groups.map(({ id, name, procedures }) => (
          <li key={id}>
            <Link
              to={`${paths.procedures}?group=${encodeURIComponent(id)}`}
              className={styles.group}
              onClick={() => ask('')}
            >
              <span className={styles.badge}>
                <GroupIcon group={id} />
              </span>
              <span className={styles.words}>
                <span className={styles.title}>{localName(name)}</span>
                <span className={styles.examples}>
                  {procedures
                    .slice(0, namedMax)
                    .map(({ shortName }) => localName(shortName))
                    .join(' · ')}
                </span>
              </span>
            </Link>
          </li>
        ))}
      </ul>
    </section>
  );
}
