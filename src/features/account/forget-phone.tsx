import { useState } from 'react';
import { forgetPhone } from '../../lib/forget-phone.ts';
import { text } from '../../text/vi.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { Card } from '../../ui/screen.tsx';

/** Everything that the app keeps on this phone, gone at one word. `onForgotten` opens the app anew, so that memory is empty too. */
export function ForgetPhone({ onForgotten }: { onForgotten: () => void }) {
  const [isAsking, setIsAsking] = useState(false);
  const forget = async () => {
    await forgetPhone();
    onForgotten();
  };
  return (
    <Card>
      <h2>{text.erase.phoneHeading}</h2>
      <p>{text.erase.phoneBody}</p>
      <Button look="secondary" wide onPress={() => setIsAsking(true)}>
        {text.erase.phoneBegin}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        heading={text.erase.phoneQuestion}
        body={text.erase.phoneQuestionBody}
        yes={text.erase.phoneYes}
        no={text.erase.phoneNo}
        isDangerous
        onYes={() => void forget()}
        onNo={() => setIsAsking(false)}
      />
    </Card>
  );
}
