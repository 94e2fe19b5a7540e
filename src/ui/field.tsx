import { Fragment, type ReactNode, useId } from 'react';
import styles from './field.module.css';
import { Icon } from './icon.tsx';

/** What is wrong with a field, tied to it by `id` and read aloud with it. */
export function FieldError({ id, text }: { id: string; text: string | undefined }) {
  if (!text) return null;
  return (
    <p id={id} className={styles.error}>
      <Icon name="warning" />
      <span>{text}</span>
    </p>
  );
}

type FieldProps = {
  label: string;
  hint?: string | undefined;
  error?: string | undefined;
  value: string;
  onChange: (value: string) => void;
  /** The person has gone on to something else. */
  onLeave?: () => void;
};

type FieldIds = { id: string; describedBy: string | undefined; errorId: string; hintId: string };

function useFieldIds(hint: string | undefined, error: string | undefined): FieldIds {
  const id = useId();
  const errorId = `${id}-error`;
  const hintId = `${id}-hint`;
  const describedBy = [error ? errorId : '', hint ? hintId : ''].filter(Boolean).join(' ') || undefined;
  return { id, errorId, hintId, describedBy };
}

function FieldFrame({
  ids,
  label,
  hint,
  error,
  children,
}: Pick<FieldProps, 'label' | 'hint' | 'error'> & { ids: FieldIds; children: ReactNode }) {
  return (
    <div className={styles.field}>
      <label htmlFor={ids.id} className={styles.label}>
        {label}
      </label>
      {hint && (
        <p id={ids.hintId} className={styles.hint}>
          {hint}
        </p>
      )}
      {children}
      <FieldError id={ids.errorId} text={error} />
    </div>
  );
}

/** `data-field` is how a form finds the first wrong field to put the focus there. */
const inputProps = (ids: FieldIds, error: string | undefined, name: string) => ({
  id: ids.id,
  name,
  className: styles.input,
  'aria-describedby': ids.describedBy,
  'aria-invalid': error ? true : undefined,
  'data-field': name,
});

type TextFieldProps = FieldProps & {
  name: string;
  type?: 'text' | 'tel' | 'search' | 'date' | 'datetime-local';
  autoComplete?: string;
  inputMode?: 'text' | 'tel' | 'search' | 'numeric' | 'decimal' | 'email';
  charsMax?: number;
  max?: string;
  spellCheck?: boolean;
  autoCapitalize?: 'none' | 'characters' | 'sentences';
  /** How much stands there, for who counts digits. */
  counter?: string | undefined;
};

export function TextField(props: TextFieldProps) {
  const ids = useFieldIds(props.hint, props.error);
  return (
    <FieldFrame ids={ids} label={props.label} hint={props.hint} error={props.error}>
      <input
        {...inputProps(ids, props.error, props.name)}
        type={props.type ?? 'text'}
        value={props.value}
        autoComplete={props.autoComplete ?? 'off'}
        inputMode={props.inputMode}
        maxLength={props.charsMax}
        max={props.max}
        spellCheck={props.spellCheck}
        autoCapitalize={props.autoCapitalize}
        onChange={(event) => props.onChange(event.target.value)}
        onBlur={props.onLeave}
      />
      {props.counter && <p className={styles.counter}>{props.counter}</p>}
    </FieldFrame>
  );
}

/** Several lines with a count. Nothing is cut off: who pastes too much is told by how much. */
export function TextArea(
  props: FieldProps & { name: string; counter?: string | undefined; isShort?: boolean },
) {
  const ids = useFieldIds(props.hint, props.error);
  return (
    <FieldFrame ids={ids} label={props.label} hint={props.hint} error={props.error}>
      <textarea
        {...inputProps(ids, props.error, props.name)}
        className={props.isShort ? `${styles.input} ${styles.short}` : styles.input}
        value={props.value}
        rows={props.isShort ? 3 : 6}
        onChange={(event) => props.onChange(event.target.value)}
        onBlur={props.onLeave}
      />
      {props.counter && <p className={styles.counter}>{props.counter}</p>}
    </FieldFrame>
  );
}

