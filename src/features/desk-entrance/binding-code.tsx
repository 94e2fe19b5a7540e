import { useState } from 'react';
import type { MadeBindingCode } from '#contract/staff-identity.ts';
import type { DeskApi } from '../../api/desk.ts';
import { makeBindingCode } from '../../api/desk-entrance.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskEntranceText } from '../../text/vi-desk-entrance.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import styles from './desk-entrance.module.css';

const words = deskEntranceText.binding;

/** A code by which the person at this desk binds their own Zalo identity. */
export function BindingCode({ desk }: { desk: DeskApi }) {
  const [made, setMade] = useState<MadeBindingCode | null>(null);
  const [isMaking, setIsMaking] = useState(false);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const make = async () => {
    setIsMaking(true);
    setProblem(null);
    const result = await makeBindingCode(desk);
    setIsMaking(false);
    setMade(result.ok ? result.value : null);
    if (!result.ok) setProblem(result.problem);
  };
  return (
    <Card>
      <h2>{words.heading}</h2>
      <p>{words.lead}</p>
      {problem && <FailedNotice {...problemText(problem)} />}
      <div role="status">
        {made && (
          <>
            <p className={styles.codeBox}>
              <strong className={styles.code}>{made.code}</strong>
            </p>
            <p>
              {words.made} {words.until(momentText(made.expiresAt, new Date()))}
            </p>
          </>
        )}
      </div>
      {isMaking ? (
        <Loading text={words.making} />
      ) : (
        <Button look="secondary" wide onPress={() => void make()}>
          {words.make}
        </Button>
      )}
    </Card>
  );
}
