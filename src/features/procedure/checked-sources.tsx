import { freshDaysMax, isStale } from '#contract/procedure-book.ts';
import type { ProcedureDetail } from '#contract/procedures.ts';
import { dayText } from '../../lib/date-text.ts';
import { langOf } from '../../lib/language.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Notice } from '../../ui/notice.tsx';
import { Fold } from './fold.tsx';
import styles from './procedure.module.css';
import { Section } from './section.tsx';

const words = procedureText.one;

/** Where all this comes from and when it was held against it. `today`: a day (ISO). What is old says so. */
export function CheckedSources({ procedure, today }: { procedure: ProcedureDetail; today: string }) {
  const { checkedOn, sources, unknown, publishedAt } = procedure;
  return (
    <>
      <Section heading={words.sources}>
        {isStale(checkedOn, today) && (
          <Notice tone="warning">
            <p>{words.stale(freshDaysMax)}</p>
          </Notice>
        )}
        <p>
          {words.checkedOn(dayText(checkedOn))}
          {publishedAt !== null && ` ${words.publishedHere(dayText(publishedAt.slice(0, 10)))}`}
        </p>
        {unknown.length > 0 && (
          <div className={styles.part}>
            <h3>{words.unknownHeading}</h3>
            <ul className={styles.sentences}>
              {unknown.map((sentence) => (
                <li key={sentence} lang={langOf(sentence)}>
                  {sentence}
                </li>
              ))}
            </ul>
          </div>
        )}
      </Section>
      <Fold heading={words.eachSource}>
        <ul className={styles.sentences}>
          {sources.map(({ id, title, via, url, checkedOn: day }) => (
            <li key={id}>
              <span lang={langOf(title)}>{title}</span>
              <span className={styles.soft}>
                {[
                  ...(via === null ? [] : [words.via(via)]),
                  ...(url === null ? [] : [new URL(url).host]),
                  day === null ? words.neverChecked : words.sourceChecked(dayText(day)),
                ].map((part) => (
                  <span key={part} lang={langOf(part)}>{` · ${part}`}</span>
                ))}
              </span>
            </li>
          ))}
        </ul>
      </Fold>
    </>
  );
}
