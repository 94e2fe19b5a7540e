import { useEffect, useRef } from 'react';
import { Link } from 'react-router-dom';
import type { NewsItem } from '#contract/news.ts';
import { newsPhotoUrl } from '../../api/news.ts';
import { isUnread, readNewsAtom } from '../../api/news-read.ts';
import { momentText } from '../../lib/date-text.ts';
import { langOf } from '../../lib/language.ts';
import { useAtomValue } from '../../lib/store.ts';
import { localName } from '../../text/content-words.ts';
import { pathOfArticle } from '../../text/paths.ts';
import { newsText } from '../../text/vi-news.ts';
import { Button } from '../../ui/button.tsx';
import { Icon } from '../../ui/icon.tsx';
import { NewMark } from '../../ui/new-mark.tsx';
import styles from './news.module.css';
import type { NewsFeedState } from './use-news-feed.ts';

const words = newsText.feed;

/** The articles under each other, and older ones as one comes near the end. */
export function NewsList(props: {
  state: Extract<NewsFeedState, { kind: 'ready' }>;
  categoryName: (id: string) => string;
  onOpen: () => void;
  onMore: () => void;
}) {
  const { state, onMore } = props;
  const { items, nextCursor } = state.pages;
  const read = useAtomValue(readNewsAtom);
  const now = new Date();
  return (
    <>
      <ul className={styles.list} aria-label={words.list}>
        {items.map((item) => (
          <li key={item.id}>
            <Row
              item={item}
              categoryName={props.categoryName(item.category)}
              isUnread={isUnread(item, read, now)}
              onOpen={props.onOpen}
              now={now}
            />
          </li>
        ))}
      </ul>
      {nextCursor !== null && <More state={state.more} onMore={onMore} />}
      {nextCursor === null && items.length > 5 && <p className={styles.end}>{words.end}</p>}
    </>
  );
}

function Row(props: {
  item: NewsItem;
  categoryName: string;
  isUnread: boolean;
  onOpen: () => void;
  now: Date;
}) {
  const { item, now } = props;
  const isUrgent = item.urgentUntil !== null && Date.parse(item.urgentUntil) > now.getTime();
  const cover = item.cover && newsPhotoUrl(item.cover.url.replace(/\?.*$/, ''), 'thumbnail');
  return (
    <Link to={pathOfArticle(item.id)} className={styles.row} onClick={props.onOpen}>
      <span className={styles.words}>
        {(isUrgent || props.isUnread) && (
          <span className={styles.marks}>
            {isUrgent && (
              <span className={styles.urgent}>
                <Icon name="warning" size={18} />
                {words.urgent}
              </span>
            )}
            {props.isUnread && <NewMark>{words.unread}</NewMark>}
          </span>
        )}
        <span className={styles.title} lang={langOf(item.title)}>
          {item.title}
        </span>
        <span className={styles.soft}>
          {localName(item.unit.name)
            .replace(/^Công an p/, 'P')
            .replace(/^Công an q/, 'Q')}{' '}
          · {momentText(item.publishedAt, now)}
          {item.correctedAt !== null && ` · ${words.corrected}`}
        </span>
        <span className={styles.summary} lang={langOf(item.summary)}>
          {item.summary}
        </span>
        <span className={styles.soft}>{props.categoryName}</span>
      </span>
      {cover && (
        <img
          className={styles.cover}
          src={cover}
          alt=""
          width={96}
          height={96}
          loading="lazy"
          decoding="async"
          onError={(event) => {
            event.currentTarget.hidden = true;
          }}
        />
      )}
    </Link>
  );
}

/** From so far away the next page is fetched, so that who scrolls does not wait. */
const ahead = '600px';

function More({ state, onMore }: { state: 'idle' | 'loading' | 'failed'; onMore: () => void }) {
  const ref = useRef<HTMLDivElement>(null);
  const latest = useRef(onMore);
  latest.current = onMore;
  const isIdle = state === 'idle';
  useEffect(() => {
    const place = ref.current;
    // What failed is not tried again by itself: a press does it.
    if (!place || !isIdle || !('IntersectionObserver' in window)) return;
    const observer = new IntersectionObserver(
      (entries) => {
        if (entries.some(({ isIntersecting }) => isIntersecting)) latest.current();
      },
      { rootMargin: ahead },
    );
    observer.observe(place);
    return () => observer.disconnect();
  }, [isIdle]);
  return (
    <div ref={ref} className={styles.more}>
      <p role="status">
        {state === 'loading' && words.loadingMore}
        {state === 'failed' && words.moreFailed}
      </p>
      <Button look="secondary" wide inactive={state === 'loading'} onPress={onMore}>
        {words.more}
      </Button>
    </div>
  );
}
