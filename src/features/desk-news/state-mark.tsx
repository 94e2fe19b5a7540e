import type { ArticleState } from '#contract/vocabulary.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import styles from './desk-news.module.css';

/** How far an article is, in words; what waits for somebody stands out. */
export function StateMark({ state }: { state: ArticleState }) {
  return (
    <span className={styles.state} data-state={state}>
      {deskNewsText.states[state]}
    </span>
  );
}
