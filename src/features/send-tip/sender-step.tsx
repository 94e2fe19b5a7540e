import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { tipText } from '../../text/vi-tip.ts';
import { ChoiceGroup, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AccountSignIn } from './account-sign-in.tsx';
import { changeDraftAtom, draftAtom } from './draft.atoms.ts';
import type { FieldIssues } from './tip-draft.rules.ts';

const choice = <Way extends 'anonymous' | 'named' | 'account'>(value: Way) => ({
  value,
  title: tipText.sender[value],
  hint: tipText.sender[`${value}Hint`],
});

/** The fourth step: who sends it, and what officers then see. Nothing is filled in beforehand. */
export function SenderStep({ issues }: { issues: FieldIssues }) {
  const { identity } = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  // Nobody vouches for anybody in a plain browser.
  const isInZalo = useAtomValue(platformAtom).kind === 'zalo';
  const ways = [choice('anonymous'), choice('named'), ...(isInZalo ? [choice('account')] : [])];
  return (
    <>
      <ChoiceGroup
        name="identity"
        legend={tipText.sender.legend}
        hideLegend
        choices={ways}
        chosen={identity}
        onChoose={(chosen) => change({ identity: chosen })}
        error={issues.identity}
      />
      {identity === 'anonymous' && <WhatAnonymityMeans />}
      {identity === 'named' && <ContactFields issues={issues} sees={tipText.sender.namedSees} />}
      {identity === 'account' && <Account issues={issues} />}
    </>
  );
}

function WhatAnonymityMeans() {
  return (
    <Notice tone="info" announce="politely">
      <p>{tipText.sender.anonymousSees}</p>
      <p>{tipText.sender.anonymousRemains}</p>
      <p>{tipText.sender.anonymousReceipt}</p>
      <p>{tipText.sender.anonymousLaw}</p>
    </Notice>
  );
}

/** The contact may be left empty: the account is the way back. */
function Account({ issues }: { issues: FieldIssues }) {
  const { hasSignedIn } = useAtomValue(draftAtom);
  return (
    <>
      <AccountSignIn />
      {hasSignedIn && <ContactFields issues={issues} sees={tipText.sender.accountSees} />}
    </>
  );
}

function ContactFields({ issues, sees }: { issues: FieldIssues; sees: string }) {
  const { contactName, contactPhone } = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  return (
    <>
      <TextField
        name="contactName"
        label={tipText.sender.contactName}
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
        label={tipText.sender.contactPhone}
        hint={tipText.sender.contactPhoneHint}
        value={contactPhone}
        onChange={(value) => change({ contactPhone: value })}
        error={issues.contactPhone}
      />
      <Notice tone="info">
        <p>{sees}</p>
      </Notice>
    </>
  );
}
