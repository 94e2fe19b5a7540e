import styles from './due-mark.module.css';
import { Icon, type IconName } from './icon.tsx';

const icons: Record<'late' | 'soon' | 'calm', IconName> = { late: 'warning', soon: 'clock', calm: 'clock' };

/**
 * A deadline as a large figure, told by colour, picture and word alike. `whole` is the sentence that is read aloud instead of its
 * parts: "Trễ 5 phút".
 */
export function DueMark(props: {
  level: 'late' | 'soon' | 'calm';
  word: string;
  figure: string;
  unit: string;
  whole: string;
}) {
  return (
    <span className={styles.mark} data-level={props.level}>
      <span className="for-screen-readers">{props.whole}</span>
      <span aria-hidden="true" className={styles.word}>
        <Icon name={icons[props.level]} size={16} /> {props.word}
      </span>
      <span aria-hidden="true" className={styles.figure}>
        {props.figure}
      </span>
      {props.unit !== '' && (
        <span aria-hidden="true" className={styles.word}>
          {props.unit}
        </span>
      )}
    </span>
  );
}

/** The same place where no deadline runs: how things stand, in a word or two. */
export function StateMark({ icon, word }: { icon: IconName; word: string }) {
  return (
    <span className={styles.mark} data-level="none">
      <Icon name={icon} size={20} />
      <span className={styles.word}>{word}</span>
    </span>
  );
}