export function SelectField(
  props: FieldProps & {
    name: string;
    options: readonly { value: string; label: string }[];
    placeholder: string;
  },
) {
  const ids = useFieldIds(props.hint, props.error);
  return (
    <FieldFrame ids={ids} label={props.label} hint={props.hint} error={props.error}>
      <select
        {...inputProps(ids, props.error, props.name)}
        value={props.value}
        onChange={(event) => props.onChange(event.target.value)}
      >
        <option value="">{props.placeholder}</option>
        {props.options.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
    </FieldFrame>
  );
}

export type Choice<Value extends string> = { value: Value; title: string; hint?: string };

/** One of several, each a full-width target. */
export function ChoiceGroup<Value extends string>(props: {
  legend: string;
  hideLegend?: boolean;
  name: string;
  choices: readonly Choice<Value>[];
  chosen: Value | null;
  onChoose: (value: Value) => void;
  error?: string | undefined;
  /** Stands right under the chosen one. */
  underChosen?: ReactNode;
}) {
  const id = useId();
  const errorId = `${id}-error`;
  return (
    <fieldset className={styles.field} aria-describedby={props.error ? errorId : undefined}>
      <legend className={props.hideLegend ? 'for-screen-readers' : styles.label}>{props.legend}</legend>
      <div className={styles.choices}>
        {props.choices.map((choice) => {
          const isChosen = props.chosen === choice.value;
          return (
            <Fragment key={choice.value}>
              <ChoiceRow
                type="radio"
                name={props.name}
                title={choice.title}
                hint={choice.hint}
                isChosen={isChosen}
                isInvalid={props.error !== undefined}
                onChange={() => props.onChoose(choice.value)}
              />
              {isChosen && props.underChosen}
            </Fragment>
          );
        })}
      </div>
      <FieldError id={errorId} text={props.error} />
    </fieldset>
  );
}

/** Any number of several, each a full-width target. */
export function CheckGroup(props: {
  legend: string;
  name: string;
  options: readonly string[];
  chosen: readonly string[];
  onChange: (chosen: string[]) => void;
  error?: string | undefined;
}) {
  const errorId = `${useId()}-error`;
  const { options, chosen } = props;
  const change = (option: string, isChosen: boolean) =>
    props.onChange(options.filter((each) => (each === option ? isChosen : chosen.includes(each))));
  return (
    <fieldset className={styles.field} aria-describedby={props.error ? errorId : undefined}>
      <legend className={styles.label}>{props.legend}</legend>
      <div className={styles.choices}>
        {options.map((option) => (
          <ChoiceRow
            key={option}
            type="checkbox"
            name={props.name}
            title={option}
            hint={undefined}
            isChosen={chosen.includes(option)}
            isInvalid={props.error !== undefined}
            onChange={(isChosen) => change(option, isChosen)}
          />
        ))}
      </div>
      <FieldError id={errorId} text={props.error} />
    </fieldset>
  );
}

type ChoiceRowProps = {
  type: 'radio' | 'checkbox';
  name: string;
  title: string;
  hint: string | undefined;
  isChosen: boolean;
  isInvalid: boolean;
  describedBy?: string;
  onChange: (isChosen: boolean) => void;
};

function ChoiceRow(props: ChoiceRowProps) {
  const id = useId();
  const hintId = props.hint ? `${id}-hint` : undefined;
  return (
    <label className={`${styles.choice} ${props.isChosen ? styles.chosen : ''}`}>
      <input
        type={props.type}
        name={props.name}
        checked={props.isChosen}
        aria-labelledby={`${id}-title`}
        aria-describedby={[props.describedBy, hintId].filter(Boolean).join(' ') || undefined}
        aria-invalid={props.isInvalid || undefined}
        data-field={props.name}
        onChange={(event) => props.onChange(event.target.checked)}
      />
      <span className={styles.choiceText}>
        <span id={`${id}-title`} className={styles.choiceTitle}>
          {props.title}
        </span>
        {props.hint && (
          <span id={hintId} className={styles.choiceHint}>
            {props.hint}
          </span>
        )}
      </span>
    </label>
  );
}

/** A box to tick, never ticked in advance. */
export function CheckField(props: {
  name: string;
  title: string;
  hint?: string;
  isChecked: boolean;
  onChange: (isChecked: boolean) => void;
  error?: string | undefined;
}) {
  const errorId = `${useId()}-error`;
  return (
    <div className={styles.field}>
      <ChoiceRow
        type="checkbox"
        name={props.name}
        title={props.title}
        hint={props.hint}
        isChosen={props.isChecked}
        isInvalid={props.error !== undefined}
        {...(props.error ? { describedBy: errorId } : {})}
        onChange={props.onChange}
      />
      <FieldError id={errorId} text={props.error} />
    </div>
  );
}

/** Puts the focus on a field by its name, in the middle of the screen. */
export function focusField(name: string): void {
  const field = document.querySelector<HTMLElement>(`[data-field="${name}"]`);
  field?.focus({ preventScroll: true });
  field?.scrollIntoView({ block: 'center' });
}
