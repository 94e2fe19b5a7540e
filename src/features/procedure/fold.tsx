import { type ReactNode, useEffect, useRef } from 'react';
import { Icon } from '../../ui/icon.tsx';
import styles from './procedure.module.css';

/** What few people need: closed until it is wanted, open on paper. */
export function Fold({ heading, children }: { heading: string; children: ReactNode }) {
  const ref = useRef<HTMLDetailsElement>(null);
  useEffect(() => {
    const open = () => ref.current?.setAttribute('open', '');
    window.addEventListener('beforeprint', open);
    return () => window.removeEventListener('beforeprint', open);
  }, []);
  return (
    <details ref={ref} className={styles.fold}>
      <summary>
        <h2>{heading}</h2>
        <Icon name="down" />
      </summary>
      <div className={styles.foldBody}>{children}</div>
    </details>
  );
}
