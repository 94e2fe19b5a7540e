import { useState } from 'react';
import { forgetPhone } from '../../lib/forget-phone.ts';
import { privacyText } from '../../text/vi-privacy.ts';
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
      <h2>{privacyText.erase.phoneHeading}</h2>
      <p>{privacyText.erase.phoneBody}</p>
      <Button look="secondary" wide onPress={() => setIsAsking(true)}>
        {privacyText.erase.phoneBegin}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        heading={privacyText.erase.phoneQuestion}
        body={privacyText.erase.phoneQuestionBody}
        yes={privacyText.erase.phoneYes}
        no={privacyText.erase.phoneNo}
        isDangerous
        onYes={() => void forget()}
        onNo={() => setIsAsking(false)}
      />
    </Card>
  );
}
