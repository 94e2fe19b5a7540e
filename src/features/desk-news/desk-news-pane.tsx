import { useLocation } from 'react-router-dom';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { ArticleList } from './article-list.tsx';
import { ArticlePage } from './article-page.tsx';
import { newArticlePath, newsDeskPath } from './news-paths.ts';
import { WriteArticle } from './write-article.tsx';

/** The desk's news: the list, one article, a new one. */
export default function DeskNewsPane({ desk, me }: { desk: DeskApi; me: StaffMe }) {
  const { pathname } = useLocation();
  if (pathname === newArticlePath) return <WriteArticle desk={desk} me={me} />;
  const id = pathname.slice(newsDeskPath.length + 1);
  return id === '' ? (
    <ArticleList desk={desk} me={me} />
  ) : (
    <ArticlePage key={id} desk={desk} me={me} id={id} />
  );
}
