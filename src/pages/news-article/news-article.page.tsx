import { useParams } from 'react-router-dom';
import { problemText } from '../../api/problem-text.ts';
import { ArticleView } from '../../features/news/article-view.tsx';
import { useArticle } from '../../features/news/use-article.ts';
import { instantText } from '../../lib/date-text.ts';
import { localName } from '../../text/content-words.ts';
import { paths } from '../../text/paths.ts';
import { newsText } from '../../text/vi-news.ts';
import { LinkButton } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Loading, Screen } from '../../ui/screen.tsx';

const words = newsText.article;

/** One article, also straight from a link that somebody was sent. */
export default function NewsArticlePage() {
  const { id = '' } = useParams();
  return <OneArticle key={id} id={id} />;
}

function OneArticle({ id }: { id: string }) {
  const { state, retry } = useArticle(id);
  switch (state.kind) {
    case 'loading':
      return <Loading text={words.loading} />;
    case 'failed':
      return (
        <Screen name={words.name} heading={words.failed}>
          <FailedNotice {...problemText(state.problem)} onRetry={retry} />
        </Screen>
      );
    case 'gone':
      return (
        <Screen name={words.name} heading={words.goneHeading}>
          <p>{words.gone}</p>
          <LinkButton to={paths.news} wide>
            {words.all}
          </LinkButton>
        </Screen>
      );
    case 'ready': {
      const { article } = state.copy;
      return (
        <Screen
          key="ready"
          name={article.title}
          heading={article.title}
          lead={words.published(localName(article.unit.name), instantText(article.publishedAt))}
        >
          <ArticleView copy={state.copy} isBehind={state.isBehind} />
        </Screen>
      );
    }
  }
}
