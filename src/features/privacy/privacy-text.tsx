import { useCallback, useEffect, useState } from 'react';
import { getPrivacy, type PrivacyAnswer } from '../../api/privacy.ts';
import { problemText } from '../../api/problem-text.ts';
import { onLineChange } from '../../lib/online.ts';
import { localConsent, localPrivacy } from '../../text/content-words.ts';
import { text } from '../../text/vi.ts';
import { privacyText } from '../../text/vi-privacy.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Prose } from '../../ui/prose.tsx';
import { Card, Loading } from '../../ui/screen.tsx';

/** The place's own words on protecting data, and the consent in force. */
export function PrivacyText() {
  const { answer, ask } = usePrivacy();
  if (!answer) return <Loading text={text.app.loading} />;
  if (answer.kind === 'failed') {
    const { message, requestId } = problemText(answer.problem);
    return (
      <FailedNotice message={`${privacyText.page.failed} ${message}`} requestId={requestId} onRetry={ask} />
    );
  }
  return (
    <>
      {answer.isCopy && (
        <Notice tone="warning" announce="politely">
          <p>{privacyText.page.stale}</p>
        </Notice>
      )}
      <Card>
        <Prose markdown={localPrivacy(answer.privacy.text)} />
      </Card>
      <Card>
        <h2>{privacyText.page.consentHeading}</h2>
        <Prose markdown={localConsent(answer.privacy.consent)} />
      </Card>
    </>
  );
}

/** Asked at once, and anew when the line is back while what stands there is missing or old. */
function usePrivacy(): { answer: PrivacyAnswer | null; ask: () => void } {
  const [answer, setAnswer] = useState<PrivacyAnswer | null>(null);
  const isGood = answer?.kind === 'ready' && !answer.isCopy;
  const ask = useCallback(() => {
    setAnswer((former) => (former?.kind === 'failed' ? null : former));
    void getPrivacy().then(setAnswer);
  }, []);

  useEffect(ask, [ask]);
  useEffect(() => {
    if (isGood) return;
    return onLineChange(() => {
      if (navigator.onLine) ask();
    });
  }, [isGood, ask]);
  return { answer, ask };
}
