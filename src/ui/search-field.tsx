import { useId } from 'react';
import { Icon } from './icon.tsx';
import styles from './search-field.module.css';

/** What a list is narrowed by in words, or by a code. */
export function SearchField(props: {
  /** What is looked for; not shown. */
  label: string;
  /** Stands in the field while it is empty. */
  hint: string;
  value: string;
  onChange: (value: string) => void;
  maxLength: number;
  /** Letters and digits as they are printed: no spelling, in capitals. */
  isCode?: boolean;
  /** What is wrong with it, said at once. */
  problem?: string | null;
}) {
  const id = useId();
  const ofCode = props.isCode && { autoCapitalize: 'characters', spellCheck: false, 'data-code': true };
  return (
    <search className={styles.search}>
      <label htmlFor={id} className="for-screen-readers">
        {props.label}
      </label>
      <Icon name="search" />
      <input
        id={id}
        type="search"
        enterKeyHint="search"
        placeholder={props.hint}
        maxLength={props.maxLength}
        value={props.value}
        autoComplete="off"
        aria-invalid={props.problem ? true : undefined}
        aria-describedby={props.problem ? `${id}-problem` : undefined}
        onChange={(event) => props.onChange(event.target.value)}
        {...ofCode}
      />
      {props.problem && (
        <p id={`${id}-problem`} role="alert" className={styles.problem}>
          {props.problem}
        </p>
      )}
    </search>
  );
}
