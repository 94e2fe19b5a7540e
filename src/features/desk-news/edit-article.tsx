import { useState } from 'react';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import { changeArticle, type OpenedArticle, openArticle } from '../../api/desk-news.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button } from '../../ui/button.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Screen } from '../../ui/screen.tsx';
import { changeOf, formOf } from './article-form.rules.ts';
import { ArticleForm } from './article-form.tsx';

const words = deskNewsText.editor;

/** Changes an article, or begins its correction. `onDone` with how it stands now; null: nothing was changed. */
export function EditArticle(props: {
  desk: DeskApi;
  me: StaffMe;
  start: OpenedArticle;
  onDone: (next: OpenedArticle | null) => void;
}) {
  const { desk, start, onDone } = props;
  const { article } = start;
  const isCorrection = article.publishedVersion > 0;
  const [etag, setEtag] = useState(start.etag);
  const [newer, setNewer] = useState<OpenedArticle | null>(null);
  const isChanged = (problem: ApiProblem) => problem.kind === 'refused' && problem.code === 'content_changed';
  return (
    <Screen name={words.name} heading={isCorrection ? words.correctHeading : words.editHeading}>
      {newer && (
        <Notice tone="warning" announce="now">
          <p>{words.changed}</p>
          <Actions>
            <Button
              look="secondary"
              onPress={() => {
                setEtag(newer.etag);
                setNewer(null);
              }}
            >
              {words.overwrite}
            </Button>
            <Button look="secondary" onPress={() => onDone(newer)}>
              {words.takeTheirs}
            </Button>
          </Actions>
        </Notice>
      )}
      <ArticleForm
        desk={desk}
        me={props.me}
        draftCode={article.id}
        start={formOf(article)}
        mayChooseUnit={false}
        isCorrection={isCorrection}
        save={async (form) => {
          const result = await changeArticle(desk, article.id, changeOf(form, isCorrection), etag);
          if (result.ok) {
            onDone(result.value);
            return null;
          }
          if (isChanged(result.problem)) {
            const now = await openArticle(desk, article.id, null);
            if (now.ok) setNewer(now.value);
          }
          return result.problem;
        }}
        onCancel={() => onDone(null)}
      />
    </Screen>
  );
}
