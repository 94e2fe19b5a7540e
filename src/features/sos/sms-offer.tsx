import { useState } from 'react';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { smsAddress } from '../../platform/tel-link.ts';
import { sosText } from '../../text/vi-sos.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/screen.tsx';
import type { CallTarget } from './call-target.rules.ts';
import { type SmsFacts, smsOf } from './sms.rules.ts';
import styles from './sms-offer.module.css';
import { useSos } from './use-sos.ts';

const words = sosText.sms;

/**
 * Without data a text message still goes: written here, sent by the person. A real `sms:` link; inside Zalo its own way is taken. Where
 * no mobile number of the police is known the words can be copied.
 */
export function SmsOffer({ target, facts }: { target: CallTarget | null; facts: Omit<SmsFacts, 'fix'> }) {
  const platform = useAtomValue(platformAtom);
  const { run, place } = useSos();
  const [remark, setRemark] = useState<string | null>(null);
  const message = smsOf({ ...facts, fix: place.best });
  const address = target && smsAddress(target.phone, message);

  const copy = async () => {
    const outcome = await platform.copyText(message);
    setRemark(outcome.kind === 'ok' ? words.copied : words.copyFailed);
  };
  const openInZalo = async (phone: string) => {
    const outcome = await platform.writeSms(phone, message);
    setRemark(outcome.kind === 'unavailable' ? words.unopened : null);
  };

  return (
    <Card>
      <h2>{words.heading}</h2>
      <p>{target ? words.body(target.owner) : words.noMobile}</p>
      <p className={styles.message}>{message}</p>
      {place.best === null && place.search !== 'asking' && (
        <Button look="secondary" icon="place" wide onPress={run.locate}>
          {words.locate}
        </Button>
      )}
      {target && address && (
        <a
          href={address}
          className={styles.open}
          onClick={(event) => {
            if (platform.kind !== 'zalo') return;
            event.preventDefault();
            void openInZalo(target.phone);
          }}
        >
          {words.open(target.phone)}
        </a>
      )}
      <Button look="secondary" icon="copy" wide onPress={() => void copy()}>
        {words.copy}
      </Button>
      <p role="status">{remark}</p>
    </Card>
  );
}
