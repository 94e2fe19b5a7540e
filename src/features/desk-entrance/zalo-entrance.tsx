import { useState } from 'react';
import { bindZalo, type EntranceByZalo, enterByZalo } from '../../api/desk-entrance.ts';
import { enterDeskAtom } from '../../api/desk-session.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { isSignedInAtom, isUnauthenticated, signInAtom } from '../../api/session.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { deskEntranceText } from '../../text/vi-desk-entrance.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import { CodeForm } from './code-form.tsx';

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

  const bind = async (code: string) => {
    const result = await bindZalo(platform, code);
    if (!result.ok) return problemText(result.problem).message;
    enter(result.value.credential);
    return null;
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
      {standing === 'not-bound' && (
        <CodeForm
          name="binding-code"
          label={words.code}
          hint={words.codeHint}
          empty={words.codeEmpty}
          submit={words.bind}
          busy={words.entering}
          take={bind}
        >
          <Notice tone="info" announce="politely">
            <p>{words.notBound}</p>
          </Notice>
        </CodeForm>
      )}
      {(standing === 'asked' || standing === 'declined') && (
        <Button wide onPress={() => void come()}>
          {words.enter}
        </Button>
      )}
    </Card>
  );
}
