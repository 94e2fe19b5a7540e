import { useState } from 'react';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { sosText } from '../../text/vi-sos.ts';
import { Button } from '../../ui/button.tsx';
import styles from './after-call.module.css';

const words = sosText.afterCall;

/** No phone tells whether a call came of a press: the number to dial by hand, large enough to be read at arm's length. */
export function AfterCall({ phone, onClose }: { phone: string; onClose: () => void }) {
  const platform = useAtomValue(platformAtom);
  const [copying, setCopying] = useState<'copied' | 'failed' | null>(null);
  const copy = async () => {
    const outcome = await platform.copyText(phone.replace(/[^\d+]/g, ''));
    setCopying(outcome.kind === 'ok' ? 'copied' : 'failed');
  };
  return (
    <section className={styles.card} aria-label={words.heading}>
      <p className={styles.heading}>{words.heading}</p>
      <p>{words.body}</p>
      <p className={styles.number}>{phone}</p>
      <Button look="secondary" icon="copy" wide onPress={() => void copy()}>
        {words.copy}
      </Button>
      <p role="status">
        {copying === 'copied' && words.copied}
        {copying === 'failed' && words.copyFailed}
      </p>
      <Button look="plain" onPress={onClose}>
        {words.close}
      </Button>
    </section>
  );
}
