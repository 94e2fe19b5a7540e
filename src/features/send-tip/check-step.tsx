import { useEffect, useState } from 'react';
import type { Portal } from '#contract/portal.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { localConsent, localName } from '../../text/content-words.ts';
import { paths } from '../../text/paths.ts';
import { tipText } from '../../text/vi-tip.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { CheckField, focusField } from '../../ui/field.tsx';
import { Prose } from '../../ui/prose.tsx';
import { Actions, Card } from '../../ui/screen.tsx';
import styles from './check-step.module.css';
import { draftAtom } from './draft.atoms.ts';
import { type DraftLine, draftLines } from './draft-lines.ts';
import { receivingUnit } from './receiving-unit.rules.ts';
import { isSendingAtom, type SendingState, sendDraftAtom, sendingAtom } from './sending.atoms.ts';
import { SendingNotice } from './sending-notice.tsx';
import type { FieldIssues, TipStep } from './tip-draft.rules.ts';

/** The last step: everything in plain words, the consent, and sending. */
export function CheckStep(props: { portal: Portal; issues: FieldIssues; pathOf: (step: TipStep) => string }) {
  const { portal } = props;
  const draft = useAtomValue(draftAtom);
  const consent = useConsent(portal.consent.version);
  const { kind } = useAtomValue(sendingAtom);
  const isSending = useAtomValue(isSendingAtom);
  const send = useSetAtom(sendDraftAtom);
  const unit = receivingUnit(draft, portal);

  const sendWithConsent = () => {
    if (consent.require()) void send(portal);
  };

  return (
    <>
      <dl className={styles.lines}>
        {draftLines(draft, portal).map((line) => (
          <Line key={line.label} line={line} path={props.pathOf(line.step)} />
        ))}
      </dl>
      <Card>
        <div className={styles.consent}>
          <h2>{tipText.check.consentHeading}</h2>
          <Prose markdown={localConsent(portal.consent)} />
          <LinkButton look="plain" to={paths.privacy}>
            {tipText.check.privacy}
          </LinkButton>
        </div>
        <CheckField
          name="consent"
          title={tipText.check.consent}
          isChecked={consent.isGiven}
          onChange={consent.give}
          error={consent.error ?? props.issues.consent}
        />
      </Card>
      <p>{tipText.check.falseReport}</p>
      <SendingNotice portal={portal} onSend={sendWithConsent} />
      {/* Elsewhere the notice above says what can be pressed. One button in all other states, so that it keeps the focus. */}
      {kind !== 'conflict' && kind !== 'photos-failed' && kind !== 'waiting' && (
        <Actions>
          <Button wide inactive={isSending} onPress={sendWithConsent}>
            {sendLabel(kind, isSending, unit?.name ?? '')}
          </Button>
        </Actions>
      )}
    </>
  );
}

function sendLabel(kind: SendingState['kind'], isSending: boolean, unitName: string): string {
  if (isSending) return tipText.sending.busy;
  return kind === 'failed' ? tipText.sending.again : tipText.check.send(localName(unitName));
}

type Consent = {
  isGiven: boolean;
  error: string | undefined;
  give: (isGiven: boolean) => void;
  /** Whether it is given; points at the box when not. */
  require: () => boolean;
};

/** Given for one version of the text alone, never in advance, never remembered. */
function useConsent(version: string): Consent {
  const [givenVersion, setGivenVersion] = useState<string | null>(null);
  const [isMissed, setIsMissed] = useState(false);
  const { kind } = useAtomValue(sendingAtom);
  const isGiven = givenVersion === version;

  useEffect(() => {
    if (kind !== 'consent-changed') return;
    setGivenVersion(null);
    focusField('consent');
  }, [kind]);

  return {
    isGiven,
    error: isMissed && !isGiven ? tipText.check.errorConsent : undefined,
    give: (isNowGiven) => setGivenVersion(isNowGiven ? version : null),
    require: () => {
      setIsMissed(!isGiven);
      if (!isGiven) focusField('consent');
      return isGiven;
    },
  };
}

function Line({ line, path }: { line: DraftLine; path: string }) {
  return (
    <div className={line.isMain ? `${styles.line} ${styles.unit}` : styles.line}>
      <dt>{line.label}</dt>
      <dd>{line.value}</dd>
      <dd className={styles.edit}>
        <LinkButton look="plain" to={path} state={{ isEdit: true }} label={tipText.check.editOf(line.label)}>
          {tipText.check.edit}
        </LinkButton>
      </dd>
    </div>
  );
}
