import type { TipStatus } from '#contract/vocabulary.ts';
import { momentText } from '../../lib/date-text.ts';
import { localName } from '../../text/content-words.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { trackText } from '../../text/vi-track.ts';
import { Icon } from '../../ui/icon.tsx';
import { NewMark } from '../../ui/new-mark.tsx';
import styles from './my-tips.module.css';

const words = sentTipText.mine;

/** What a list shows of a tip; both the server's list and an opened tip have it. */
export type ListedTip = {
  code: string;
  category: { name: string };
  unit: { name: string };
  status: TipStatus;
  restricted: boolean;
  createdAt: string;
  unread: number;
};

/** One tip in a list. Of a restricted one no word of its category: somebody may look over the shoulder. */
export function TipRow({ tip, onOpen }: { tip: ListedTip; onOpen: () => void }) {
  return (
    <button type="button" className={styles.row} onClick={onOpen}>
      <span className={styles.words}>
        <span className={styles.title}>
          {tip.restricted ? words.restricted : tip.category.name}{' '}
          {tip.unread > 0 && <NewMark>{words.unread(tip.unread)}</NewMark>}
        </span>
        <span>{trackText.statuses[tip.status]}</span>
        {!tip.restricted && <span className={styles.soft}>{localName(tip.unit.name)}</span>}
        <span className={styles.soft}>
          {tip.code} · {words.sentAt(momentText(tip.createdAt, new Date()))}
        </span>
      </span>
      <Icon name="forward" />
    </button>
  );
}
