import { useCallback, useState } from 'react';
import type { StaffNewsItem } from '#contract/news.ts';
import type { StaffMe } from '#contract/staff.ts';
import { type ArticleState, articleStates } from '#contract/vocabulary.ts';
import type { DeskApi } from '../../api/desk.ts';
import { listArticles } from '../../api/desk-news.ts';
import { problemText } from '../../api/problem-text.ts';
import { usePages } from '../../api/use-pages.ts';
import { instantText, momentText } from '../../lib/date-text.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button, LinkButton } from '../../ui/button.tsx';
import { Chips } from '../../ui/chips.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { RowLink, RowList, RowMarks, RowSoft, RowTitle, RowUrgent } from '../../ui/row-list.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { newArticlePath, pathOfDeskArticle } from './news-paths.ts';
import { StateMark } from './state-mark.tsx';

const words = deskNewsText.list;

/** All articles of one's unit and of those below it, newest first. */
export function ArticleList({ desk, me }: { desk: DeskApi; me: StaffMe }) {
  const [state, setState] = useState<ArticleState | null>(null);
  const { pages, problem, read } = usePages(
    useCallback((cursor: string | null) => listArticles(desk, state, cursor), [desk, state]),
  );

  return (
    <Screen name={words.name} heading={words.heading} lead={words.lead}>
      <LinkButton look="primary" icon="edit" wide to={newArticlePath}>
        {words.write}
      </LinkButton>
      <Chips
        label={words.filter}
        chips={[
          { id: null, name: words.all },
          ...articleStates.map((id) => ({ id, name: deskNewsText.states[id] })),
        ]}
        chosen={state}
        onChoose={setState}
        layout="lines"
      />
      {problem && (
        <FailedNotice lead={words.failed} {...problemText(problem)} onRetry={() => void read(null)} />
      )}
      {!pages && !problem && <Loading text={words.loading} />}
      <StatusLine>{pages?.items.length === 0 && <EmptyState drawing="news" text={words.empty} />}</StatusLine>
      <RowList label={words.label}>
        {pages?.items.map((item) => (
          <Row key={item.id} item={item} ownUnitId={me.unit.id} />
        ))}
      </RowList>
      {pages?.nextCursor && (
        <Button look="secondary" wide onPress={() => void read(pages.nextCursor)}>
          {words.more}
        </Button>
      )}
    </Screen>
  );
}

function Row({ item, ownUnitId }: { item: StaffNewsItem; ownUnitId: string }) {
  return (
    <RowLink to={pathOfDeskArticle(item.id)}>
      <RowMarks>
        <StateMark state={item.state} />
        {item.publishedVersion > 0 && item.state !== 'published' && item.state !== 'withdrawn' && (
          <span>{words.correcting}</span>
        )}
      </RowMarks>
      <RowTitle>{item.title}</RowTitle>
      {item.publishAt !== null && <strong>{words.publishAt(instantText(item.publishAt))}</strong>}
      {item.urgentUntil !== null && <RowUrgent>{words.urgentUntil(instantText(item.urgentUntil))}</RowUrgent>}
      <RowSoft>
        {item.unit.id !== ownUnitId && `${item.unit.name} · `}
        {words.updated(item.updatedBy.name, momentText(item.updatedAt, new Date()))}
      </RowSoft>
    </RowLink>
  );
}
