import { useState } from 'react';
import { getMyData } from '../../api/citizens.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { type SignInResult, signInAtom } from '../../api/session.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { privacyText } from '../../text/vi-privacy.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';

type Taking =
  | { kind: 'idle' }
  | { kind: 'busy' }
  | { kind: 'refused'; result: Exclude<SignInResult, { kind: 'signed-in' }> }
  | { kind: 'failed'; problem: ApiProblem }
  /** It is here, and the phone did not take it. */
  | { kind: 'not-saved'; archive: Blob; withPhotos: boolean }
  | { kind: 'saved' };

const words = privacyText.take;
const fileName = 'du-lieu-cua-toi.zip';

/** A copy of all that is kept of the person: says what is in it, signs in, and puts it among the phone's files. */
export function TakeMyData() {
  const platform = useAtomValue(platformAtom);
  return (
    <Card>
      <h2>{words.heading}</h2>
      {platform.kind === 'zalo' ? <InZalo /> : <p>{words.browser}</p>}
    </Card>
  );
}

function InZalo() {
  const platform = useAtomValue(platformAtom);
  const signIn = useSetAtom(signInAtom);
  const [state, setState] = useState<Taking>({ kind: 'idle' });

  const take = async (withPhotos: boolean) => {
    setState({ kind: 'busy' });
    const result = await signIn(platform);
    if (result.kind !== 'signed-in') return setState({ kind: 'refused', result });
    const found = await getMyData(platform, { withPhotos });
    if (!found.ok) return setState({ kind: 'failed', problem: found.problem });
    const outcome = await platform.saveDocument(found.value, fileName);
    setState(
      outcome.kind === 'ok' ? { kind: 'saved' } : { kind: 'not-saved', archive: found.value, withPhotos },
    );
  };
  const share = async (archive: Blob) => {
    const outcome = await platform.shareDocument(archive, fileName);
    if (outcome.kind === 'ok') setState({ kind: 'saved' });
  };

  return (
    <>
      <p>{words.body}</p>
      <p>{words.anonymous}</p>
      <p>{words.why}</p>
      {state.kind === 'refused' && (
        <Notice tone="warning" announce="politely">
          <p>{state.result.kind === 'declined' ? words.declined : words.unavailable}</p>
        </Notice>
      )}
      {state.kind === 'failed' && <FailedNotice lead={words.failed} {...problemText(state.problem)} />}
      {state.kind === 'saved' && (
        <Notice tone="success" announce="politely">
          <p>{words.saved}</p>
        </Notice>
      )}
      {state.kind === 'not-saved' && (
        <Notice tone="warning" announce="politely">
          <p>{state.withPhotos ? `${words.notSaved} ${words.tooLarge}` : words.notSaved}</p>
          {platform.canShareDocuments() && (
            <Button look="secondary" wide onPress={() => void share(state.archive)}>
              {words.share}
            </Button>
          )}
        </Notice>
      )}
      {state.kind === 'busy' ? (
        <Loading text={words.busy} />
      ) : (
        <>
          <Button look="secondary" wide onPress={() => void take(false)}>
            {words.begin}
          </Button>
          <Button look="secondary" wide onPress={() => void take(true)}>
            {words.withPhotos}
          </Button>
        </>
      )}
    </>
  );
}
