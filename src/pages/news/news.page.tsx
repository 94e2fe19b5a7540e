import { useNavigationType, useSearchParams } from 'react-router-dom';
import { portalAtom } from '../../api/portal.ts';
import { problemText } from '../../api/problem-text.ts';
import { NewsFilter } from '../../features/news/news-filter.tsx';
import { NewsList } from '../../features/news/news-list.tsx';
import { type NewsChoice, rememberPlace, useNewsFeed } from '../../features/news/use-news-feed.ts';
import { chosenUnitAtom } from '../../features/ward/ward.atoms.ts';
import { instantText } from '../../lib/date-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { newsText } from '../../text/vi-news.ts';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';

const words = newsText.feed;

/** News of one's ward and those above it. `?category=` and `?q=` narrow it; the newest are there without a line. */
export default function NewsPage() {
  const unit = useAtomValue(chosenUnitAtom);
  const portal = useAtomValue(portalAtom);
  const [query, setQuery] = useSearchParams();
  const isComingBack = useNavigationType() === 'POP';
  const choice: NewsChoice = {
    unitId: unit?.id ?? null,
    category: query.get('category'),
    query: query.get('q') ?? '',
  };
  const { state, retry, loadMore } = useNewsFeed(choice, isComingBack);
  const choose = (name: 'category' | 'q', value: string | null) => {
    const next = new URLSearchParams(query);
    if (value) next.set(name, value);
    else next.delete(name);
    setQuery(next, { replace: true });
  };
  const categories = portal?.newsCategories ?? [];
  return (
    <Screen name={words.name} heading={words.heading} lead={unit ? words.leadOf(unit.name) : words.leadAll}>
      <NewsFilter
        categories={categories}
        category={choice.category}
        query={choice.query}
        onCategory={(category) => choose('category', category)}
        onQuery={(words) => choose('q', words)}
      />
      {state.kind === 'loading' && <Loading text={words.loading} />}
      {state.kind === 'failed' && (
        <FailedNotice lead={words.failed} {...problemText(state.problem)} onRetry={retry} />
      )}
      <StatusLine>
        {state.kind === 'ready' && choice.query !== '' && state.pages.items.length > 0 && (
          <p>{words.found(state.pages.items.length, state.pages.nextCursor !== null)}</p>
        )}
        {state.kind === 'ready' && state.pages.items.length === 0 && (
          <EmptyState
            drawing={choice.query === '' ? 'news' : 'search'}
            text={choice.query === '' ? words.empty : words.nothing(choice.query)}
          />
        )}
      </StatusLine>
      {state.kind === 'ready' && (
        <>
          {state.pages.behindSince !== null && (
            <Notice tone="info">
              <p>{words.behind(instantText(state.pages.behindSince))}</p>
            </Notice>
          )}
          <NewsList
            state={state}
            categoryName={(id) => categories.find((each) => each.id === id)?.name ?? ''}
            onOpen={() => rememberPlace(choice, state.pages)}
            onMore={loadMore}
          />
        </>
      )}
    </Screen>
  );
}
