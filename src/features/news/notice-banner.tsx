import { useEffect } from 'react';
import { Link } from 'react-router-dom';
import { renewFeedCopy } from '../../api/news-copy.ts';
import { noticesAtom, noticesInForce, refreshNoticesAtom, unitPath } from '../../api/notices.ts';
import { portalAtom } from '../../api/portal.ts';
import { instantText } from '../../lib/date-text.ts';
import { langOf } from '../../lib/language.ts';
import { onLineChange } from '../../lib/online.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { useNow } from '../../lib/use-now.ts';
import { useWhileVisible } from '../../lib/while-visible.ts';
import { localName } from '../../text/content-words.ts';
import { pathOfArticle, paths } from '../../text/paths.ts';
import { newsText } from '../../text/vi-news.ts';
import { Icon } from '../../ui/icon.tsx';
import styles from './notice-banner.module.css';

const words = newsText.notice;
/** A notice is promised within ten seconds; asking and drawing take their part of them. */
const askEveryMs = 8_000;
const endCheckedEveryMs = 15_000;
/** After what the screen in front needs. */
const keepNewsAfterMs = 1_000;

/** What is urgent now, over every screen, until its end; without a line as it was last heard. */
export default function NoticeBanner({ unitId, openId }: { unitId: string | null; openId: string | null }) {
  const notices = useAtomValue(noticesAtom);
  const portal = useAtomValue(portalAtom);
  const refresh = useSetAtom(refreshNoticesAtom);
  const now = useNow(endCheckedEveryMs);
  useEffect(() => {
    void refresh();
    return onLineChange(() => {
      if (navigator.onLine) void refresh();
    });
  }, [refresh]);
  useWhileVisible(refresh, askEveryMs);
  useNewsKept(unitId);

  const unitIds = portal && unitId !== null ? unitPath(portal.units, unitId) : null;
  const [first, ...others] = noticesInForce(notices, unitIds, now).filter(({ id }) => id !== openId);
  if (!first) return null;
  return (
    <section className={styles.banner} aria-label={words.label}>
      <Link to={pathOfArticle(first.id)} className={styles.notice}>
        <Icon name="warning" size={28} />
        <span className={styles.words}>
          <span>{words.from(localName(first.unit.name).replace(/^Công an /, ''))}</span>
          <strong className={styles.title} lang={langOf(first.title)}>
            {first.title}
          </strong>
          <span>{words.until(instantText(first.until))}</span>
        </span>
        <Icon name="forward" />
      </Link>
      {others.length > 0 && (
        <Link to={paths.news} className={styles.others}>
          {words.others(others.length)}
        </Link>
      )}
    </section>
  );
}

let keptFor: string | null | undefined;

/**
 * Once an opening of the app, and whenever the line returns, the newest news is kept on the phone and what was withdrawn let go of, also
 * when nobody opens the list.
 */
function useNewsKept(unitId: string | null): void {
  useEffect(() => {
    const keep = () => {
      if (!navigator.onLine || keptFor === unitId) return;
      keptFor = unitId;
      void renewFeedCopy(unitId);
    };
    const timer = setTimeout(keep, keepNewsAfterMs);
    const stop = onLineChange(() => {
      keptFor = undefined;
      keep();
    });
    return () => {
      clearTimeout(timer);
      stop();
    };
  }, [unitId]);
}
