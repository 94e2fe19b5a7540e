import { type FormEvent, useState } from 'react';
import type { StaffMe } from '#contract/staff.ts';
import { createDeskApi } from '../../api/desk.ts';
import { enterDeskAtom } from '../../api/desk-session.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { isUnauthenticated } from '../../api/session.ts';
import { useSetAtom } from '../../lib/store.ts';
import { deskText } from '../../text/vi-desk.ts';
import { SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { focusField, TextField } from '../../ui/field.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import styles from './desk-entrance.module.css';

const words = deskText.entrance;

/** A key from the unit's administrator, tried before the desk opens. It stays in this window alone. */
export function KeyForm() {
  const enter = useSetAtom(enterDeskAtom);
  const [key, setKey] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isChecking, setIsChecking] = useState(false);

  const refuse = (message: string) => {
    setError(message);
    focusField('key');
  };

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (isChecking) return;
    const pasted = key.trim();
    setProblem(null);
    if (pasted === '') return refuse(words.keyEmpty);
    setIsChecking(true);
    const result = await createDeskApi(pasted, () => {}).ask<StaffMe>('/me');
    setIsChecking(false);
    if (result.ok) return enter(pasted);
    if (isUnauthenticated(result.problem)) return refuse(words.keyWrong);
    setProblem(result.problem);
  };

  return (
    <Card>
      <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
        <h2>{words.keyHeading}</h2>
        <TextField
          name="key"
          label={words.key}
          hint={words.keyHint}
          value={key}
          error={error ?? undefined}
          charsMax={200}
          spellCheck={false}
          autoCapitalize="none"
          onChange={(typed) => {
            setKey(typed);
            setError(null);
          }}
        />
        {problem && <FailedNotice {...problemText(problem)} />}
        {isChecking ? <Loading text={words.keyChecking} /> : <SubmitButton>{words.keyEnter}</SubmitButton>}
      </form>
    </Card>
  );
}
