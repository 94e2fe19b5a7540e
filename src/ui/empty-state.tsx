import type { ReactNode } from 'react';
import { Drawing, type DrawingName } from './drawing.tsx';
import styles from './empty-state.module.css';

/** Where a list would stand and there is nothing: a drawing, what that means, and `children` for what to do about it. */
export function EmptyState(props: { drawing: DrawingName; text: string; children?: ReactNode }) {
  return (
    <div className={styles.empty}>
      <Drawing name={props.drawing} className={styles.drawing} />
      <p>{props.text}</p>
      {props.children}
    </div>
  );
}
