import { Link } from 'react-router-dom';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './sos-entry.module.css';

/** Always under the thumb. It opens the screen of SOS and sends nothing, so that touching it by mistake does no harm. */
export function SosEntry() {
  return (
    <>
      <div className={styles.room} aria-hidden="true" />
      <div className={styles.bar}>
        <Link to={paths.sos} className={styles.entry}>
          <Icon name="siren" size={36} />
          <span className={styles.words}>
            <span className={styles.title}>{text.home.sos}</span>
            <span className={styles.hint}>{text.home.sosHint}</span>
          </span>
          <Icon name="forward" size={28} />
        </Link>
      </div>
    </>
  );
}
