import { useState } from 'react';
import type { StaffArticle } from '#contract/news.ts';
import type { UnitSummary } from '#contract/portal.ts';
import type { ArticleAct } from '#contract/vocabulary.ts';
import type { DeskApi } from '../../api/desk.ts';
import { moveArticle, type OpenedArticle } from '../../api/desk-news.ts';
import { portalAtom } from '../../api/portal.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { useAtomValue } from '../../lib/store.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button, type ButtonLook } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import type { IconName } from '../../ui/icon.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Card } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
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
  const [panel, setPanel] = useState<'send-back' | 'publish' | 'withdraw' | 'broadcast' | null>(null);
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
  const move = (act: Exclude<ArticleAct, 'edit' | 'broadcast'>, said: string, body: object = {}) =>
    run(() => moveArticle(desk, article, act, body), said);
  const can = (act: ArticleAct) => article.can.includes(act);
  const oasBelow = countOasBelow(useAtomValue(portalAtom)?.units ?? [], article.unit.id);

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
        <Actions>
          {can('approve') && (
            <Asked
              icon="check"
              label={words.approve}
              heading={words.approveQuestion}
              body={words.approveBody(article.text.title)}
              yes={words.approveYes}
              onYes={() => void move('approve', words.approved)}
            />
          )}
          {can('publish') && (
            <Button icon="news" wide onPress={() => setPanel('publish')}>
              {words.publish}
            </Button>
          )}
          {can('submit') && (
            <Button
              icon="forward"
              wide
              inactive={isBusy}
              onPress={() => void move('submit', words.submitted)}
            >
              {words.submit}
            </Button>
          )}
          {can('edit') && (
            <Button look="secondary" icon="edit" wide onPress={props.onEdit}>
              {article.publishedVersion > 0 ? words.correct : words.edit}
            </Button>
          )}
          {can('send-back') && (
            <Button look="secondary" icon="back" wide onPress={() => setPanel('send-back')}>
              {words.sendBack}
            </Button>
          )}
          {can('oa-article') && !isAtOwnOa(article) && (
            <Asked
              look="secondary"
              icon="outside"
              label={words.oaArticle}
              heading={words.oaQuestion}
              body={words.oaBody}
              yes={words.oaArticle}
              onYes={() => void move('oa-article', words.oaSent)}
            />
          )}
          {can('oa-article') && oasBelow > 0 && (
            <Asked
              look="secondary"
              icon="outside"
              label={words.oaBelow(oasBelow)}
              heading={words.oaBelowQuestion}
              body={words.oaBelowBody(oasBelow)}
              yes={words.oaBelow(oasBelow)}
              onYes={() => void move('oa-article', words.oaSent, { toUnitsBelow: true })}
            />
          )}
          {can('broadcast') && (
            <Button look="secondary" icon="bell" wide onPress={() => setPanel('broadcast')}>
              {words.broadcast}
            </Button>
          )}
          {can('discard') && (
            <Asked
              look="secondary"
              label={words.discard}
              heading={words.discardQuestion}
              body={words.discardBody}
              yes={words.discard}
              onYes={() => void move('discard', words.discarded)}
            />
          )}
          {can('withdraw') && (
            <Button look="plain" icon="close" wide onPress={() => setPanel('withdraw')}>
              {words.withdraw}
            </Button>
          )}
        </Actions>
      )}
    </Card>
  );
}

const isAtOwnOa = ({ unit, deliveries }: StaffArticle): boolean =>
  deliveries.some(
    ({ kind, state, ...each }) => kind === 'create' && state !== 'parked' && each.unit.id === unit.id,
  );

/** Units below that have an OA. */
function countOasBelow(units: readonly UnitSummary[], unitId: string): number {
  const below = [unitId];
  for (const id of below)
    below.push(...units.filter(({ parentId }) => parentId === id).map((unit) => unit.id));
  return units.filter(({ id, oaId }) => id !== unitId && oaId !== null && below.includes(id)).length;
}

/** A button whose press is asked about once more. */
function Asked(props: {
  look?: ButtonLook;
  icon?: IconName;
  label: string;
  heading: string;
  body: string;
  yes: string;
  onYes: () => void;
}) {
  const [isAsking, setIsAsking] = useState(false);
  const { look = 'primary', icon } = props;
  return (
    <>
      <Button look={look} {...(icon ? { icon } : {})} wide onPress={() => setIsAsking(true)}>
        {props.label}
      </Button>
      <ConfirmDialog
        isOpen={isAsking}
        heading={props.heading}
        body={props.body}
        yes={props.yes}
        no={words.no}
        onYes={() => {
          setIsAsking(false);
          props.onYes();
        }}
        onNo={() => setIsAsking(false)}
      />
    </>
  );
}
