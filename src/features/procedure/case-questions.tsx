import { localName } from '../../text/content-words.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import type { Preparation } from './papers.rules.ts';
import styles from './procedure.module.css';

const words = procedureText.one;

/** A yes or no for every case on which a paper depends. Nothing is answered in advance, and nothing has to be. */
export function CaseQuestions(props: {
  cases: readonly string[];
  answers: Preparation['answers'];
  onAnswer: (when: string, answer: boolean) => void;
}) {
  return (
    <div className={styles.cases}>
      <h3>{words.cases}</h3>
      {props.cases.map((when) => (
        <Question
          key={when}
          when={when}
          answer={props.answers[when]}
          onAnswer={(answer) => props.onAnswer(when, answer)}
        />
      ))}
    </div>
  );
}

function Question(props: { when: string; answer: boolean | undefined; onAnswer: (answer: boolean) => void }) {
  return (
    <fieldset className={styles.case}>
      <legend>{words.caseQuestion(localName(props.when))}</legend>
      <div className={styles.yesNo}>
        {[true, false].map((answer) => (
          <button
            key={String(answer)}
            type="button"
            className={props.answer === answer ? `${styles.chip} ${styles.chosen}` : styles.chip}
            aria-pressed={props.answer === answer}
            onClick={() => props.onAnswer(answer)}
          >
            {answer ? words.yes : words.no}
          </button>
        ))}
      </div>
    </fieldset>
  );
}
