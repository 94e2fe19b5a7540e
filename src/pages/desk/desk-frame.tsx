import { type ReactNode, Suspense, useEffect, useState, useSyncExternalStore } from 'react';
import { Link, useLocation } from 'react-router-dom';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskLink, DeskLive } from '../../api/desk-live.ts';
import { soundWantedAtom } from '../../lib/chime.ts';
import { instantText } from '../../lib/date-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { useNow } from '../../lib/use-now.ts';
import { paths } from '../../text/paths.ts';
import { deskText } from '../../text/vi-desk.ts';
import { Icon, type IconName } from '../../ui/icon.tsx';
import { Loading } from '../../ui/screen.tsx';
import styles from './desk.module.css';

const words = deskText.link;
/** From then on a lost line is no blink. */
const longLostMs = 20_000;

const linkIcons: Record<DeskLink['state'], IconName> = {
  live: 'check',
  connecting: 'retry',
  polling: 'clock',
  lost: 'offline',
};

/** The bar above everything: whose desk it is, and whether what it shows is true now. */
export function DeskHeader(props: { me: StaffMe; live: DeskLive | null; isTipOpen: boolean }) {
  const { me, live, isTipOpen } = props;
  return (
    <div className={styles.header}>
      {isTipOpen ? (
        <Link to={paths.desk} className={styles.back} aria-label={deskText.back}>
          <Icon name="back" size={28} />
        </Link>
      ) : (
        <Icon name="shield" size={28} />
      )}
      <div className={styles.names}>
        <strong>{deskText.name}</strong>
        <span>{me.unit.name.replace(/^Công an /, '')}</span>
      </div>
      {live && <LinkMark live={live} />}
    </div>
  );
}

function LinkMark({ live }: { live: DeskLive }) {
  const { state } = useSyncExternalStore(live.watchLink, live.link);
  return (
    <span className={styles.linkMark} data-state={state} role="status">
      <Icon name={linkIcons[state]} size={18} />
      <span>{state === 'lost' ? words.lostShort : words[state]}</span>
    </span>
  );
}

/** Says in a sentence that what is on the screen is old. */
export function LostNotice({ live }: { live: DeskLive }) {
  const { state, lostSince } = useSyncExternalStore(live.watchLink, live.link);
  const now = useNow(5_000);
  if (state !== 'lost' || lostSince === null) return null;
  const isLong = now - lostSince > longLostMs;
  return (
    <p className={styles.lost} role="alert">
      <Icon name="offline" />
      {isLong ? words.lostLong(instantText(new Date(lostSince).toISOString()).slice(0, 5)) : words.lost}
    </p>
  );
}

/** Until somebody has touched the page nothing may sound: said, so that nobody waits for a bell that cannot ring. */
export function SoundHint() {
  const isWanted = useAtomValue(soundWantedAtom);
  const [isTouched, setIsTouched] = useState(navigator.userActivation?.hasBeenActive !== false);
  useEffect(() => {
    if (isTouched) return;
    const touch = () => setIsTouched(true);
    // Not when the finger comes down: what it points at must not move away from under it.
    window.addEventListener('click', touch);
    window.addEventListener('keyup', touch);
    return () => {
      window.removeEventListener('click', touch);
      window.removeEventListener('keyup', touch);
    };
  }, [isTouched]);
  if (isTouched || !isWanted) return null;
  return (
    <p className={styles.soundHint}>
      <Icon name="bellOff" />
      {deskText.me.soundUntouched}
    </p>
  );
}

export type NavItem = { path: string; label: string; icon: IconName; count: string; isLoud: boolean };

/** So many names of two words stand on one line of a phone, each. */
const itemsOnOneLineMax = 5;
/** The way to the others takes one of the places. */
const itemsBeforeMore = itemsOnOneLineMax - 1;

/** What a phone has on a screen of its own, where there is too much for its bar. */
export const laterItems = (items: readonly NavItem[]): readonly NavItem[] =>
  items.length > itemsOnOneLineMax ? items.slice(itemsBeforeMore) : [];

/** The parts of the desk; at the bottom of a phone, at the top of a wide screen. */
export function DeskNav({ items }: { items: readonly NavItem[] }) {
  const { pathname } = useLocation();
  const isHere = (path: string) =>
    path === paths.desk
      ? pathname === paths.desk || pathname.startsWith(`${paths.desk}/tips`)
      : pathname.startsWith(path);
  const later = laterItems(items);
  const morePath = `${paths.desk}/more`;
  const isLater = pathname === morePath || later.some(({ path }) => isHere(path));
  return (
    <nav className={styles.nav} aria-label={deskText.nav.label}>
      {items.map(({ path, label, icon, count, isLoud }, index) => (
        <Link
          key={path}
          to={path}
          aria-current={isHere(path) ? 'page' : undefined}
          data-later={(later.length > 0 && index >= itemsBeforeMore) || undefined}
        >
          <Icon name={icon} />
          <span>{label}</span>
          {count !== '' && (
            <span className={styles.badge} data-loud={isLoud || undefined}>
              {count}
            </span>
          )}
        </Link>
      ))}
      {later.length > 0 && (
        <Link to={morePath} className={styles.more} aria-current={isLater ? 'page' : undefined}>
          <Icon name="more" />
          <span>{deskText.nav.more}</span>
        </Link>
      )}
    </nav>
  );
}

/** The figure in front of the window's name, for who has another window before them. Every screen sets a title, also one that comes late. */
export function useTitleBadge(count: number, isMore: boolean): void {
  useEffect(() => {
    const badge = count > 0 ? `(${count}${isMore ? '+' : ''}) ` : '';
    const mark = () => {
      const wanted = badge + document.title.replace(/^\(\d+\+?\) /, '');
      if (document.title !== wanted) document.title = wanted;
    };
    mark();
    const observer = new MutationObserver(mark);
    observer.observe(document.head, { subtree: true, childList: true, characterData: true });
    return () => observer.disconnect();
  }, [count, isMore]);
}

/** A part that is no list of tips, in the width one reads well. It may come later than the desk; what stands around it stays. */
export function Pane({ children }: { children: ReactNode }) {
  return (
    <div className={styles.pane}>
      <div className={styles.paneInner}>
        <Suspense fallback={<Loading text={deskText.loadingPane} />}>{children}</Suspense>
      </div>
    </div>
  );
}
