import type { ReactNode } from 'react';
import styles from './status-line.module.css';

/** Words that appear here are read aloud; while there are none it takes no room. It stands there from the start, as readers expect. */
export function StatusLine({ children }: { children: ReactNode }) {
  return (
    <div role="status" className={styles.status}>
      {children}
    </div>
  );
}
