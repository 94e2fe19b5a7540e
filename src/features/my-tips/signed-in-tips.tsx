import { useCallback, useEffect, useId, useState } from 'react';
import type { MyTip } from '#contract/citizens.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { accessByCitizen, listMyTips, type TipAccess } from '../../api/sent-tips.ts';
import { isSignedInAtom, type SignInResult, signInAtom } from '../../api/session.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import styles from './my-tips.module.css';
import { TipRow } from './tip-row.tsx';

const words = sentTipText.mine;

type Open = (access: TipAccess) => void;

/** The tips that belong to a Zalo account. Nobody is signed in before they press, under the reason why. */
export function SignedInTips({ onOpen }: { onOpen: Open }) {
  const isSignedIn = useAtomValue(isSignedInAtom);
  const platform = useAtomValue(platformAtom);
  const headingId = useId();
  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{words.signedInHeading}</h2>
      {platform.kind === 'browser' && <p>{words.inBrowser}</p>}
      {platform.kind === 'zalo' && (isSignedIn ? <OwnTips onOpen={onOpen} /> : <SignIn />)}
    </section>
  );
}

function SignIn() {
  const platform = useAtomValue(platformAtom);
  const signIn = useSetAtom(signInAtom);
  const [isSigningIn, setIsSigningIn] = useState(false);
  const [result, setResult] = useState<SignInResult | null>(null);

  const press = async () => {
    setIsSigningIn(true);
    setResult(null);
    setResult(await signIn(platform));
    setIsSigningIn(false);
  };

  return (
    <Card>
      <p>{words.signInReason}</p>
      {result && <SignInRemark result={result} />}
      {isSigningIn ? (
        <Loading text={words.signingIn} />
      ) : (
        <Button wide onPress={() => void press()}>
          {words.signIn}
        </Button>
      )}
    </Card>
  );
}

function SignInRemark({ result }: { result: SignInResult }) {
  if (result.kind === 'signed-in') return null;
  if (result.kind === 'failed') {
    return <FailedNotice {...problemText(result.problem)} />;
  }
  return (
    <Notice tone="warning" announce="now">
      <p>{result.kind === 'declined' ? words.signInDeclined : words.signInUnavailable}</p>
    </Notice>
  );
}

type Pages = { tips: MyTip[]; nextCursor: string | null };

function OwnTips({ onOpen }: { onOpen: Open }) {
  const platform = useAtomValue(platformAtom);
  const [pages, setPages] = useState<Pages | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [isLoading, setIsLoading] = useState(true);

  const load = useCallback(
    async (former: Pages | null) => {
      setIsLoading(true);
      const result = await listMyTips(platform, former?.nextCursor ?? null);
      setIsLoading(false);
      setProblem(result.ok ? null : result.problem);
      if (!result.ok) return;
      const { items, nextCursor } = result.value;
      setPages({ tips: [...(former?.tips ?? []), ...items], nextCursor });
    },
    [platform],
  );

  useEffect(() => {
    void load(null);
  }, [load]);

  return (
    <>
      {pages?.tips.length === 0 && <EmptyState drawing="letter" text={words.empty} />}
      <ul className={styles.list}>
        {pages?.tips.map((tip) => (
          <li key={tip.code}>
            <TipRow tip={tip} onOpen={() => onOpen(accessByCitizen(tip.code, platform))} />
          </li>
        ))}
      </ul>
      {problem && <FailedNotice lead={words.failed} {...problemText(problem)} />}
      {isLoading && <Loading text={words.loading} />}
      {!isLoading && (
        <>
          {pages && pages.nextCursor !== null && (
            <Button look="secondary" wide onPress={() => void load(pages)}>
              {words.more}
            </Button>
          )}
          <Button look="secondary" icon="retry" wide onPress={() => void load(null)}>
            {words.refresh}
          </Button>
        </>
      )}
    </>
  );
}
