import { useCallback, useEffect, useState } from 'react';
import type { StaffSessions } from '#contract/staff-identity.ts';
import type { DeskApi } from '../../api/desk.ts';
import { closeBrowser, confirmPairing, listBrowsers } from '../../api/desk-entrance.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskEntranceText } from '../../text/vi-desk-entrance.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { CodeForm } from './code-form.tsx';
import styles from './desk-entrance.module.css';

const words = deskEntranceText.browsers;
type Browser = StaffSessions['items'][number];

/** Opens the desk on another screen by the code that stands there, and closes it again from here. */
export function OtherBrowsers({ desk, mayOpen }: { desk: DeskApi; mayOpen: boolean }) {
  const [browsers, setBrowsers] = useState<readonly Browser[] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  const read = useCallback(async () => {
    const result = await listBrowsers(desk);
    setProblem(result.ok ? null : result.problem);
    if (result.ok) setBrowsers(result.value.items.filter(isOpen));
  }, [desk]);
  useEffect(() => void read(), [read]);

  const open = async (code: string) => {
    const result = await confirmPairing(desk, code);
    if (!result.ok) return problemText(result.problem).message;
    const { label, expiresAt } = result.value;
    setSaid(words.confirmed(label, momentText(expiresAt, new Date())));
    void read();
    return null;
  };
  const close = async ({ id, label }: Browser) => {
    const result = await closeBrowser(desk, id);
    setProblem(result.ok ? null : result.problem);
    if (result.ok) setSaid(words.closed(label));
    await read();
  };

  return (
    <Card>
      <h2>{words.heading}</h2>
      {mayOpen && (
        <CodeForm
          name="pairing-code"
          label={words.code}
          hint={words.lead}
          empty={words.codeEmpty}
          submit={words.confirm}
          busy={words.confirming}
          take={open}
        />
      )}
      <StatusLine>
        {said && (
          <Notice tone="success">
            <p>{said}</p>
          </Notice>
        )}
      </StatusLine>
      {problem && (
        <FailedNotice lead={words.listFailed} {...problemText(problem)} onRetry={() => void read()} />
      )}
      <h3>{words.list}</h3>
      {browsers?.length === 0 && <p>{words.none}</p>}
      <ul className={styles.browsers}>
        {browsers?.map((browser) => (
          <li key={browser.id}>
            <span>
              <strong>{browser.label}</strong> {browser.isCurrent && `(${words.here})`}
              <br />
              {words.since(momentText(browser.createdAt, new Date()))},{' '}
              {words.until(momentText(browser.expiresAt, new Date()))}
            </span>
            {!browser.isCurrent && (
              <Button
                look="secondary"
                label={words.closeOf(browser.label)}
                onPress={() => void close(browser)}
              >
                {words.close}
              </Button>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}

const isOpen = ({ revokedAt, expiresAt }: Browser): boolean =>
  revokedAt === null && Date.parse(expiresAt) > Date.now();
