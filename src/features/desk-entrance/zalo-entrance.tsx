import { type FormEvent, useState } from 'react';
import { bindZalo, type EntranceByZalo, enterByZalo } from '../../api/desk-entrance.ts';
import { enterDeskAtom } from '../../api/desk-session.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { isSignedInAtom, isUnauthenticated, signInAtom } from '../../api/session.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { deskEntranceText } from '../../text/vi-desk-entrance.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { focusField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import styles from './desk-entrance.module.css';

const words = deskEntranceText.zalo;

type Standing = 'asked' | 'entering' | 'declined' | 'not-bound';

/** Inside Zalo: who is bound to a member of the staff goes in; who is not may be, with a code. */
export function ZaloEntrance() {
  const platform = useAtomValue(platformAtom);
  const signIn = useSetAtom(signInAtom);
  const enter = useSetAtom(enterDeskAtom);
  const isSignedIn = useAtomValue(isSignedInAtom);
  const [standing, setStanding] = useState<Standing>('asked');
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const take = (result: EntranceByZalo) => {
    if (result.ok) return enter(result.value.credential);
    const isUnknown = isUnauthenticated(result.problem);
    setStanding(isUnknown ? 'not-bound' : 'asked');
    if (!isUnknown) setProblem(result.problem);
  };

  const come = async () => {
    setProblem(null);
    setStanding('entering');
    if (!isSignedIn) {
      const signedIn = await signIn(platform);
      if (signedIn.kind === 'failed') {
        setStanding('asked');
        return setProblem(signedIn.problem);
      }
      if (signedIn.kind !== 'signed-in') return setStanding('declined');
    }
    take(await enterByZalo(platform));
  };

  return (
    <Card>
      <h2>{words.heading}</h2>
      <p>{words.lead}</p>
      {problem && <FailedNotice {...problemText(problem)} />}
      {standing === 'declined' && (
        <Notice tone="warning" announce="politely">
          <p>{words.declined}</p>
        </Notice>
      )}
      {standing === 'entering' && <Loading text={words.entering} />}
      {standing === 'not-bound' && <BindForm onBound={take} />}
      {(standing === 'asked' || standing === 'declined') && (
        <Button wide onPress={() => void come()}>
          {words.enter}
        </Button>
      )}
    </Card>
  );
}

function BindForm({ onBound }: { onBound: (result: EntranceByZalo) => void }) {
  const platform = useAtomValue(platformAtom);
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isBinding, setIsBinding] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const fail = (message: string) => {
      setError(message);
      focusField('binding-code');
    };
    if (code.trim() === '') return fail(words.codeEmpty);
    setIsBinding(true);
    const result = await bindZalo(platform, code.trim());
    setIsBinding(false);
    if (result.ok) onBound(result);
    else fail(problemText(result.problem).message);
  };

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <Notice tone="info" announce="politely">
        <p>{words.notBound}</p>
      </Notice>
      <TextField
        name="binding-code"
        label={words.code}
        hint={words.codeHint}
        value={code}
        error={error ?? undefined}
        charsMax={40}
        spellCheck={false}
        autoCapitalize="characters"
        onChange={(typed) => {
          setCode(typed);
          setError(null);
        }}
      />
      {isBinding ? <Loading text={words.entering} /> : <SubmitButton>{words.bind}</SubmitButton>}
    </form>
  );
}
