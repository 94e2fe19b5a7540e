import { answerCharsMax, type ValueKind } from '#contract/form-values.ts';
import type { FormDefinition } from '#contract/procedures.ts';
import { bothNames } from '../../text/content-words.ts';
import { formText } from '../../text/vi-forms.ts';
import { CheckGroup, ChoiceGroup, FieldError, TextArea, TextField } from '../../ui/field.tsx';
import { helpFor } from './field-help.rules.ts';
import styles from './fill-form.module.css';
import { chosenAt, type DraftAnswers, rangeAt, textAt } from './form-draft.ts';
import type { FormIssues } from './form-issues.rules.ts';
import { digitCount, keyboardFor, typedDay } from './typed-text.rules.ts';

const words = formText.step;
type Field = FormDefinition['fields'][number];
type Answering = {
  answers: DraftAnswers;
  issues: FormIssues;
  onChange: (answers: DraftAnswers) => void;
  /** The person has gone on from this place. */
  onLeave: (place: string) => void;
};

/** One field of the form by its kind; tables are a screen part of their own. */
export function FormField({ field, answers, issues, onChange, onLeave }: Answering & { field: Field }) {
  const { key, kind, options = [] } = field;
  const name = bothNames(field.label);
  const label = field.isRequired ? name : words.optional(name);
  if (kind === 'checkbox-group') {
    return (
      <CheckGroup
        legend={label}
        name={key}
        options={options}
        chosen={chosenAt(answers, key)}
        onChange={(chosen) => onChange({ [key]: chosen })}
        error={issues[key]}
      />
    );
  }
  if (kind === 'date-range') {
    return <DayRange {...{ field, label, answers, issues, onChange, onLeave }} />;
  }
  if (kind === 'table') return null;
  return (
    <ValueField
      field={field}
      label={label}
      place={key}
      kind={kind}
      value={textAt(answers, key)}
      error={issues[key]}
      onChange={(value) => onChange({ [key]: value })}
      onLeave={() => onLeave(key)}
    />
  );
}

type ValueFieldProps = {
  field: Pick<Field, 'label'> & Partial<Pick<Field, 'hint' | 'help' | 'options' | 'isRequired'>>;
  label: string;
  place: string;
  kind: ValueKind;
  value: string;
  error: string | undefined;
  onChange: (value: string) => void;
  onLeave: () => void;
};

/** One value, in a field of its own or in a column of a table. `place` is its name among the answers. */
export function ValueField(props: ValueFieldProps) {
  const { field, kind, label, place, value, error, onChange, onLeave } = props;
  const help = helpFor({ ...field, kind });
  if (kind === 'choice') {
    const none = field.isRequired ? [] : [{ value: '', title: words.noChoice }];
    return (
      <ChoiceGroup
        legend={label}
        name={place}
        choices={[
          ...(field.options ?? []).map((option) => ({ value: option, title: bothNames(option) })),
          ...none,
        ]}
        chosen={field.isRequired && value === '' ? null : value}
        onChoose={onChange}
        error={error}
      />
    );
  }
  if (kind === 'textarea') {
    const charsMax = answerCharsMax.textarea;
    return (
      <TextArea
        label={label}
        hint={help}
        name={place}
        value={value}
        isShort
        counter={value.length > charsMax * 0.8 ? words.chars(value.length, charsMax) : undefined}
        error={error}
        onChange={onChange}
        onLeave={onLeave}
      />
    );
  }
  const digits = digitCount(kind, value);
  const keyboard = keyboardFor({ kind, label: field.label });
  return (
    <TextField
      label={label}
      hint={help}
      name={place}
      value={value}
      type={kind === 'phone' ? 'tel' : 'text'}
      inputMode={keyboard}
      spellCheck={false}
      autoCapitalize={keyboard === 'email' ? 'none' : 'sentences'}
      counter={digits ? words.digits(digits.typed, digits.wanted) : undefined}
      error={error}
      onChange={(typed) => onChange(kind === 'date' ? typedDay(value, typed) : typed)}
      onLeave={onLeave}
    />
  );
}

function DayRange({
  field: { key, hint, help, kind },
  label,
  answers,
  issues,
  onChange,
  onLeave,
}: Answering & { field: Field; label: string }) {
  const range = rangeAt(answers, key);
  const helpText = helpFor({ hint, help, kind });
  return (
    <fieldset className={styles.range}>
      <legend className={styles.legend}>{label.replace(/ từ ngày … đến ngày …/, '')}</legend>
      {helpText && <p className={styles.help}>{helpText}</p>}
      {(['from', 'to'] as const).map((end) => (
        <TextField
          key={end}
          label={words[end]}
          name={`${key}.${end}`}
          value={range[end]}
          inputMode="numeric"
          error={issues[`${key}.${end}`]}
          onChange={(typed) => onChange({ [key]: { ...range, [end]: typedDay(range[end], typed) } })}
          onLeave={() => onLeave(`${key}.${end}`)}
        />
      ))}
      <FieldError id={`${key}-error`} text={issues[key]} />
    </fieldset>
  );
}
