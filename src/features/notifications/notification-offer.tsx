import { useState } from 'react';
import { keptText } from '../../lib/kept-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import type { Outcome } from '../../platform/platform.ts';
import { senderWayText } from '../../text/vi-sender-ways.ts';
import { Button } from '../../ui/button.tsx';
import { Actions, Card, Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';

const words = senderWayText.notification;

/** That the person has answered, whatever they said: nobody is asked twice. */
const answeredKey = 'notifications-answered';

type Face = 'offer' | 'asking' | 'away' | 'said';

/** Zalo's question whether it may notify, behind the reason why and a press; of a tip with an account, inside Zalo alone. */
export function NotificationOffer() {
  const platform = useAtomValue(platformAtom);
  const [face, setFace] = useState<Face>(() => (keptText.getItem(answeredKey) === null ? 'offer' : 'away'));
  const [said, setSaid] = useState<string | null>(null);
  if (platform.kind !== 'zalo' || face === 'away') return null;

  const ask = async () => {
    setFace('asking');
    const outcome = await platform.askForNotifications();
    // What the phone could not do may work another day.
    if (outcome.kind !== 'unavailable') keptText.setItem(answeredKey, 'yes');
    setSaid(sentenceOf(outcome));
    setFace('said');
  };
  const refuse = () => {
    keptText.setItem(answeredKey, 'yes');
    setFace('away');
  };

  return (
    <>
      {face !== 'said' && (
        <Card>
          <h2>{words.heading}</h2>
          <p>{words.body}</p>
          {face === 'asking' ? (
            <Loading text={words.asking} />
          ) : (
            <Actions>
              <Button look="secondary" wide onPress={() => void ask()}>
                {words.ask}
              </Button>
              <Button look="plain" onPress={refuse}>
                {words.no}
              </Button>
            </Actions>
          )}
        </Card>
      )}
      <StatusLine>{said}</StatusLine>
    </>
  );
}

function sentenceOf(outcome: Outcome<void>): string {
  if (outcome.kind === 'ok') return words.allowed;
  return outcome.kind === 'declined' ? words.declined : words.unavailable;
}
