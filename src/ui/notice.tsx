import type { ReactNode } from 'react';
import { Icon, type IconName } from './icon.tsx';
import styles from './notice.module.css';

export type NoticeTone = 'info' | 'warning' | 'danger' | 'success';

const icons: Record<NoticeTone, IconName> = {
  info: 'info',
  warning: 'warning',
  danger: 'warning',
  success: 'check',
};

/**
 * A few sentences set apart. `announce` reads them aloud when they appear: `politely` after what is being said, `now` for
 * something that went wrong.
 */
export function Notice({
  tone,
  announce,
  children,
}: {
  tone: NoticeTone;
  announce?: 'politely' | 'now';
  children: ReactNode;
}) {
  const role = announce === 'now' ? 'alert' : announce === 'politely' ? 'status' : undefined;
  return (
    <div className={`${styles.notice} ${styles[tone]}`} role={role}>
      <Icon name={icons[tone]} />
      <div className={styles.body}>{children}</div>
    </div>
  );
}
