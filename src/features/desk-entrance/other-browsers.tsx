import { type FormEvent, useCallback, useEffect, useState } from 'react';
import type { StaffSessions } from '#contract/staff-identity.ts';
import type { DeskApi } from '../../api/desk.ts';
import { closeBrowser, confirmPairing, listBrowsers } from '../../api/desk-entrance.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { deskEntranceText } from '../../text/vi-desk-entrance.ts';
import { Button, SubmitButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { focusField, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
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
          desk={desk}
          onOpened={(sentence) => {
            setSaid(sentence);
            void read();
          }}
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

function CodeForm({ desk, onOpened }: { desk: DeskApi; onOpened: (sentence: string) => void }) {
  const [code, setCode] = useState('');
  const [error, setError] = useState<string | null>(null);
  const [isConfirming, setIsConfirming] = useState(false);

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    const fail = (message: string) => {
      setError(message);
      focusField('pairing-code');
    };
    if (code.trim() === '') return fail(words.codeEmpty);
    setIsConfirming(true);
    const result = await confirmPairing(desk, code.trim());
    setIsConfirming(false);
    if (!result.ok) return fail(problemText(result.problem).message);
    setCode('');
    onOpened(words.confirmed(result.value.label, momentText(result.value.expiresAt, new Date())));
  };

  return (
    <form className={styles.form} noValidate onSubmit={(event) => void submit(event)}>
      <TextField
        name="pairing-code"
        label={words.code}
        hint={words.lead}
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
      {isConfirming ? <Loading text={words.confirming} /> : <SubmitButton>{words.confirm}</SubmitButton>}
    </form>
  );
}
