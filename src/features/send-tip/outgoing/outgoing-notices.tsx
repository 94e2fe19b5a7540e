import { useLocation, useNavigate } from 'react-router-dom';
import { useAtomValue, useSetAtom } from '../../../lib/store.ts';
import { localName } from '../../../text/content-words.ts';
import { paths } from '../../../text/paths.ts';
import { draftText } from '../../../text/vi-drafts.ts';
import { Button, LinkButton } from '../../../ui/button.tsx';
import { Notice } from '../../../ui/notice.tsx';
import { keptDraftsAtom, openDraftAtom } from '../draft.atoms.ts';
import type { DraftMark } from '../kept-draft.ts';
import { unsavedTipsAtom } from '../sent-tip.ts';
import { markOf } from '../tip-draft.ts';
import { useSendingByItself } from './sending-by-itself.ts';

/** On every screen: what waits, what needs the person again, and what has arrived. Also sends what waits. */
export default function OutgoingNotices() {
  useSendingByItself();
  const drafts = useAtomValue(keptDraftsAtom);
  const [unsaved] = useAtomValue(unsavedTipsAtom);
  const { pathname } = useLocation();
  const isOnReceipt = pathname === paths.tipSent;
  // These screens tell it themselves, with more to do about it.
  const isWithDrafts = pathname.startsWith(paths.sendTip) || pathname === paths.drafts;
  const first = (mark: DraftMark) => drafts.find((draft) => markOf(draft) === mark)?.id;

  return (
    <>
      {unsaved && !isOnReceipt && (
        <Notice tone="success">
          <p>{draftText.outgoing.arrived(localName(unsaved.unitName))}</p>
          <LinkButton to={paths.tipSent}>{draftText.outgoing.arrivedShow}</LinkButton>
        </Notice>
      )}
      {!isWithDrafts && (
        <DraftNotice
          id={first('setback')}
          words={draftText.outgoing.setback}
          action={draftText.outgoing.setbackShow}
        />
      )}
      {!isWithDrafts && (
        <DraftNotice
          id={first('waiting')}
          words={draftText.outgoing.waiting}
          action={draftText.outgoing.waitingShow}
        />
      )}
    </>
  );
}

function DraftNotice({ id, words, action }: { id: string | undefined; words: string; action: string }) {
  const open = useSetAtom(openDraftAtom);
  const navigate = useNavigate();
  if (id === undefined) return null;
  return (
    <Notice tone="warning">
      <p>{words}</p>
      <Button
        look="secondary"
        onPress={() => {
          open(id);
          navigate(paths.sendTip);
        }}
      >
        {action}
      </Button>
    </Notice>
  );
}
