import { memo } from 'react';
import { Link } from 'react-router-dom';
import type { ProcedureRecord } from '#contract/procedures.ts';
import { langOf } from '../../lib/language.ts';
import { localName } from '../../text/content-words.ts';
import { pathOfProcedure } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './find-procedure.module.css';
import { GroupIcon } from './group-icon.tsx';

const words = procedureText.find;

/** Procedures under each other, each with what it is about in two lines. */
export function ProcedureList({ procedures }: { procedures: readonly ProcedureRecord[] }) {
  return (
    <ul className={styles.list}>
      {procedures.map((procedure) => (
        <Row key={procedure.id} procedure={procedure} />
      ))}
    </ul>
  );
}

/** Drawn once: with the next letter most answers are the same, in another order. */
const Row = memo(function Row({ procedure }: { procedure: ProcedureRecord }) {
  const { id, group, shortName, answer, status, wardPoliceHandles } = procedure;
  return (
    <li>
      <Link to={pathOfProcedure(id)} className={styles.row}>
        <span className={styles.badge}>
          <GroupIcon group={group} />
        </span>
        <span className={styles.words}>
          <span className={styles.title}>{localName(shortName)}</span>
          {status === 'abolished' && <span className={styles.mark}>{words.abolished}</span>}
          {status === 'active' && !wardPoliceHandles && (
            <span className={styles.mark}>{words.elsewhere}</span>
          )}
          <span className={styles.about} lang={langOf(localName(answer))}>
            {localName(answer)}
          </span>
        </span>
        <Icon name="forward" />
      </Link>
    </li>
  );
});
