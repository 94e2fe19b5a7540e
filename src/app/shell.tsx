import { Suspense } from 'react';
import { Outlet, useLocation, useNavigate } from 'react-router-dom';
import { portalAtom } from '../api/portal.ts';
import { WardButton } from '../features/ward/ward-button.tsx';
import { useOnline } from '../lib/online.ts';
import { useAtomValue } from '../lib/store.ts';
import { platformAtom } from '../platform/platform.atom.ts';
import { paths } from '../text/paths.ts';
import { text } from '../text/vi.ts';
import { Button, CallLink } from '../ui/button.tsx';
import { Icon } from '../ui/icon.tsx';
import { Notice } from '../ui/notice.tsx';
import { Loading } from '../ui/screen.tsx';
import { ErrorBoundary } from './error-boundary.tsx';
import { useOpening } from './opening.ts';
import { usePhoneLinks } from './phone-links.ts';
import styles from './shell.module.css';
import { SosUnderWay } from './sos-under-way.tsx';
import { TipsUnderWay } from './tips-under-way.tsx';
import { UrgentNotices } from './urgent-notices.tsx';

/** What stands around every screen: the ward's name, the way back, and what a person must know at once. */
export function Shell() {
  useOpening();
  const { pathname } = useLocation();
  // The desk has the whole screen, and a bar of its own.
  const isDesk = pathname === paths.desk || pathname.startsWith(`${paths.desk}/`);
  return (
    <div className={isDesk ? styles.deskFrame : undefined}>
      <header>
        {!isDesk && <Bar isHome={pathname === paths.home} />}
        <SandboxStrip />
        <OfflineStrip />
      </header>
      {!isDesk && pathname !== paths.sos && <UrgentNotices />}
      <UndialledNotice />
      {!isDesk && (
        <>
          <div className={styles.underWay}>{pathname !== paths.sos && <SosUnderWay />}</div>
          <TipsUnderWay />
        </>
      )}
      <main id="main" tabIndex={-1} className={isDesk ? styles.desk : styles.main}>
        <ErrorBoundary resetKey={pathname}>
          <Suspense fallback={<Loading text={text.app.loading} />}>
            <Outlet />
          </Suspense>
        </ErrorBoundary>
      </main>
      {pathname === paths.sos && <UrgentNotices />}
    </div>
  );
}

/** A button, because a link to `#main` would be another address to the router. */
function SkipButton() {
  return (
    <button type="button" className={styles.skip} onClick={() => document.getElementById('main')?.focus()}>
      {text.app.skipLink}
    </button>
  );
}

function Bar({ isHome }: { isHome: boolean }) {
  return (
    <div className={styles.header}>
      <SkipButton />
      <div className={styles.bar}>
        {isHome ? <Icon name="shield" size={32} /> : <BackButton />}
        <div className={styles.names}>
          <span className={styles.app}>{text.app.name}</span>
          <WardButton />
        </div>
      </div>
    </div>
  );
}

/** Back within the app; to home where a link has opened another screen first. */
function BackButton() {
  const navigate = useNavigate();
  const goBack = () => {
    // The router numbers its own entries; at 0 the page before ours is not ours.
    const position: unknown = window.history.state?.idx;
    if (typeof position === 'number' && position > 0) navigate(-1);
    else navigate(paths.home, { replace: true });
  };
  return (
    <button type="button" className={styles.back} aria-label={text.app.back} onClick={goBack}>
      <Icon name="back" size={28} />
    </button>
  );
}

function SandboxStrip() {
  const portal = useAtomValue(portalAtom);
  if (!portal?.sandbox) return null;
  return (
    <p className={`${styles.strip} ${styles.sandbox}`}>
      {text.app.sandbox} <a href="tel:113">113</a>
    </p>
  );
}

function OfflineStrip() {
  const isOnline = useOnline();
  return (
    <div role="status">
      {!isOnline && <p className={`${styles.strip} ${styles.offline}`}>{text.app.offline}</p>}
    </div>
  );
}

function UndialledNotice() {
  const { undialled, dismiss } = usePhoneLinks(useAtomValue(platformAtom));
  if (!undialled) return null;
  return (
    <div className={styles.undialled}>
      <Notice tone="danger" announce="now">
        <p>{text.app.dialByHand(undialled)}</p>
        <CallLink phone={undialled}>{text.app.call(undialled)}</CallLink>
        <Button look="plain" onPress={dismiss}>
          {text.app.close}
        </Button>
      </Notice>
    </div>
  );
}
