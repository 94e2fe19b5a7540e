import { type ComponentType, useEffect, useState } from 'react';
import { recountTipsAtom, tipsOnPhoneAtom } from '../features/send-tip/kept-draft.ts';
import { onLineChange } from '../lib/online.ts';
import { useAtomValue, useSetAtom } from '../lib/store.ts';
import styles from './shell.module.css';

/**
 * What became of tips that were sent off, on every screen. All of it is fetched only where there is something to tell: hardly ever.
 */
export function TipsUnderWay() {
  const { waiting, setback, unsaved } = useAtomValue(tipsOnPhoneAtom);
  const Notices = useNotices(waiting + setback + unsaved > 0);
  useRecounting();
  return (
    <div role="status" className={styles.underWay}>
      {Notices && <Notices />}
    </div>
  );
}

/** Kept once loaded. Without a line it is asked for again when the line is back, which is when it is needed. */
function useNotices(isNeeded: boolean): ComponentType | null {
  const [notices, setNotices] = useState<{ component: ComponentType } | null>(null);
  const isMissing = isNeeded && notices === null;
  useEffect(() => {
    if (!isMissing) return;
    const load = () =>
      import('../features/send-tip/outgoing/outgoing-notices.tsx').then(
        ({ default: component }) => setNotices({ component }),
        () => undefined,
      );
    void load();
    return onLineChange(() => void load());
  }, [isMissing]);
  return notices?.component ?? null;
}

/** Another window of the app writes to the same storage. */
function useRecounting(): void {
  const recount = useSetAtom(recountTipsAtom);
  useEffect(() => {
    const count = () => recount();
    window.addEventListener('storage', count);
    return () => window.removeEventListener('storage', count);
  }, [recount]);
}
