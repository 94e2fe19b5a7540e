import { type ComponentType, useEffect, useState } from 'react';
import { matchPath, useLocation } from 'react-router-dom';
import { chosenUnitAtom } from '../features/ward/ward.atoms.ts';
import { onLineChange } from '../lib/online.ts';
import { useAtomValue } from '../lib/store.ts';
import { paths } from '../text/paths.ts';

type Banner = ComponentType<{ unitId: string | null; openId: string | null }>;

/** Home is drawn by then. */
const loadAfterMs = 1_000;

/** Urgent notices over every screen; fetched once the screen in front is drawn, so that it waits for nothing. */
export function UrgentNotices() {
  const [banner, setBanner] = useState<{ component: Banner } | null>(null);
  const unit = useAtomValue(chosenUnitAtom);
  const { pathname } = useLocation();
  const isMissing = banner === null;
  useEffect(() => {
    if (!isMissing) return;
    const load = () =>
      import('../features/news/notice-banner.tsx').then(
        ({ default: component }) => setBanner({ component }),
        () => undefined,
      );
    const timer = setTimeout(() => void load(), loadAfterMs);
    const stop = onLineChange(() => void load());
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [isMissing]);
  const openId = matchPath(`${paths.news}/:id`, pathname)?.params.id ?? null;
  // Words that come are read aloud; on the page of calls for help nothing may move from under a finger, so there it stands below.
  return <div role="status">{banner && <banner.component unitId={unit?.id ?? null} openId={openId} />}</div>;
}
