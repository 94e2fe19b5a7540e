import { type ReactNode, useId } from 'react';
import { langOf } from '../../lib/language.ts';
import styles from './procedure.module.css';

/** One question of a procedure's page, with its answer. `anchor`: where a jump to it lands. */
export function Section(props: { heading: string; anchor?: Anchor; children: ReactNode }) {
  const ownId = useId();
  const id = props.anchor ?? ownId;
  return (
    <section className={styles.section} aria-labelledby={id}>
      <h2 id={id} tabIndex={props.anchor === undefined ? undefined : -1}>
        {props.heading}
      </h2>
      {props.children}
    </section>
  );
}

export type Anchor = 'papers' | 'forms' | 'where' | 'fees';

/** Goes to a part of a long page; the focus goes along, so that reading aloud begins there. */
export function JumpTo({
  label,
  parts,
}: {
  label: string;
  parts: readonly { anchor: Anchor; name: string }[];
}) {
  const jump = (anchor: Anchor) => {
    const heading = document.getElementById(anchor);
    heading?.focus({ preventScroll: true });
    heading?.scrollIntoView({ block: 'start' });
  };
  return (
    <nav className={styles.jump} aria-label={label}>
      {parts.map(({ anchor, name }) => (
        <button key={anchor} type="button" onClick={() => jump(anchor)}>
          {name}
        </button>
      ))}
    </nav>
  );
}

/** A list of sentences. */
export function Sentences({ items }: { items: readonly string[] }) {
  return (
    <ul className={styles.sentences}>
      {items.map((item) => (
        <li key={item} lang={langOf(item)}>
          {item}
        </li>
      ))}
    </ul>
  );
}
