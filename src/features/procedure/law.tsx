import type { ProcedureDetail } from '#contract/procedures.ts';
import { dayText } from '../../lib/date-text.ts';
import { langOf } from '../../lib/language.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Fold } from './fold.tsx';
import styles from './procedure.module.css';

const words = procedureText.one;

/** What the law says: what happens to who does not, what has changed, and where it stands. */
export function Law({ procedure }: { procedure: ProcedureDetail }) {
  const { penalty, changes, laws, code, isCodeShared } = procedure;
  return (
    <Fold heading={words.law}>
      {penalty && (
        <div className={styles.part}>
          <h3>{words.penalty}</h3>
          <p lang={langOf(penalty.text)}>{penalty.text}</p>
        </div>
      )}
      {changes.length > 0 && (
        <div className={styles.part}>
          <h3>{words.changes}</h3>
          <ul className={styles.sentences}>
            {changes.map(({ on, text }) => (
              <li key={text}>
                {on !== null && <strong>{words.since(dayText(on))} </strong>}
                <span lang={langOf(text)}>{text}</span>
              </li>
            ))}
          </ul>
        </div>
      )}
      <div className={styles.part}>
        <h3>{words.laws}</h3>
        <ul className={styles.sentences}>
          {laws.map(({ id, number, title, inForceFrom }) => (
            <li key={id}>
              <strong>{number}</strong> <span lang={langOf(title)}>{title}</span>
              {inForceFrom !== null && (
                <span className={styles.soft}> ({words.inForce(dayText(inForceFrom))})</span>
              )}
            </li>
          ))}
        </ul>
      </div>
      {code !== null && (
        <p className={styles.soft}>
          {words.code(code)}
          {isCodeShared && ` (${words.codeShared})`}
        </p>
      )}
    </Fold>
  );
}
