import { useState } from 'react';
import { problemText } from '../../api/problem-text.ts';
import { type SignInResult, signInAtom } from '../../api/session.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { tipText } from '../../text/vi-tip.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import { answerOnDraftAtom, draftAtom } from './draft.atoms.ts';

/** Why, then the question, then what came of it; whoever refuses has the other ways of sending above. */
export function AccountSignIn() {
  const { id, hasSignedIn } = useAtomValue(draftAtom);
  const platform = useAtomValue(platformAtom);
  const answerOn = useSetAtom(answerOnDraftAtom);
  const signIn = useSetAtom(signInAtom);
  const [isBusy, setIsBusy] = useState(false);
  const [result, setResult] = useState<SignInResult | null>(null);

  const begin = async () => {
    setIsBusy(true);
    setResult(null);
    const answer = await signIn(platform);
    setIsBusy(false);
    setResult(answer);
    if (answer.kind === 'signed-in') answerOn(id, () => ({ hasSignedIn: true }));
  };

  if (hasSignedIn) {
    return (
      <Notice tone="success" announce="politely">
        <p>{tipText.sender.signedIn}</p>
      </Notice>
    );
  }
  return (
    <Card>
      <p>{tipText.sender.accountWhy}</p>
      {isBusy ? (
        <Loading text={tipText.sender.signingIn} />
      ) : (
        <Button wide onPress={() => void begin()}>
          {tipText.sender.signIn}
        </Button>
      )}
      {result && result.kind !== 'signed-in' && (
        <Notice tone="warning" announce="politely">
          <p>{refusalText(result)}</p>
        </Notice>
      )}
    </Card>
  );
}

function refusalText(result: Exclude<SignInResult, { kind: 'signed-in' }>): string {
  if (result.kind === 'declined') return tipText.sender.signInDeclined;
  const reason = result.kind === 'failed' ? `${problemText(result.problem).message} ` : '';
  return `${reason}${tipText.sender.signInUnavailable}`;
}
