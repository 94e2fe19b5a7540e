import type { ReactNode } from 'react';
import { Link } from 'react-router-dom';
import { Icon, type IconName } from './icon.tsx';
import styles from './row-list.module.css';

/** Rows under each other, each of which leads somewhere. `label`: what they are, where no heading stands above. */
export function RowList({ label, children }: { label?: string; children: ReactNode }) {
  return (
    <ul className={styles.list} aria-label={label}>
      {children}
    </ul>
  );
}

type RowLook = {
  /** What somebody has begun, or prepared, is coloured. */
  look?: 'card' | 'begun' | 'prepared';
  /** The words of the row: `RowTitle` first, `RowSoft` for what is less. */
  children: ReactNode;
};

/** A row of the list. `picture` stands at its end, from the top, in place of the arrow. */
export function RowLink(
  props: RowLook & { to: string; icon?: IconName; picture?: ReactNode; onOpen?: (() => void) | undefined },
) {
  const { look = 'card', picture } = props;
  return (
    <li>
      <Link
        to={props.to}
        className={styles.row}
        data-look={look}
        data-end={picture === undefined ? undefined : 'top'}
        onClick={props.onOpen}
      >
        {props.icon && <Icon name={props.icon} />}
        <span className={styles.words}>{props.children}</span>
        {picture === undefined ? <Icon name="forward" /> : picture}
      </Link>
    </li>
  );
}

/** A row that leads to a file: a plain download, or `onOpen` where another way is needed. */
export function RowFile(
  props: RowLook & { href: string; fileName: string; icon?: IconName; onOpen?: (() => void) | undefined },
) {
  const { look = 'card', icon = 'download', onOpen } = props;
  return (
    <li>
      <a
        href={props.href}
        download={props.fileName}
        className={styles.row}
        data-look={look}
        onClick={(event) => {
          if (!onOpen) return;
          event.preventDefault();
          onOpen();
        }}
      >
        <Icon name="paper" />
        <span className={styles.words}>{props.children}</span>
        <Icon name={icon} />
      </a>
    </li>
  );
}

/** Small signs above a row's title. */
export const RowMarks = ({ children }: { children: ReactNode }) => (
  <span className={styles.marks}>{children}</span>
);

export const RowTitle = ({ children, lang }: { children: ReactNode; lang?: string | undefined }) => (
  <span className={styles.title} lang={lang}>
    {children}
  </span>
);

/** What cannot wait. */
export const RowUrgent = ({ children }: { children: ReactNode }) => (
  <span className={styles.urgent}>
    <Icon name="warning" size={18} />
    {children}
  </span>
);

export const RowSoft = ({ children }: { children: ReactNode }) => (
  <span className={styles.soft}>{children}</span>
);
