import { useState } from 'react';
import type { Portal } from '#contract/portal.ts';
import { instantText } from '../../../lib/date-text.ts';
import { useSetAtom } from '../../../lib/store.ts';
import { text } from '../../../text/vi.ts';
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
      <ul className={styles.list} aria-label={text.drafts.list}>
        {drafts.map((draft, index) => (
          <li key={draft.id}>
            <Card>
              <DraftWords draft={draft} portal={portal} />
              <div className={styles.actions}>
                <Button
                  look="secondary"
                  icon="edit"
                  label={text.drafts.of(continueText(draft), index + 1)}
                  onPress={() => onContinue(draft)}
                >
                  {continueText(draft)}
                </Button>
                <Button
                  look="plain"
                  label={text.drafts.of(text.drafts.remove, index + 1)}
                  onPress={() => setRemoving(draft)}
                >
                  {text.drafts.remove}
                </Button>
              </div>
            </Card>
          </li>
        ))}
      </ul>
      <ConfirmDialog
        isOpen={removing !== null}
        heading={text.drafts.removeQuestion}
        body={text.drafts.removeBody}
        yes={text.drafts.removeYes}
        no={text.drafts.removeNo}
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
  markOf(draft) === 'written' ? text.drafts.continue : text.drafts.look;

function DraftWords({ draft, portal }: { draft: TipDraft; portal: Portal | undefined }) {
  const mark = markOf(draft);
  const category = portal?.tipCategories.find(({ id }) => id === draft.categoryId)?.name;
  const details = [
    category ?? text.drafts.noCategory,
    draft.photos.length > 0 ? text.drafts.photos(draft.photos.length) : '',
  ];
  return (
    <div className={styles.words}>
      <h2>{draftTitle(draft)}</h2>
      <p>{details.filter(Boolean).join(', ')}</p>
      {draft.changedAt && (
        <p className={styles.when}>{text.drafts.changedAt(instantText(draft.changedAt))}</p>
      )}
      {mark !== 'written' && <p className={styles.mark}>{text.drafts[mark]}</p>}
    </div>
  );
}
