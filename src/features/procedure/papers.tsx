import type { ProcedureDetail } from '#contract/procedures.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Button } from '../../ui/button.tsx';
import { CaseQuestions } from './case-questions.tsx';
import { PaperList } from './paper-list.tsx';
import { casesOf, papersFor, progressOf, withAnswer, withTick } from './papers.rules.ts';
import { preparationOf, preparationsAtom, prepareAtom } from './preparations.atoms.ts';
import styles from './procedure.module.css';
import { Section } from './section.tsx';

const words = procedureText.one;

/** What to bring: a few questions, the list that fits the answers, and how far one is. Kept on the phone alone. */
export function Papers({ procedure }: { procedure: ProcedureDetail }) {
  const { id, dossier, forms } = procedure;
  const preparation = preparationOf(useAtomValue(preparationsAtom), id);
  const prepare = useSetAtom(prepareAtom);
  const cases = casesOf(dossier);
  const papers = papersFor(dossier, preparation);
  const { ready, total } = progressOf(papers);
  const hasBegun = preparation.ticked.length > 0 || Object.keys(preparation.answers).length > 0;

  if (dossier.length === 0) {
    return (
      <Section heading={words.papers} anchor="papers">
        <p>{words.noPapers}</p>
      </Section>
    );
  }
  return (
    <Section heading={words.papers} anchor="papers">
      {cases.length > 0 && (
        <CaseQuestions
          cases={cases}
          answers={preparation.answers}
          onAnswer={(when, answer) => prepare(id, withAnswer(preparation, when, answer))}
        />
      )}
      <div className={styles.listHeading}>
        <h3>{words.checklist}</h3>
        <p className={styles.progressText} role="status">
          {words.progress(ready, total)}
        </p>
      </div>
      <progress
        className={styles.progress}
        value={ready}
        max={Math.max(total, 1)}
        aria-label={words.checklist}
      />
      <PaperList
        papers={papers}
        forms={forms}
        onTick={(key, isTicked) => prepare(id, withTick(preparation, key, isTicked))}
      />
      {total > 0 && ready === total && <p className={styles.complete}>{words.complete}</p>}
      <div className={styles.notPrinted}>
        <p className={styles.soft}>{words.ticksKept}</p>
        {hasBegun && (
          <Button look="plain" onPress={() => prepare(id, null)}>
            {words.clearTicks}
          </Button>
        )}
      </div>
    </Section>
  );
}
