import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { text } from '../../text/vi.ts';
import { ChoiceGroup, TextField } from '../../ui/field.tsx';
import { Notice } from '../../ui/notice.tsx';
import { AccountSignIn } from './account-sign-in.tsx';
import { changeDraftAtom, draftAtom } from './draft.atoms.ts';
import type { FieldIssues } from './tip-draft.rules.ts';

const choices = [
  { value: 'anonymous', title: text.tip.sender.anonymous, hint: text.tip.sender.anonymousHint },
  { value: 'named', title: text.tip.sender.named, hint: text.tip.sender.namedHint },
] as const;
const account = {
  value: 'account',
  title: text.tip.sender.account,
  hint: text.tip.sender.accountHint,
} as const;

/** The fourth step: who sends it, and what officers then see. Nothing is filled in beforehand. */
export function SenderStep({ issues }: { issues: FieldIssues }) {
  const { identity } = useAtomValue(draftAtom);
  const change = useSetAtom(changeDraftAtom);
  // Nobody vouches for anybody in a plain browser.
  const isInZalo = useAtomValue(platformAtom).kind === 'zalo';
  return (
    <>
      <ChoiceGroup
        name="identity"
        legend={text.tip.sender.legend}
        hideLegend
        choices={isInZalo ? [...choices, account] : choices}
        chosen={identity}
        onChoose={(chosen) => change({ identity: chosen })}
        error={issues.identity}
      />
      {identity === 'anonymous' && <WhatAnonymityMeans />}
      {identity === 'named' && <ContactFields issues={issues} sees={text.tip.sender.namedSees} />}
      {identity === 'account' && <Account issues={issues} />}
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

/** The contact may be left empty: the account is the way back. */
function Account({ issues }: { issues: FieldIssues }) {
  const { hasSignedIn } = useAtomValue(draftAtom);
  return (
    <>
      <AccountSignIn />
      {hasSignedIn && <ContactFields issues={issues} sees={text.tip.sender.accountSees} />}
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
        <p>{sees}</p>
      </Notice>
    </>
  );
}
