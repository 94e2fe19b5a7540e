import { useState } from 'react';
import { formText } from '../../text/vi-forms.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';

const words = formText.check;

/** Wipes what was filled in from the phone, after a question. */
export function WipeAnswers({ onWipe }: { onWipe: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  return (
    <>
      <Button look="plain" onPress={() => setIsAsking(true)}>
        {words.wipe}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        heading={words.wipeQuestion}
        body={words.wipeBody}
        yes={words.wipeYes}
        no={words.wipeNo}
        isDangerous
        onYes={() => {
          setIsAsking(false);
          onWipe();
        }}
        onNo={() => setIsAsking(false)}
      />
    </>
  );
}
