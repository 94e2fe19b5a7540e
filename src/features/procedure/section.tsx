import { type ReactNode, useId } from 'react';
import styles from './procedure.module.css';

/** One question of a procedure's page, with its answer. */
export function Section({ heading, children }: { heading: string; children: ReactNode }) {
  const id = useId();
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id}>{heading}</h2>
      {children}
    </section>
  );
}

/** A list of sentences. */
export function Sentences({ items }: { items: readonly string[] }) {
  return (
    <ul className={styles.sentences}>
      {items.map((item) => (
        <li key={item}>{item}</li>
      ))}
    </ul>
  );
}
