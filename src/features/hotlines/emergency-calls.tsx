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
    <section aria-labelledby={headingId}>
      <h2 id={headingId} className="for-screen-readers">
        {text.home.emergency}
      </h2>
      <div className={styles.calls}>
        {numbers.map((number) => (
          <a
            key={number}
            href={`tel:${number}`}
            className={number === '113' ? `${styles.call} ${styles.main}` : styles.call}
          >
            <Icon name="phone" size={number === '113' ? 32 : 24} />
            <span className={styles.words}>
              <span className={styles.number}>{text.home[`call${number}`]}</span>
              <span>{text.home[`call${number}Hint`]}</span>
            </span>
          </a>
        ))}
      </div>
    </section>
  );
}
