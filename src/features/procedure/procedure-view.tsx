import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import type { ProcedureDetail, ProcedureSummary } from '#contract/procedures.ts';
import { langOf, language } from '../../lib/language.ts';
import { pathOfProcedure } from '../../text/paths.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Notice } from '../../ui/notice.tsx';
import { CheckedSources } from './checked-sources.tsx';
import { Fees } from './fees.tsx';
import { FormLinks } from './form-links.tsx';
import { Glance } from './glance.tsx';
import { Law } from './law.tsx';
import { OnlineLinks } from './online-links.tsx';
import { Papers } from './papers.tsx';
import './print.css';
import styles from './procedure.module.css';
import { RightPlace } from './right-place.tsx';
import { type Anchor, JumpTo, Section, Sentences } from './section.tsx';
import { TakeAlong } from './take-along.tsx';

const words = procedureText.one;

const parts = (): { anchor: Anchor; name: string }[] => [
  { anchor: 'papers', name: words.papers },
  { anchor: 'forms', name: words.forms },
  { anchor: 'where', name: words.glanceWhere },
  { anchor: 'fees', name: words.fee },
];

/**
 * A procedure in the order in which a person asks: am I right here, what do I bring, which form, where and when, how long, how much.
 * `where`: the person's own ward; `ask`: its phone in one line; `today`: a day (ISO).
 */
export function ProcedureView(props: {
  procedure: ProcedureDetail;
  related: readonly Pick<ProcedureSummary, 'id' | 'shortName'>[];
  where: ReactNode;
  ask: ReactNode;
  today: string;
}) {
  const { procedure, related } = props;
  const { id, name, shortName, answer, status, timeLimit, result, steps, commonMistakes, online } = procedure;
  const isInForce = status === 'active';
  return (
    <>
      {language === 'en' && <p>{words.inVietnamese}</p>}
      {name !== shortName && (
        <p className={styles.fullName} lang={langOf(name)}>
          {name}
        </p>
      )}
      {!isInForce && (
        <Notice tone="warning">
          <p>{words.abolished}</p>
        </Notice>
      )}
      <p className={styles.answer} lang={langOf(answer)}>
        {answer}
      </p>
      {isInForce && (
        <>
          <Glance procedure={procedure} />
          <JumpTo label={words.jump} parts={parts()} />
        </>
      )}
      <RightPlace procedure={procedure} />
      {isInForce && (
        <>
          <Papers procedure={procedure} />
          <FormLinks forms={procedure.forms} />
        </>
      )}
      {props.where}
      {isInForce && (
        <>
          <Section heading={words.steps}>
            <ol className={styles.steps}>
              {steps.map((step) => (
                <li key={step} lang={langOf(step)}>
                  {step}
                </li>
              ))}
            </ol>
          </Section>
          <Section heading={words.time}>
            <p className={styles.big} lang={langOf(timeLimit.text)}>
              {timeLimit.text}
            </p>
            {result !== null && (
              <p>
                {words.result}: {result}.
              </p>
            )}
          </Section>
          <Fees procedure={procedure} ask={props.ask} />
          <OnlineLinks online={online} />
        </>
      )}
      {commonMistakes.length > 0 && (
        <Section heading={words.mistakes}>
          <Sentences items={commonMistakes} />
        </Section>
      )}
      <Law procedure={procedure} />
      <CheckedSources procedure={procedure} today={props.today} />
      <TakeAlong id={id} shortName={shortName} />
      {related.length > 0 && (
        <div className={styles.notPrinted}>
          <Section heading={words.seeAlso}>
            <ul className={styles.related}>
              {related.map((each) => (
                <li key={each.id}>
                  <Link to={pathOfProcedure(each.id)}>{each.shortName}</Link>
                </li>
              ))}
            </ul>
          </Section>
        </div>
      )}
    </>
  );
}
