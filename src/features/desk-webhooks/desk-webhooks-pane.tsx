import { useCallback, useState } from 'react';
import type { StaffMe } from '#contract/staff.ts';
import type { MadeWebhook } from '#contract/webhooks.ts';
import type { DeskApi } from '../../api/desk.ts';
import { listWebhooks } from '../../api/desk-webhooks.ts';
import { problemText } from '../../api/problem-text.ts';
import { usePages } from '../../api/use-pages.ts';
import { deskWebhookText } from '../../text/vi-desk-webhooks.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading, Screen } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './desk-webhooks.module.css';
import { NewSystem } from './new-system.tsx';
import { SecretOnce } from './secret-once.tsx';
import { SystemCard } from './system-card.tsx';

const words = deskWebhookText;

/** The systems that are told of the tips of this unit and those below it. */
export default function DeskWebhooksPane({ desk, me }: { desk: DeskApi; me: StaffMe }) {
  const { pages, problem, read } = usePages(
    useCallback((cursor: string | null) => listWebhooks(desk, cursor), [desk]),
  );
  const [isAdding, setIsAdding] = useState(false);
  const [made, setMade] = useState<MadeWebhook | null>(null);
  const [said, setSaid] = useState<string | null>(null);

  const keep = (next: MadeWebhook) => {
    setMade(next);
    setIsAdding(false);
    setSaid(null);
    void read(null);
  };
  const changed = (sentence: string | null) => {
    setSaid(sentence);
    void read(null);
  };

  return (
    <Screen name={words.heading} heading={words.heading} lead={words.lead}>
      {made && <SecretOnce made={made} onDone={() => setMade(null)} />}
      <StatusLine>
        {said && (
          <Notice tone="success">
            <p>{said}</p>
          </Notice>
        )}
      </StatusLine>
      {isAdding ? (
        <NewSystem desk={desk} me={me} onMade={keep} onCancel={() => setIsAdding(false)} />
      ) : (
        <Button look="secondary" wide icon="plus" onPress={() => setIsAdding(true)}>
          {words.add}
        </Button>
      )}
      {problem && (
        <FailedNotice lead={words.failed} {...problemText(problem)} onRetry={() => void read(null)} />
      )}
      {!pages && !problem && <Loading text={words.loading} />}
      {pages?.items.length === 0 && !isAdding && (
        <Card>
          <p>{words.empty}</p>
        </Card>
      )}
      <ul className={styles.list}>
        {pages?.items.map((system) => (
          <li key={system.id}>
            <SystemCard system={system} desk={desk} onChanged={changed} onSecret={keep} />
          </li>
        ))}
      </ul>
      {pages?.nextCursor && (
        <Button look="secondary" wide onPress={() => void read(pages.nextCursor)}>
          {words.more}
        </Button>
      )}
    </Screen>
  );
}
