import { useNavigate } from 'react-router-dom';
import type { TipAccess } from '../../api/sent-tips.ts';
import { KeptTipList } from '../../features/my-tips/kept-tip-list.tsx';
import { SignedInTips } from '../../features/my-tips/signed-in-tips.tsx';
import { handedOverTipAtom } from '../../features/track-tip/handed-over.atoms.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { openedTipStep, paths } from '../../text/paths.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Card, Screen } from '../../ui/screen.tsx';

/** All tips this person can open here: their account's, those kept on the phone, and any other by its codes. */
export default function MyTipsPage() {
  const platform = useAtomValue(platformAtom);
  const handOver = useSetAtom(handedOverTipAtom);
  const navigate = useNavigate();

  const open = (access: TipAccess) => {
    handOver(access);
    navigate(`${paths.trackTip}/${openedTipStep}`);
  };

  const signedIn = <SignedInTips key="signed-in" onOpen={open} />;
  const kept = <KeptTipList key="kept" onOpen={open} />;
  return (
    <Screen name={sentTipText.mine.name} heading={sentTipText.mine.heading}>
      {platform.kind === 'zalo' ? [signedIn, kept] : [kept, signedIn]}
      <Card>
        <h2>{sentTipText.mine.byCodesHeading}</h2>
        <LinkButton to={paths.trackTip} icon="search" wide>
          {sentTipText.mine.byCodes}
        </LinkButton>
      </Card>
    </Screen>
  );
}
