import { useState } from 'react';
import type { DeskTip } from '#contract/staff.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import { Button, CallLink } from '../../ui/button.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import styles from './desk-tip.module.css';

const words = deskTipText.contact;

/** Who sent it, where they said so, and how to reach them. */
export function TipContact({ tip }: { tip: DeskTip }) {
  const { contact } = tip;
  return (
    <section className={styles.section}>
      <h2>{words.heading}</h2>
      {contact?.name && <p className={styles.strong}>{contact.name}</p>}
      {contact?.phone && <Phone phone={contact.phone} />}
      {!contact && <p>{tip.anonymous ? words.anonymous : words.none}</p>}
    </section>
  );
}

function Phone({ phone }: { phone: string }) {
  const platform = useAtomValue(platformAtom);
  const [said, setSaid] = useState<string | null>(null);
  const copy = async () => {
    const outcome = await platform.copyText(phone);
    setSaid(outcome.kind === 'ok' ? words.copied : words.copyFailed);
  };
  return (
    <>
      <div className={styles.line}>
        <CallLink phone={phone} look="secondary">
          {words.call(phone)}
        </CallLink>
        <Button look="secondary" icon="copy" onPress={() => void copy()}>
          {words.copy}
        </Button>
      </div>
      <StatusLine>{said}</StatusLine>
    </>
  );
}
