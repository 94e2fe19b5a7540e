import { useState } from 'react';
import { Link } from 'react-router-dom';
import type { StaffDelivery } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { usePages } from '../../api/use-pages.ts';
import { momentText } from '../../lib/date-text.ts';
import { pathOfDeskTip } from '../../text/paths.ts';
import { deskText } from '../../text/vi-desk.ts';
import { deliveryReasonText } from '../../text/vi-desk-reasons.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import styles from './parked-deliveries.module.css';

const words = deskText.deliveries;

/** Messages to the officers that somebody has to look after: what stands in the way, and a press to send them again. */
export function ParkedDeliveries({ desk, readsTips }: { desk: DeskApi; readsTips: boolean }) {
  const { pages, problem, read } = usePages(desk.listParked);

  return (
    <Screen name={words.heading} heading={words.heading} lead={words.lead}>
      {problem && (
        <FailedNotice lead={words.failed} {...problemText(problem)} onRetry={() => void read(null)} />
      )}
      {!pages && !problem && <Loading text={words.loading} />}
      {pages?.items.length === 0 && <EmptyState drawing="sent" text={words.empty} />}
      <ul className={styles.list}>
        {pages?.items.map((delivery) => (
          <li key={delivery.id}>
            <Delivery delivery={delivery} desk={desk} readsTips={readsTips} />
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

function Delivery(props: { delivery: StaffDelivery; desk: DeskApi; readsTips: boolean }) {
  const { delivery } = props;
  const [state, setState] = useState<'parked' | 'sending' | 'again'>('parked');
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const retry = async () => {
    setState('sending');
    setProblem(null);
    const result = await props.desk.retryDelivery(delivery.id);
    setState(result.ok ? 'again' : 'parked');
    if (!result.ok) setProblem(result.problem);
  };
  const name = words.topics[delivery.topic] ?? words.topicOther;
  return (
    <article className={styles.delivery}>
      <p>
        <strong>{name}</strong> · {words.of(delivery.unit.name)}
      </p>
      <p>{delivery.reason ? words.reason(deliveryReasonText(delivery.reason)) : words.noReason}</p>
      <p className={styles.soft}>
        {delivery.lastAttemptAt
          ? words.attempts(delivery.attempts, momentText(delivery.lastAttemptAt, new Date()))
          : words.noAttempt}
      </p>
      {delivery.code === null && <p className={styles.soft}>{words.noTip}</p>}
      {delivery.code !== null && props.readsTips && (
        <Link to={pathOfDeskTip(delivery.code)} className={styles.link}>
          {words.openTip(delivery.code)}
        </Link>
      )}
      {problem && <p role="alert">{problemText(problem).message}</p>}
      <div role="status">{state === 'again' && <p>{words.retried}</p>}</div>
      {state !== 'again' && (
        <Button
          look="secondary"
          icon="retry"
          inactive={state === 'sending'}
          label={words.retryOf(delivery.code ?? name)}
          onPress={() => void retry()}
        >
          {words.retry}
        </Button>
      )}
    </article>
  );
}
