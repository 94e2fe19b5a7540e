import { useEffect, useRef } from 'react';
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
import { NewMark } from '../../ui/new-mark.tsx';
import { RowLink, RowList, RowMarks, RowSoft, RowTitle, RowUrgent } from '../../ui/row-list.tsx';
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
      <RowList label={words.list}>
        {items.map((item) => (
          <Row
            key={item.id}
            item={item}
            categoryName={props.categoryName(item.category)}
            isUnread={isUnread(item, read, now)}
            onOpen={props.onOpen}
            now={now}
          />
        ))}
      </RowList>
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
    <RowLink to={pathOfArticle(item.id)} onOpen={props.onOpen} picture={cover && <Cover address={cover} />}>
      {(isUrgent || props.isUnread) && (
        <RowMarks>
          {isUrgent && <RowUrgent>{words.urgent}</RowUrgent>}
          {props.isUnread && <NewMark>{words.unread}</NewMark>}
        </RowMarks>
      )}
      <RowTitle lang={langOf(item.title)}>{item.title}</RowTitle>
      <RowSoft>
        {localName(item.unit.name)
          .replace(/^Công an p/, 'P')
          .replace(/^Công an q/, 'Q')}{' '}
        · {momentText(item.publishedAt, now)}
        {item.correctedAt !== null && ` · ${words.corrected}`}
      </RowSoft>
      <span className={styles.summary} lang={langOf(item.summary)}>
        {item.summary}
      </span>
      <RowSoft>{props.categoryName}</RowSoft>
    </RowLink>
  );
}

function Cover({ address }: { address: string }) {
  return (
    <img
      className={styles.cover}
      src={address}
      alt=""
      width={96}
      height={96}
      loading="lazy"
      decoding="async"
      onError={(event) => {
        event.currentTarget.hidden = true;
      }}
    />
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
