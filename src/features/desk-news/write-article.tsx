import { useNavigate } from 'react-router-dom';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { createArticle } from '../../api/desk-news.ts';
import { useIsHere } from '../../lib/use-is-here.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { LinkButton } from '../../ui/button.tsx';
import { Screen } from '../../ui/screen.tsx';
import { emptyForm, newArticleOf } from './article-form.rules.ts';
import { ArticleForm } from './article-form.tsx';
import { newsDeskPath, pathOfDeskArticle } from './news-paths.ts';

const words = deskNewsText.editor;

/** A new article; once saved it has an address of its own. */
export function WriteArticle({ desk, me }: { desk: DeskApi; me: StaffMe }) {
  const navigate = useNavigate();
  const isHere = useIsHere();
  return (
    <Screen name={words.name} heading={words.newHeading}>
      <div>
        <LinkButton look="plain" icon="back" to={newsDeskPath}>
          {words.back}
        </LinkButton>
      </div>
      <ArticleForm
        desk={desk}
        me={me}
        draftCode="new"
        start={{ ...emptyForm, unitId: me.unit.id }}
        mayChooseUnit
        isCorrection={false}
        save={async (form) => {
          const result = await createArticle(desk, newArticleOf(form));
          if (!result.ok) return result.problem;
          if (isHere.current) navigate(pathOfDeskArticle(result.value.article.id), { replace: true });
          return null;
        }}
        onCancel={() => navigate(newsDeskPath)}
      />
    </Screen>
  );
}
