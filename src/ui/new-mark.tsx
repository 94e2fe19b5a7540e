import type { ReactNode } from 'react';
import styles from './new-mark.module.css';

/** Marks what the person has not seen yet; in words too, since colour alone says nothing to many. */
export function NewMark({ children }: { children: ReactNode }) {
  return <span className={styles.mark}>{children}</span>;
}
