import { useId } from 'react';
import { text } from '../../text/vi.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './emergency-calls.module.css';

/** The numbers of the whole country: in the bundle, so that they stand there before and without any server. */
const calls = [
  { number: '113', name: text.home.call113, hint: text.home.call113Hint, isMain: true },
  { number: '114', name: text.home.call114, hint: text.home.call114Hint, isMain: false },
  { number: '115', name: text.home.call115, hint: text.home.call115Hint, isMain: false },
];

/** Real `tel:` links: they dial also when nothing else of the app works. */
export function EmergencyCalls() {
  const headingId = useId();
  return (
    <section aria-labelledby={headingId}>
      <h2 id={headingId} className="for-screen-readers">
        {text.home.emergency}
      </h2>
      <div className={styles.calls}>
        {calls.map(({ number, name, hint, isMain }) => (
          <a
            key={number}
            href={`tel:${number}`}
            className={isMain ? `${styles.call} ${styles.main}` : styles.call}
          >
            <Icon name="phone" size={isMain ? 32 : 24} />
            <span className={styles.words}>
              <span className={styles.number}>{name}</span>
              <span>{hint}</span>
            </span>
          </a>
        ))}
      </div>
    </section>
  );
}
