import { Link } from 'react-router-dom';
import { useAtomValue } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { Icon } from '../../ui/icon.tsx';
import { chosenUnitAtom } from './ward.atoms.ts';
import styles from './ward-button.module.css';

/** Names the ward on every screen; changing it is one tap away. */
export function WardButton() {
  const unit = useAtomValue(chosenUnitAtom);
  return (
    <Link
      to={paths.chooseWard}
      className={styles.ward}
      aria-label={unit ? text.app.changeWard(unit.name) : undefined}
    >
      <span className={styles.name}>{unit ? unit.name : text.app.noWardYet}</span>
      <Icon name="down" size={20} />
    </Link>
  );
}
