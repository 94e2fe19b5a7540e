import { useState } from 'react';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { tipText } from '../../text/vi-tip.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { discardDraftAtom, draftAtom } from './draft.atoms.ts';
import { isSendingAtom, stopSendingAtom } from './sending.atoms.ts';
import { isUntouched } from './tip-draft.ts';

/** Gives up what was written, after asking. */
export function DiscardDraft({ onDiscarded }: { onDiscarded: () => void }) {
  const draft = useAtomValue(draftAtom);
  const isSending = useAtomValue(isSendingAtom);
  const discard = useSetAtom(discardDraftAtom);
  const stop = useSetAtom(stopSendingAtom);
  const [isAsking, setIsAsking] = useState(false);
  if (isUntouched(draft) || isSending || draft.outgoing) return null;

  return (
    <>
      <Button look="plain" onPress={() => setIsAsking(true)}>
        {tipText.discard}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        heading={tipText.discardQuestion}
        body={tipText.discardBody}
        yes={tipText.discardYes}
        no={tipText.discardNo}
        isDangerous
        onYes={() => {
          stop();
          discard(draft.id);
          onDiscarded();
        }}
        onNo={() => setIsAsking(false)}
      />
    </>
  );
}
