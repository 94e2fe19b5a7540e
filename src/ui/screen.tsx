import { type ReactNode, useEffect, useRef } from 'react';
import styles from './screen.module.css';

/** The page as it was opened keeps the browser's own focus; from the second screen on the heading takes it. */
let isFirstScreen = true;

/**
 * One screen: its heading takes the focus when the screen appears, so that a screen reader begins there, and names the
 * document. `name` is the document's title; never put words of a tip into it.
 */
export function Screen(props: {
  heading: string;
  name: string;
  step?: string;
  /** How far along a task of several steps is: drawn under `step`, which says it in words. */
  progress?: { done: number; of: number };
  lead?: string;
  children: ReactNode;
}) {
  const headingRef = useRef<HTMLHeadingElement>(null);

  useEffect(() => {
    document.title = props.name;
  }, [props.name]);

  useEffect(() => {
    if (!isFirstScreen) {
      window.scrollTo(0, 0);
      headingRef.current?.focus({ preventScroll: true });
    }
    isFirstScreen = false;
  }, []);

  return (
    <div className={styles.screen}>
      <div className={styles.head}>
        {props.step && <p className={styles.step}>{props.step}</p>}
        {props.progress && <Progress {...props.progress} />}
        <h1 ref={headingRef} tabIndex={-1}>
          {props.heading}
        </h1>
        {props.lead && <p className={styles.lead}>{props.lead}</p>}
      </div>
      {props.children}
    </div>
  );
}

function Progress({ done, of }: { done: number; of: number }) {
  return (
    <div className={styles.progress} aria-hidden="true">
      {Array.from({ length: of }, (_, index) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: they are alike and stay where they are
        <span key={index} className={index < done ? styles.done : undefined} />
      ))}
    </div>
  );
}

export function Card({ children }: { children: ReactNode }) {
  return <section className={styles.card}>{children}</section>;
}

/** Buttons under each other, the main one first. */
export function Actions({ children }: { children: ReactNode }) {
  return <div className={styles.actions}>{children}</div>;
}

export function Loading({ text }: { text: string }) {
  return (
    <div className={styles.loading} role="status">
      <div className={styles.spinner} aria-hidden="true" />
      <p>{text}</p>
    </div>
  );
}
