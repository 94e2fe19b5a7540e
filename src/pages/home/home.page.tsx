import { useEffect } from 'react';
import { Link } from 'react-router-dom';
import { languageAtom } from '../../api/language.atoms.ts';
import { type PortalState, portalStateAtom, refreshPortalAtom } from '../../api/portal.ts';
import { problemText } from '../../api/problem-text.ts';
import { FirstStart } from '../../features/first-start/first-start.tsx';
import { EmergencyCalls } from '../../features/hotlines/emergency-calls.tsx';
import { UnitHotlines } from '../../features/hotlines/unit-hotlines.tsx';
import { LanguageButton } from '../../features/language/language-button.tsx';
import { tipsOnPhoneAtom } from '../../features/send-tip/kept-draft.ts';
import { SosEntry } from '../../features/sos/sos-entry.tsx';
import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { LinkedWardNotice } from '../../features/ward/ward-notice.tsx';
import { isVietnamesePhone } from '../../lib/language.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { paths } from '../../text/paths.ts';
import { text } from '../../text/vi.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Card, Loading, Screen } from '../../ui/screen.tsx';
import styles from './home.module.css';
import { preloadSos, preloadWhenIdle } from './preload-screens.ts';

/** What one comes for, and the numbers to call; the calls need no server. */
export function HomePage() {
  const state = useAtomValue(portalStateAtom);
  useEffect(preloadSos, []);
  const isReady = state.kind === 'ready';
  useEffect(() => (isReady ? preloadWhenIdle() : undefined), [isReady]);
  const { written, waiting, setback } = useAtomValue(tipsOnPhoneAtom);
  const drafts = written + waiting + setback;
  // Above everything for who may read none of it; below for the others, whom it would cost the room.
  const needsLanguage = useAtomValue(languageAtom) === 'en' || !isVietnamesePhone(navigator.languages);

  return (
    <Screen name={text.home.name} heading={text.home.heading}>
      {needsLanguage && <LanguageButton />}
      <FirstStart />
      <LinkedWardNotice />
      <nav className={styles.tasks} aria-label={text.home.tasks}>
        <Task
          to={paths.sendTip}
          icon="message"
          isMain
          title={text.home.sendTip}
          hint={text.home.sendTipHint}
          state={{ isNew: true }}
        />
        {drafts > 0 && (
          <Task to={paths.drafts} icon="edit" title={text.home.drafts} hint={text.home.draftsHint(drafts)} />
        )}
        <Tile to={paths.myTips} icon="list" title={text.home.myTips} />
        <Tile to={paths.trackTip} icon="search" title={text.home.trackTip} />
      </nav>
      <div className={styles.rows}>
        <Task
          to={paths.procedures}
          icon="paper"
          title={text.home.procedures}
          hint={text.home.proceduresHint}
        />
        <Task to={paths.news} icon="news" title={text.home.news} hint={text.home.newsHint} />
        <Task to={paths.channels} icon="person" title={text.home.channels} hint={text.home.channelsHint} />
      </div>
      <EmergencyCalls />
      <WardContact state={state} />
      <div className={styles.foot}>
        <LinkButton look="plain" to={paths.privacy}>
          {text.home.privacy}
        </LinkButton>
        {!needsLanguage && <LanguageButton />}
      </div>
      <SosEntry />
    </Screen>
  );
}

function Task(props: {
  to: string;
  icon: IconName;
  title: string;
  hint: string;
  isMain?: boolean;
  /** Travels with the navigation, not in the address. */
  state?: unknown;
}) {
  return (
    <Link
      to={props.to}
      state={props.state}
      className={props.isMain ? `${styles.task} ${styles.main}` : styles.task}
    >
      <span className={styles.sign}>
        <Icon name={props.icon} size={props.isMain ? 32 : 24} />
      </span>
      <span className={styles.words}>
        <span className={styles.title}>{props.title}</span>
        <span className={styles.hint}>{props.hint}</span>
      </span>
      <Icon name="forward" />
    </Link>
  );
}

/** A smaller way in, two beside each other. */
function Tile({ to, icon, title }: { to: string; icon: IconName; title: string }) {
  return (
    <Link to={to} className={styles.tile}>
      <Icon name={icon} />
      <span>{title}</span>
    </Link>
  );
}

function WardContact({ state }: { state: PortalState }) {
  const unit = useAtomValue(chosenUnitAtom);
  const refresh = useSetAtom(refreshPortalAtom);
  if (state.kind === 'loading') return <Loading text={text.app.loading} />;
  if (state.kind === 'failed') {
    const { message, requestId } = problemText(state.problem);
    return (
      <FailedNotice
        message={`${text.home.portalFailed} ${message}`}
        requestId={requestId}
        onRetry={() => void refresh()}
      />
    );
  }
  if (!unit) {
    return (
      <Card>
        <p>{text.home.noWard}</p>
        <LinkButton to={paths.chooseWard} icon="place">
          {text.home.chooseWard}
        </LinkButton>
      </Card>
    );
  }
  return <UnitHotlines unit={unit} />;
}
