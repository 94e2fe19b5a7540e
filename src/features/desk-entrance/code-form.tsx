import { type FormEvent, type ReactNode, useState } from 'react';
import { SubmitButton } from '../../ui/button.tsx';
import { focusField, TextField } from '../../ui/field.tsx';
import { Loading } from '../../ui/screen.tsx';
import styles from './desk-entrance.module.css';

/** Longer than any code, with the gaps that people type. */
const codeCharsMax = 40;

/** Asks for a code that somebody reads off another screen. What is typed stays until it is taken. */
export function CodeForm(props: {
  name: string;
  label: string;
  hint: string;
  /** What is said where nothing was typed. */
  empty: string;
  submit: string;
  busy: string;
  /** Answers what is wrong with the code; null: it was taken. */
  take: (code: string) => Promise<string | null>;
  children?: ReactNode;
}) {
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    // The key "Enter" asks again, also while the button is away.
    if (isBusy) return;
    const typed = code.trim();
    setIsBusy(typed !== '');
    const wrong = typed === '' ? props.empty : await props.take(typed);
    setIsBusy(false);
    setError(wrong);
    if (wrong === null) setCode('');
    else focusField(props.name);
  };

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      {props.children}
      <TextField
        name={props.name}
        label={props.label}
        hint={props.hint}
        value={code}
        error={error ?? undefined}
        charsMax={codeCharsMax}
        spellCheck={false}
        autoCapitalize="characters"
        onChange={(typed) => {
          setCode(typed);
          setError(null);
        }}
      />
      {isBusy ? <Loading text={props.busy} /> : <SubmitButton>{props.submit}</SubmitButton>}
    </form>
  );
}
