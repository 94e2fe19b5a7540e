import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { text } from '../../text/vi.ts';
import { ChoiceGroup, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { changeDraftAtom, draftAtom } from './draft.atoms.ts';
import type { FieldIssues } from './tip-draft.rules.ts';

const choices = [
  { value: 'anonymous', title: text.tip.sender.anonymous, hint: text.tip.sender.anonymousHint },
  { value: 'named', title: text.tip.sender.named, hint: text.tip.sender.namedHint },
] as const;

/** The fourth step: who sends it, and what officers then see. Nothing is filled in beforehand. */
export function SenderStep({ issues }: { issues: FieldIssues }) {
  const { identity } = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  return (
    <>
      <ChoiceGroup
        name="identity"
        legend={text.tip.sender.legend}
        hideLegend
        choices={choices}
        chosen={identity}
        onChoose={(chosen) => change({ identity: chosen })}
        error={issues.identity}
      />
      {identity === 'anonymous' && <WhatAnonymityMeans />}
      {identity === 'named' && <ContactFields issues={issues} />}
    </>
  );
}

function WhatAnonymityMeans() {
  return (
    <Notice tone="info" announce="politely">
      <p>{text.tip.sender.anonymousSees}</p>
      <p>{text.tip.sender.anonymousRemains}</p>
      <p>{text.tip.sender.anonymousReceipt}</p>
      <p>{text.tip.sender.anonymousLaw}</p>
    </Notice>
  );
}

function ContactFields({ issues }: { issues: FieldIssues }) {
  const { contactName, contactPhone } = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  return (
    <>
      <TextField
        name="contactName"
        label={text.tip.sender.contactName}
        value={contactName}
        autoComplete="name"
        onChange={(value) => change({ contactName: value })}
        error={issues.contactName}
      />
      <TextField
        name="contactPhone"
        type="tel"
        inputMode="tel"
        autoComplete="tel"
        label={text.tip.sender.contactPhone}
        hint={text.tip.sender.contactPhoneHint}
        value={contactPhone}
        onChange={(value) => change({ contactPhone: value })}
        error={issues.contactPhone}
      />
      <Notice tone="info">
        <p>{text.tip.sender.namedSees}</p>
      </Notice>
    </>
  );
}
