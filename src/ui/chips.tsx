import styles from './chips.module.css';

export type Chip<Id extends string | null> = {
  id: Id;
  name: string;
  /** Stands behind the name. */
  count?: string | undefined;
  /** The count wants to be seen. */
  isLoud?: boolean;
};

/** Of a few things one, by a tap: in one row that is pushed sideways, or in as many lines as it takes. */
export function Chips<Id extends string | null>(props: {
  /** Of what, for who does not see them. */
  label: string;
  chips: readonly Chip<Id>[];
  /** Undefined: none is in force. */
  chosen: Id | undefined;
  onChoose: (id: Id) => void;
  layout?: 'row' | 'lines';
}) {
  return (
    <fieldset className={styles[props.layout ?? 'row']}>
      <legend className="for-screen-readers">{props.label}</legend>
      {props.chips.map(({ id, name, count, isLoud }) => (
        <button
          key={id}
          type="button"
          className={styles.chip}
          aria-pressed={props.chosen === id}
          data-loud={isLoud ? true : undefined}
          onClick={() => props.onChoose(id)}
        >
          {name}
          {count !== undefined && <span className={styles.count}>{count}</span>}
        </button>
      ))}
    </fieldset>
  );
}
