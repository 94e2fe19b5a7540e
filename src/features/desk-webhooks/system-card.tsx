import { useState } from 'react';
import type { MadeWebhook, Webhook } from '#contract/webhooks.ts';
import type { DeskApi } from '../../api/desk.ts';
import { changeWebhookSecret, pingWebhook, removeWebhook, switchWebhook } from '../../api/desk-webhooks.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { momentText } from '../../lib/date-text.ts';
import { deliveryReasonText } from '../../text/vi-desk-reasons.ts';
import { deskWebhookText } from '../../text/vi-desk-webhooks.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Icon } from '../../ui/icon.tsx';
import { Card } from '../../ui/screen.tsx';
import styles from './desk-webhooks.module.css';
import { SystemDeliveries } from './system-deliveries.tsx';
import { systemState } from './system-state.rules.ts';

const words = deskWebhookText;

type Question = 'secret' | 'remove' | null;

/** One system: how it stands, and what can be done about it. */
export function SystemCard(props: {
  system: Webhook;
  desk: DeskApi;
  /** Says what was done, or null; the list is read again. */
  onChanged: (sentence: string | null) => void;
  onSecret: (made: MadeWebhook) => void;
}) {
  const { system, desk } = props;
  const { id, label } = system;
  const [question, setQuestion] = useState<Question>(null);
  const [isShown, setIsShown] = useState(false);
  const [isBusy, setIsBusy] = useState(false);
  const [said, setSaid] = useState<string | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);

  const ask = async <Value,>(work: () => Promise<ApiResult<Value>>, done: (value: Value) => void) => {
    if (isBusy) return;
    setIsBusy(true);
    setSaid(null);
    setProblem(null);
    const result = await work();
    setIsBusy(false);
    if (result.ok) done(result.value);
    else setProblem(result.problem);
  };
  const ping = () =>
    ask(
      () => pingWebhook(desk, id),
      ({ delivered, reason, tookMs }) => {
        setSaid(delivered ? words.pingWell(tookMs) : words.pingFailed(deliveryReasonText(reason ?? '')));
        props.onChanged(null);
      },
    );
  const turn = (act: 'enable' | 'disable') =>
    ask(
      () => switchWebhook(desk, id, act),
      () => props.onChanged(act === 'enable' ? words.enabledNow(label) : words.disabledNow(label)),
    );

  return (
    <Card>
      <div className={styles.system}>
        <SystemFacts system={system} />
        <div role="status">
          {isBusy ? <p>{words.working}</p> : said && <p>{said}</p>}
          {problem && <p>{problemText(problem).message}</p>}
        </div>
        <div className={styles.acts}>
          <Button
            look="secondary"
            label={words.actOf(words.ping, label)}
            inactive={isBusy}
            onPress={() => void ping()}
          >
            {words.ping}
          </Button>
          {system.state === 'active' ? (
            <Button
              look="secondary"
              label={words.actOf(words.disable, label)}
              onPress={() => void turn('disable')}
            >
              {words.disable}
            </Button>
          ) : (
            <Button
              look="secondary"
              label={words.actOf(words.enable, label)}
              onPress={() => void turn('enable')}
            >
              {words.enable}
            </Button>
          )}
          <Button
            look="secondary"
            label={words.actOf(words.changeSecret, label)}
            onPress={() => setQuestion('secret')}
          >
            {words.changeSecret}
          </Button>
          <Button
            look="secondary"
            label={words.actOf(words.remove, label)}
            onPress={() => setQuestion('remove')}
          >
            {words.remove}
          </Button>
        </div>
        <Button look="plain" expanded={isShown} onPress={() => setIsShown(!isShown)}>
          {isShown ? words.detailsHide : words.details}
        </Button>
        {isShown && <SystemDeliveries desk={desk} id={id} />}
      </div>
      <ConfirmDialog
        isOpen={question !== null}
        heading={question === 'remove' ? words.removeQuestion(label) : words.changeSecretQuestion}
        body={question === 'remove' ? words.removeBody : words.changeSecretBody}
        yes={question === 'remove' ? words.removeYes : words.changeSecretYes}
        no={words.no}
        isDangerous={question === 'remove'}
        onNo={() => setQuestion(null)}
        onYes={() => {
          setQuestion(null);
          if (question === 'remove')
            void ask(
              () => removeWebhook(desk, id),
              () => props.onChanged(words.removed(label)),
            );
          else void ask(() => changeWebhookSecret(desk, id), props.onSecret);
        }}
      />
    </Card>
  );
}

function SystemFacts({ system }: { system: Webhook }) {
  const now = new Date();
  const { text, icon, isTrouble } = systemState(system, now);
  const pending = words.pending(system.waiting, system.parked);
  const { lastFailure, lastFailureAt, lastSuccessAt, previousSecretUntil } = system;
  return (
    <>
      <h2 className={styles.name}>{system.label}</h2>
      <p className={styles.state} data-trouble={isTrouble || undefined}>
        <Icon name={icon} />
        {text}
      </p>
      <p className={styles.soft}>
        {words.of(system.unit.name)}
        <br />
        {system.url}
      </p>
      {system.restricted && <p className={styles.soft}>{words.restricted}</p>}
      {pending !== '' && <p>{pending}</p>}
      {lastSuccessAt !== null && (
        <p className={styles.soft}>{words.lastSuccess(momentText(lastSuccessAt, now))}</p>
      )}
      {isTrouble && lastFailure !== null && lastFailureAt !== null && (
        <p>{words.lastFailure(deliveryReasonText(lastFailure), momentText(lastFailureAt, now))}</p>
      )}
      {previousSecretUntil !== null && <p>{words.previousSecret(momentText(previousSecretUntil, now))}</p>}
    </>
  );
}
