import { useCallback, useEffect, useState } from 'react';
import type { WebhookDeliveries } from '#contract/webhooks.ts';
import type { DeskApi } from '../../api/desk.ts';
import { listWebhookDeliveries } from '../../api/desk-webhooks.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { deliveryReasonText } from '../../text/vi-desk-reasons.ts';
import { deskWebhookText } from '../../text/vi-desk-webhooks.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import styles from './desk-webhooks.module.css';

const words = deskWebhookText;

/** What one system was told last. */
export function SystemDeliveries({ desk, id }: { desk: DeskApi; id: string }) {
  const [items, setItems] = useState<WebhookDeliveries['items'] | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const read = useCallback(async () => {
    const result = await listWebhookDeliveries(desk, id);
    setProblem(result.ok ? null : result.problem);
    if (result.ok) setItems(result.value.items);
  }, [desk, id]);
  useEffect(() => void read(), [read]);

  if (problem) return <FailedNotice {...problemText(problem)} onRetry={() => void read()} />;
  if (!items) return <Loading text={words.loading} />;
  if (items.length === 0) return <p>{words.noDeliveries}</p>;
  return (
    <ul className={styles.deliveries}>
      {items.map((delivery) => (
        <li key={delivery.id}>
          <strong>{words.types[delivery.type] ?? delivery.type}</strong> · {delivery.code ?? words.hiddenCode}{' '}
          · {words.deliveryStates[delivery.state]}
          <br />
          <span className={styles.soft}>
            {momentText(delivery.createdAt, new Date())}
            {delivery.attempts > 1 && `, ${words.attempts(delivery.attempts)}`}
            {delivery.reason !== null && `. ${deliveryReasonText(delivery.reason)}`}
          </span>
        </li>
      ))}
    </ul>
  );
}
