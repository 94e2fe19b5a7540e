import { useCallback, useEffect, useState } from 'react';
import type { BroadcastPlan } from '#contract/news.ts';
import type { DeskApi } from '../../api/desk.ts';
import { broadcastArticle, type OpenedArticle, planBroadcast } from '../../api/desk-news.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { instantText } from '../../lib/date-text.ts';
import { deskNewsText } from '../../text/vi-desk-news.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Actions, Loading } from '../../ui/screen.tsx';
import styles from './desk-news.module.css';

const words = deskNewsText.broadcast;

/** What a broadcast would be, in figures, and then the press; it cannot be taken back, so it is asked about with the same figures. */
export function BroadcastPanel(props: {
  desk: DeskApi;
  articleId: string;
  run: (ask: () => Promise<ApiResult<OpenedArticle>>, said: string) => Promise<boolean>;
  onCancel: () => void;
}) {
  const { desk, articleId } = props;
  const [plan, setPlan] = useState<BroadcastPlan | null>(null);
  const [problem, setProblem] = useState<ApiProblem | null>(null);
  const ask = useCallback(async () => {
    setPlan(null);
    setProblem(null);
    const result = await planBroadcast(desk, articleId);
    if (result.ok) setPlan(result.value);
    else setProblem(result.problem);
  }, [desk, articleId]);
  useEffect(() => void ask(), [ask]);

  const press = async (confirmation: string) => {
    const isDone = await props.run(() => broadcastArticle(desk, articleId, confirmation), words.done);
    // What was said may no longer be so: it is read anew before anybody presses again.
    if (!isDone) void ask();
  };
  return (
    <>
      <h3>{words.heading}</h3>
      {problem && <FailedNotice {...problemText(problem)} onRetry={() => void ask()} />}
      {!plan && !problem && <Loading text={words.loading} />}
      {plan && <Plan plan={plan} onPress={(confirmation) => void press(confirmation)} />}
      <Actions>
        {plan && plan.confirmation === null && (
          <Button look="secondary" icon="retry" wide onPress={() => void ask()}>
            {words.again}
          </Button>
        )}
        <Button look="plain" wide onPress={props.onCancel}>
          {deskNewsText.acts.cancel}
        </Button>
      </Actions>
    </>
  );
}

function Plan({ plan, onPress }: { plan: BroadcastPlan; onPress: (confirmation: string) => void }) {
  const [isAsking, setIsAsking] = useState(false);
  const { followers, quota, confirmation } = plan;
  return (
    <>
      <dl className={styles.facts}>
        <Fact name={words.followers} value={words.people(followers)} />
        <Fact name={words.cost} value={words.costOf(quota.usedThisMonth)} />
        <Fact name={words.package} value={quota.packageName ?? words.unknownPackage} />
        <Fact name={words.articles} value={plan.articles.map(({ title }) => title).join('; ')} />
      </dl>
      {confirmation === null ? (
        <Notice tone="warning">
          <p>{plan.notBefore === null ? words.refused : words.notBefore(instantText(plan.notBefore))}</p>
        </Notice>
      ) : (
        <>
          <Button icon="bell" wide onPress={() => setIsAsking(true)}>
            {words.press}
          </Button>
          <ConfirmDialog
            isOpen={isAsking}
            heading={words.question(followers)}
            body={words.body(followers, quota.usedThisMonth)}
            yes={words.yes}
            no={deskNewsText.acts.no}
            isDangerous
            onYes={() => {
              setIsAsking(false);
              onPress(confirmation);
            }}
            onNo={() => setIsAsking(false)}
          />
        </>
      )}
    </>
  );
}

function Fact({ name, value }: { name: string; value: string }) {
  return (
    <div>
      <dt>{name}</dt>
      <dd>{value}</dd>
    </div>
  );
}
