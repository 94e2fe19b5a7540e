import { useId } from 'react';
import { text } from '../../text/vi.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './emergency-calls.module.css';

/** The numbers of the whole country: in the bundle, so that they stand there before and without any server. */
const numbers = ['113', '114', '115'] as const;

/** Real `tel:` links: they dial also when nothing else of the app works. */
export function EmergencyCalls() {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId} className={styles.section}>
      <h2 id={headingId}>{text.home.emergency}</h2>
      <div className={styles.calls}>
        {numbers.map((number) => (
          <a key={number} href={`tel:${number}`} className={styles.call}>
            <Icon name="phone" size={22} />
            <span className={styles.number}>{text.home[`call${number}`]}</span>
            <span>{text.home[`call${number}Hint`]}</span>
          </a>
        ))}
      </div>
    </section>
  );
}
