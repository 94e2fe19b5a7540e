import { useState } from 'react';
import type { ErasedMe } from '#contract/citizens.ts';
import { eraseMe } from '../../api/citizens.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { type SignInResult, signInAtom, signOutAtom } from '../../api/session.ts';
import { instantText } from '../../lib/date-text.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { privacyText } from '../../text/vi-privacy.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import styles from './account.module.css';

type Erasing =
  | { kind: 'idle' }
  | { kind: 'busy' }
  | { kind: 'asking' }
  | { kind: 'refused'; result: Exclude<SignInResult, { kind: 'signed-in' }> }
  | { kind: 'failed'; problem: ApiProblem }
  | { kind: 'done'; erased: ErasedMe };

/** Erases what identifies the person at the police: says what for, signs in, asks, and tells what is gone and what stays. */
export function EraseMe() {
  const platform = useAtomValue(platformAtom);
  return (
    <Card>
      <h2>{privacyText.erase.heading}</h2>
      {platform.kind === 'zalo' ? <InZalo /> : <p>{privacyText.erase.browser}</p>}
    </Card>
  );
}

function InZalo() {
  const platform = useAtomValue(platformAtom);
  const signIn = useSetAtom(signInAtom);
  const signOut = useSetAtom(signOutAtom);
  const [state, setState] = useState<Erasing>({ kind: 'idle' });

  const begin = async () => {
    setState({ kind: 'busy' });
    const result = await signIn(platform);
    setState(result.kind === 'signed-in' ? { kind: 'asking' } : { kind: 'refused', result });
  };
  const erase = async () => {
    setState({ kind: 'busy' });
    const result = await eraseMe(platform);
    if (result.ok) signOut();
    setState(
      result.ok ? { kind: 'done', erased: result.value } : { kind: 'failed', problem: result.problem },
    );
  };

  if (state.kind === 'done') return <WhatWasErased erased={state.erased} />;
  return (
    <>
      <p>{privacyText.erase.body}</p>
      <p>{privacyText.erase.keeps}</p>
      <p>{privacyText.erase.anonymous}</p>
      <p>{privacyText.erase.why}</p>
      {state.kind === 'refused' && (
        <Notice tone="warning" announce="politely">
          <p>{refusalText(state.result)}</p>
        </Notice>
      )}
      {state.kind === 'failed' && (
        <FailedNotice lead={privacyText.erase.failed} {...problemText(state.problem)} />
      )}
      {state.kind === 'busy' ? (
        <Loading text={privacyText.erase.busy} />
      ) : (
        <Button look="secondary" wide onPress={() => void begin()}>
          {privacyText.erase.begin}
        </Button>
      )}
      <ConfirmDialog
        isOpen={state.kind === 'asking'}
        heading={privacyText.erase.question}
        body={privacyText.erase.questionBody}
        yes={privacyText.erase.yes}
        no={privacyText.erase.no}
        isDangerous
        onYes={() => void erase()}
        onNo={() => setState({ kind: 'idle' })}
      />
    </>
  );
}

function refusalText(result: Exclude<SignInResult, { kind: 'signed-in' }>): string {
  if (result.kind === 'declined') return privacyText.erase.declined;
  const reason = result.kind === 'failed' ? `${problemText(result.problem).message} ` : '';
  return `${reason}${privacyText.erase.unavailable}`;
}

function WhatWasErased({ erased }: { erased: ErasedMe }) {
  return (
    <Notice tone="success" announce="politely">
      <p>{privacyText.erase.done}</p>
      <ul className={styles.things}>
        {erased.erased.map((thing) => (
          <li key={thing}>{privacyText.erased[thing]}</li>
        ))}
      </ul>
      {erased.kept.length > 0 && (
        <>
          <p>{privacyText.erase.kept}</p>
          <ul className={styles.things}>
            {erased.kept.map(({ code, until }) => (
              <li key={code}>
                {until
                  ? privacyText.erase.keptUntil(code, instantText(until))
                  : privacyText.erase.keptOpen(code)}
              </li>
            ))}
          </ul>
        </>
      )}
    </Notice>
  );
}
