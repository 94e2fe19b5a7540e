import { instantText } from '../../../lib/date-text.ts';
import { useAtomValue, useSetAtom } from '../../../lib/store.ts';
import { draftText } from '../../../text/vi-drafts.ts';
import { Button } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { discardDraftAtom, keptDraftsAtom } from '../draft.atoms.ts';
import { tipsOnPhoneMax } from '../kept-draft.ts';
import { draftTitle } from './draft-title.rules.ts';

/** The phone keeps a bounded number of tips; which one goes is for the person to say. What waits to be sent is never offered. */
export function NoRoom({ onMade }: { onMade: () => void }) {
  const removable = useAtomValue(keptDraftsAtom).filter(({ outgoing }) => outgoing === null);
  const oldest = removable[removable.length - 1];
  const discard = useSetAtom(discardDraftAtom);
  return (
    <Notice tone="warning" announce="politely">
      <p>{draftText.list.full(tipsOnPhoneMax)}</p>
      <p>
        {oldest
          ? draftText.list.fullOldest(draftTitle(oldest), instantText(oldest.changedAt))
          : draftText.list.fullUnsaved}
      </p>
      {oldest && (
        <Button
          look="danger"
          onPress={() => {
            discard(oldest.id);
            onMade();
          }}
        >
          {draftText.list.fullRemove}
        </Button>
      )}
    </Notice>
  );
}
