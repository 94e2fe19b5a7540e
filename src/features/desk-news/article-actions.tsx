import { useState } from 'react';
import type { DeskApi } from '../../api/desk.ts';
import { moveArticle, type OpenedArticle } from '../../api/desk-news.ts';
import { portalAtom } from '../../api/portal.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { unitsBelow } from '../../lib/units-below.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { ArticleButtons, type ArticlePanel, type PressedAct } from './article-buttons.tsx';
import { BroadcastPanel } from './broadcast-panel.tsx';
import { PublishPanel } from './publish-panel.tsx';
import { RemarkPanel } from './remark-panel.tsx';

const words = deskNewsText.acts;

type Moved = Promise<ApiResult<OpenedArticle>>;

/** What this person may do now, the likeliest first. */
export function ArticleActions(props: {
  desk: DeskApi;
  opened: OpenedArticle;
  onEdit: () => void;
  onMoved: (next: OpenedArticle) => void;
  /** Somebody was quicker: what is shown is old. */
  onStale: () => void;
}) {
  const { desk, opened, onMoved } = props;
  const { article } = opened;
  const [panel, setPanel] = useState<ArticlePanel | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const [done, setDone] = useState<string | null>(null);
  const [isBusy, setIsBusy] = useState(false);

  const run = async (ask: () => Moved, said: string): Promise<boolean> => {
    if (isBusy) return false;
    setIsBusy(true);
    setProblem(null);
    setDone(null);
    const result = await ask();
    setIsBusy(false);
    if (!result.ok) {
      setProblem(result.problem);
      if (result.problem.kind === 'refused' && result.problem.code === 'article_moved') props.onStale();
      return false;
    }
    onMoved(result.value);
    setPanel(null);
    setDone(said);
    return true;
  };
  const move = (act: PressedAct, said: string, body: object = {}) =>
    run(() => moveArticle(desk, article, act, body), said);
  const below = unitsBelow(useAtomValue(portalAtom)?.units ?? [], article.unit);
  const oasBelow = below.filter(({ oaId }) => oaId !== null).length;

  return (
    <Card>
      <h2>{words.heading}</h2>
      <StatusLine>
        {done !== null && (
          <Notice tone="success">
            <p>{done}</p>
          </Notice>
        )}
      </StatusLine>
      {problem && <FailedNotice {...problemText(problem)} />}
      {article.can.length === 0 && <p>{words.none}</p>}
      {panel === 'send-back' && (
        <RemarkPanel
          label={words.remark}
          yes={words.sendBack}
          isBusy={isBusy}
          onSend={(remark) => void move('send-back', words.sentBack, { remark })}
          onCancel={() => setPanel(null)}
        />
      )}
      {panel === 'publish' && (
        <PublishPanel
          isBusy={isBusy}
          oasBelow={oasBelow}
          onPublish={(wish) => void move('publish', wish.at ? words.scheduled : words.published, wish)}
          onCancel={() => setPanel(null)}
        />
      )}
      {panel === 'withdraw' && (
        <RemarkPanel
          label={words.reason}
          hint={words.withdrawHint}
          yes={words.withdrawYes}
          question={words.withdrawQuestion}
          isBusy={isBusy}
          onSend={(reason) => void move('withdraw', words.withdrawn, { reason })}
          onCancel={() => setPanel(null)}
        />
      )}
      {panel === 'broadcast' && (
        <BroadcastPanel desk={desk} articleId={article.id} run={run} onCancel={() => setPanel(null)} />
      )}
      {panel === null && (
        <ArticleButtons
          article={article}
          isBusy={isBusy}
          oasBelow={oasBelow}
          onEdit={props.onEdit}
          onPanel={setPanel}
          onMove={(act, said, body) => void move(act, said, body)}
        />
      )}
    </Card>
  );
}
