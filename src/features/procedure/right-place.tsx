import type { ProcedureDetail } from '#contract/procedures.ts';
import { langOf } from '../../lib/language.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Notice } from '../../ui/notice.tsx';
import styles from './procedure.module.css';
import { Section, Sentences } from './section.tsx';

const words = procedureText.one;

/** Whether this is what somebody is looking for, before they read on. */
export function RightPlace({ procedure }: { procedure: ProcedureDetail }) {
  const { applicants, conditions, citizenDeadline, status, wardPoliceHandles, authority } = procedure;
  const isElsewhere = status === 'active' && !wardPoliceHandles;
  if (applicants.length === 0 && conditions.length === 0 && citizenDeadline === null && !isElsewhere)
    return null;
  return (
    <Section heading={words.right}>
      {isElsewhere && (
        <Notice tone="warning">
          <p lang={langOf(authority)}>{words.notHere(authority)}</p>
        </Notice>
      )}
      {citizenDeadline !== null && (
        <Notice tone="info">
          <h3>{words.deadline}</h3>
          <p lang={langOf(citizenDeadline)}>{citizenDeadline}</p>
        </Notice>
      )}
      {conditions.length > 0 && (
        <div className={styles.part}>
          <h3>{words.conditions}</h3>
          <Sentences items={conditions} />
        </div>
      )}
      {applicants.length > 0 && (
        <div className={styles.part}>
          <h3>{words.applicants}</h3>
          <Sentences items={applicants} />
        </div>
      )}
    </Section>
  );
}
