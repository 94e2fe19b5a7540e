import { useState } from 'react';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import type { OpenedArticle } from '../../api/desk-news.ts';
import { problemText } from '../../api/problem-text.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';
import { ArticleActions } from './article-actions.tsx';
import { ArticleDeliveries, ArticleHistory, ArticleVersions } from './article-history.tsx';
import { ArticleHead, ArticlePreview } from './article-preview.tsx';
import { EditArticle } from './edit-article.tsx';
import { newsDeskPath } from './news-paths.ts';
import { useDeskArticle } from './use-desk-article.ts';

const words = deskNewsText.article;

/** One article at the desk: how it looks, how far it is, and what this person does with it. */
export function ArticlePage({ desk, me, id }: { desk: DeskApi; me: StaffMe; id: string }) {
  const [version, setVersion] = useState<number | null>(null);
  const { opened, problem, read, show } = useDeskArticle(desk, id, version);
  const [edited, setEdited] = useState<OpenedArticle | null>(null);
  if (edited) {
    const leave = (next: OpenedArticle | null) => {
      if (next) show(next);
      setEdited(null);
    };
    return <EditArticle desk={desk} me={me} start={edited} onDone={leave} />;
  }
  return (
    <Screen
      key={opened ? 'open' : 'opening'}
      name={words.name}
      heading={opened?.article.text.title ?? words.name}
    >
      <div>
        <LinkButton look="plain" icon="back" to={newsDeskPath}>
          {deskNewsText.editor.back}
        </LinkButton>
      </div>
      {problem && <FailedNotice lead={words.failed} {...problemText(problem)} onRetry={() => void read()} />}
      {!opened && !problem && <Loading text={words.loading} />}
      {opened && (
        <>
          <ArticleHead article={opened.article} />
          <ArticlePreview desk={desk} article={opened.article} />
          {version === null && (
            <ArticleActions
              desk={desk}
              opened={opened}
              onEdit={() => setEdited(opened)}
              onMoved={(next) => {
                show(next);
                // What went to Zalo answers without the state that the next change has to name.
                if (next.etag === null) void read();
              }}
              onStale={() => void read()}
            />
          )}
          <ArticleDeliveries article={opened.article} />
          <ArticleHistory article={opened.article} />
          <ArticleVersions article={opened.article} shown={version} onShow={setVersion} />
        </>
      )}
    </Screen>
  );
}
