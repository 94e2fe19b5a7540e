import { useId } from 'react';
import type { ProcedureDetail } from '#contract/procedures.ts';
import { langOf } from '../../lib/language.ts';
import { localName } from '../../text/content-words.ts';
import { procedureText } from '../../text/vi-procedures.ts';
import { Icon } from '../../ui/icon.tsx';
import type { Paper } from './papers.rules.ts';
import styles from './procedure.module.css';

const words = procedureText.one;

/** What to bring, each paper a box to tick. */
export function PaperList(props: {
  papers: readonly Paper[];
  forms: ProcedureDetail['forms'];
  onTick: (key: string, isTicked: boolean) => void;
}) {
  return (
    <ul className={styles.papers}>
      {props.papers.map((paper) => (
        <li key={paper.key}>
          <PaperRow
            paper={paper}
            formCode={props.forms.find(({ slug }) => slug === paper.item.form)?.code}
            onTick={(isTicked) => props.onTick(paper.key, isTicked)}
          />
        </li>
      ))}
    </ul>
  );
}

function PaperRow(props: {
  paper: Paper;
  formCode: string | undefined;
  onTick: (isTicked: boolean) => void;
}) {
  const { item, need, isTicked } = props.paper;
  const id = useId();
  const pieces = [
    ...(item.originals > 0 ? [words.originals(item.originals)] : []),
    ...(item.copies > 0 ? [words.copies(item.copies)] : []),
    ...(props.formCode ? [words.onForm(props.formCode)] : []),
    ...(need === 'if-any' ? [words.ifYouHave] : []),
  ];
  return (
    <label className={isTicked ? `${styles.paper} ${styles.ticked}` : styles.paper}>
      <input
        type="checkbox"
        checked={isTicked}
        aria-labelledby={`${id}-name`}
        aria-describedby={`${id}-more`}
        onChange={(event) => props.onTick(event.target.checked)}
      />
      <span className={styles.box} aria-hidden="true">
        {isTicked && <Icon name="check" size={20} />}
      </span>
      <span className={styles.paperWords}>
        <span id={`${id}-name`} className={styles.paperName} lang={langOf(localName(item.name))}>
          {localName(item.name)}
        </span>
        <span id={`${id}-more`} className={styles.paperMore}>
          {need === 'perhaps' && item.appliesWhen !== null && (
            <span className={styles.mark}>{words.perhaps(localName(item.appliesWhen))}</span>
          )}
          {pieces.length > 0 && <span>{pieces.join(' · ')}</span>}
          {item.note !== null && <span>{item.note}</span>}
        </span>
      </span>
    </label>
  );
}
