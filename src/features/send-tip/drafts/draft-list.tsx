import { useState } from 'react';
import type { Portal } from '#contract/portal.ts';
import { instantText } from '../../../lib/date-text.ts';
import { useSetAtom } from '../../../lib/store.ts';
import { draftText } from '../../../text/vi-drafts.ts';
import { Button } from '../../../ui/button.tsx';
import { ConfirmDialog } from '../../../ui/confirm-dialog.tsx';
import { Card } from '../../../ui/screen.tsx';
import { discardDraftAtom } from '../draft.atoms.ts';
import { cancelSendingAtom } from '../sending.atoms.ts';
import { markOf, type TipDraft } from '../tip-draft.ts';
import styles from './draft-list.module.css';
import { draftTitle } from './draft-title.rules.ts';

type Props = {
  drafts: readonly TipDraft[];
  portal: Portal | undefined;
  onContinue: (draft: TipDraft) => void;
};

/** Every tip that lies on the phone, with what it is, when it was written, and what can be done with it. */
export function DraftList({ drafts, portal, onContinue }: Props) {
  const [removing, setRemoving] = useState<TipDraft | null>(null);
  const discard = useSetAtom(discardDraftAtom);
  const cancel = useSetAtom(cancelSendingAtom);
  return (
    <>
      <ul className={styles.list} aria-label={draftText.list.list}>
        {drafts.map((draft, index) => (
          <li key={draft.id}>
            <Card>
              <DraftWords draft={draft} portal={portal} />
              <div className={styles.actions}>
                <Button
                  look="secondary"
                  icon="edit"
                  label={draftText.list.of(continueText(draft), index + 1)}
                  onPress={() => onContinue(draft)}
                >
                  {continueText(draft)}
                </Button>
                <Button
                  look="plain"
                  label={draftText.list.of(draftText.list.remove, index + 1)}
                  onPress={() => setRemoving(draft)}
                >
                  {draftText.list.remove}
                </Button>
              </div>
            </Card>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={removing !== null}
        heading={draftText.list.removeQuestion}
        body={draftText.list.removeBody}
        yes={draftText.list.removeYes}
        no={draftText.list.removeNo}
        isDangerous
        onYes={() => {
          if (removing) {
            cancel(removing.id);
            discard(removing.id);
          }
          setRemoving(null);
        }}
        onNo={() => setRemoving(null)}
      />
    </>
  );
}

const continueText = (draft: TipDraft): string =>
  markOf(draft) === 'written' ? draftText.list.continue : draftText.list.look;

function DraftWords({ draft, portal }: { draft: TipDraft; portal: Portal | undefined }) {
  const mark = markOf(draft);
  const category = portal?.tipCategories.find(({ id }) => id === draft.categoryId)?.name;
  const details = [
    category ?? draftText.list.noCategory,
    draft.photos.length > 0 ? draftText.list.photos(draft.photos.length) : '',
  ];
  return (
    <div className={styles.words}>
      <h2>{draftTitle(draft)}</h2>
      <p>{details.filter(Boolean).join(', ')}</p>
      {draft.changedAt && (
        <p className={styles.when}>{draftText.list.changedAt(instantText(draft.changedAt))}</p>
      )}
      {mark !== 'written' && <p className={styles.mark}>{draftText.list[mark]}</p>}
    </div>
  );
}
