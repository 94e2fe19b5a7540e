import { deskAbsenceAtom } from '../../api/desk-session.ts';
import { portalAtom } from '../../api/portal.ts';
import { KeyForm } from '../../features/desk-entrance/key-form.tsx';
import { PairingCode } from '../../features/desk-entrance/pairing-code.tsx';
import { ZaloEntrance } from '../../features/desk-entrance/zalo-entrance.tsx';
import { useAtomValue } from '../../lib/store.ts';
import { platformAtom } from '../../platform/platform.atom.ts';
import { paths } from '../../text/paths.ts';
import { deskText } from '../../text/vi-desk.ts';
import { LinkButton, OutsideLink } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Screen } from '../../ui/screen.tsx';
import styles from './desk.module.css';

const words = deskText.entrance;

/** Before the desk: who is let in, and how. */
export function DeskEntrance() {
  const absence = useAtomValue(deskAbsenceAtom);
  const portal = useAtomValue(portalAtom);
  const platform = useAtomValue(platformAtom);
  return (
    <div className={styles.entrance}>
      <Screen name={deskText.name} heading={words.heading} lead={words.lead}>
        {absence && (
          <Notice tone={absence === 'left' ? 'success' : 'warning'} announce="politely">
            <p>{{ refused: words.refused, left: words.left, 'link-refused': words.linkRefused }[absence]}</p>
          </Notice>
        )}
        {platform.kind === 'zalo' ? <ZaloEntrance /> : <PairingCode />}
        <KeyForm />
        {portal?.sandbox && (
          <Notice tone="info">
            <p>{words.sandboxHint}</p>
            <OutsideLink href="/sandbox">{words.sandboxLink}</OutsideLink>
          </Notice>
        )}
        <LinkButton look="plain" icon="info" to={`${paths.desk}/guide`}>
          {deskText.me.guide}
        </LinkButton>
        <LinkButton look="plain" to={paths.home}>
          {words.home}
        </LinkButton>
      </Screen>
    </div>
  );
}
