import { useLocation, useNavigate } from 'react-router-dom';
import { portalAtom } from '../../api/portal.ts';
import { keptDraftsAtom, openDraftAtom } from '../../features/send-tip/draft.atoms.ts';
import { DraftList } from '../../features/send-tip/drafts/draft-list.tsx';
import { NoRoom } from '../../features/send-tip/drafts/no-room.tsx';
import { tipsOnPhoneAtom, tipsOnPhoneMax } from '../../features/send-tip/kept-draft.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { draftText } from '../../text/vi-drafts.ts';
import { Button } from '../../ui/button.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { Actions, Screen } from '../../ui/screen.tsx';

/** The tips that are being written or wait to be sent. They lie on the phone, so that no server is needed here. */
export default function DraftsPage() {
  const portal = useAtomValue(portalAtom);
  const drafts = useAtomValue(keptDraftsAtom);
  const { unsaved } = useAtomValue(tipsOnPhoneAtom);
  const open = useSetAtom(openDraftAtom);
  const navigate = useNavigate();
  const wantsNew = (useLocation().state as { isNew?: boolean } | null)?.isNew ?? false;
  const isFull = drafts.length + unsaved >= tipsOnPhoneMax;

  const beginNew = () => navigate(paths.sendTip, { state: { isNew: true } });

  return (
    <Screen
      name={draftText.list.name}
      heading={draftText.list.heading}
      {...(drafts.length > 0 && { lead: draftText.list.lead })}
    >
      {isFull && wantsNew && <NoRoom onMade={beginNew} />}
      {drafts.length > 0 && (
        <DraftList
          drafts={drafts}
          portal={portal}
          onContinue={({ id }) => {
            open(id);
            navigate(paths.sendTip);
          }}
        />
      )}
      {drafts.length === 0 && <EmptyState drawing="page" text={draftText.list.none} />}
      {!isFull && (
        <Actions>
          <Button look={drafts.length > 0 ? 'secondary' : 'primary'} wide icon="message" onPress={beginNew}>
            {draftText.list.begin}
          </Button>
        </Actions>
      )}
    </Screen>
  );
}
