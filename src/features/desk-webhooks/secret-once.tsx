import { useEffect, useRef, useState } from 'react';
import type { MadeWebhook } from '#contract/webhooks.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { deskWebhookText } from '../../text/vi-desk-webhooks.ts';
import { Button } from '../../ui/button.tsx';
import { Card } from '../../ui/screen.tsx';
import styles from './desk-webhooks.module.css';

const words = deskWebhookText.secret;

/** The secret, which no answer shows again; it stands until somebody says that they have it. */
export function SecretOnce({ made, onDone }: { made: MadeWebhook; onDone: () => void }) {
  const platform = useAtomValue(platformAtom);
  const [said, setSaid] = useState<string | null>(null);
  const headingRef = useRef<HTMLHeadingElement>(null);
  // biome-ignore lint/correctness/useExhaustiveDependencies: another secret is another thing to read
  useEffect(() => {
    headingRef.current?.focus();
    setSaid(null);
  }, [made.secret]);
  const copy = async () => {
    const outcome = await platform.copyText(made.secret);
    setSaid(outcome.kind === 'ok' ? words.copied : words.copyFailed);
  };
  return (
    <Card>
      <h2 ref={headingRef} tabIndex={-1}>
        {words.heading(made.webhook.label)}
      </h2>
      <p>{words.lead}</p>
      <p className={styles.secret}>{made.secret}</p>
      <div role="status">{said && <p>{said}</p>}</div>
      <Button wide icon="copy" onPress={() => void copy()}>
        {words.copy}
      </Button>
      <Button look="secondary" wide onPress={onDone}>
        {words.done}
      </Button>
    </Card>
  );
}
