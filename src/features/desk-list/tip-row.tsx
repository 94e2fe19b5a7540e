import { Link } from 'react-router-dom';
import type { DeskTipItem } from '#contract/staff.ts';
import { momentText } from '../../lib/date-text.ts';
import { pathOfDeskTip } from '../../text/paths.ts';
import { deskText } from '../../text/vi-desk.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import styles from './desk-list.module.css';
import { TipMark } from './tip-mark.tsx';

const words = deskText.list;

/** One tip of the list. `ownUnitId`: whose desk it is; another unit's name is said. */
export function TipRow(props: {
  tip: DeskTipItem;
  nowMs: number;
  ownUnitId: string;
  isOpen: boolean;
  isNew: boolean;
}) {
  const { tip } = props;
  return (
    <Link
      to={pathOfDeskTip(tip.code)}
      className={styles.row}
      data-tip-row={tip.code}
      data-new={props.isNew || undefined}
      aria-current={props.isOpen ? 'true' : undefined}
    >
      <TipMark tip={tip} nowMs={props.nowMs} />
      <span className={styles.facts}>
        <span className={styles.title}>
          <strong>{tip.category.name}</strong>
          <span className={styles.code}>{tip.code}</span>
        </span>
        <span className={styles.excerpt}>{tip.excerpt || words.erased}</span>
        <span className={styles.marks}>
          {tip.attention && <Mark icon="warning" text={words.attention[tip.attention]} isLoud />}
          {tip.restricted && <Mark icon="lock" text={words.restricted} isLoud />}
          <span>{momentText(tip.createdAt, new Date(props.nowMs))}</span>
          {tip.photoCount > 0 && <Mark icon="camera" text={words.photos(tip.photoCount)} />}
          {tip.unit.id !== props.ownUnitId && <span>{tip.unit.name}</span>}
        </span>
      </span>
    </Link>
  );
}

function Mark({ icon, text, isLoud = false }: { icon: IconName; text: string; isLoud?: boolean }) {
  return (
    <span className={isLoud ? styles.loud : styles.mark}>
      <Icon name={icon} size={18} />
      {text}
    </span>
  );
}
