import { useCallback, useEffect, useId, useState } from 'react';
import type { TipView } from '#contract/tips.ts';
import type { ApiProblem, ApiResult } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { accessByReceipt, peekAtTip, type TipAccess } from '../../api/sent-tips.ts';
import { useAtomValue, useSetAtom } from '../../lib/store.ts';
import { sentTipText } from '../../text/vi-sent-tips.ts';
import { Button } from '../../ui/button.tsx';
import { ConfirmDialog } from '../../ui/confirm-dialog.tsx';
import { EmptyState } from '../../ui/empty-state.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Card, Loading } from '../../ui/screen.tsx';
import { StatusLine } from '../../ui/status-line.tsx';
import { forgetAllTipsAtom, type KeptTip, keptTipsAtom } from './kept-tips.ts';
import styles from './my-tips.module.css';
import { TipRow } from './tip-row.tsx';

const words = sentTipText.kept;

type Open = (access: TipAccess) => void;

/** The tips whose codes are kept here. Covered until somebody taps, and again as soon as the app is out of sight. */
export function KeptTipList({ onOpen }: { onOpen: Open }) {
  const kept = useAtomValue(keptTipsAtom);
  const [isCovered, setIsCovered] = useState(true);
  const [hasForgotten, setHasForgotten] = useState(false);
  const headingId = useId();
  useCoverWhenHidden(setIsCovered);

  return (
    <section className={styles.section} aria-labelledby={headingId}>
      <h2 id={headingId}>{words.heading}</h2>
      <StatusLine>
        {hasForgotten && kept.length === 0 && (
          <Notice tone="success">
            <p>{words.forgotten}</p>
          </Notice>
        )}
      </StatusLine>
      {kept.length === 0 && <EmptyState drawing="letter" text={words.empty} />}
      {kept.length > 0 && isCovered && (
        <Card>
          <p>{words.cover}</p>
          <Button look="secondary" wide onPress={() => setIsCovered(false)}>
            {words.uncover}
          </Button>
        </Card>
      )}
      {kept.length > 0 && !isCovered && (
        <UncoveredTips kept={kept} onOpen={onOpen} onCover={() => setIsCovered(true)} />
      )}
      {kept.length > 0 && <ForgetAll onForgotten={() => setHasForgotten(true)} />}
    </section>
  );
}

function useCoverWhenHidden(setIsCovered: (isCovered: boolean) => void): void {
  useEffect(() => {
    const cover = () => {
      if (document.hidden) setIsCovered(true);
    };
    document.addEventListener('visibilitychange', cover);
    return () => document.removeEventListener('visibilitychange', cover);
  }, [setIsCovered]);
}

/** Reachable without uncovering: who is in a hurry must not have to look first. */
function ForgetAll({ onForgotten }: { onForgotten: () => void }) {
  const forget = useSetAtom(forgetAllTipsAtom);
  const [isAsked, setIsAsked] = useState(false);
  return (
    <>
      <div>
        <Button look="plain" onPress={() => setIsAsked(true)}>
          {words.forget}
        </Button>
        <p className={styles.forgetHint}>{words.forgetHint}</p>
      </div>
      <ConfirmDialog
        isOpen={isAsked}
        isDangerous
        heading={words.forgetQuestion}
        body={words.forgetBody}
        yes={words.forgetYes}
        no={words.forgetNo}
        onYes={() => {
          setIsAsked(false);
          forget();
          onForgotten();
        }}
        onNo={() => setIsAsked(false)}
      />
    </>
  );
}

type Asked = { tip: KeptTip; result: ApiResult<TipView> };

/** A phone asks for a few at a time, so that the first ones stand there soon. */
const askedAtOnceMax = 4;

async function peekAtAll(kept: readonly KeptTip[]): Promise<Asked[]> {
  const asked: Asked[] = [];
  for (let start = 0; start < kept.length; start += askedAtOnceMax) {
    const some = kept.slice(start, start + askedAtOnceMax);
    const results = some.map(async (tip) => ({
      tip,
      result: await peekAtTip(accessByReceipt(tip.code, tip.receipt)),
    }));
    asked.push(...(await Promise.all(results)));
  }
  return asked;
}

/** What was seen of these tips last time is kept nowhere: without a line there are only their codes. */
function UncoveredTips(props: { kept: readonly KeptTip[]; onOpen: Open; onCover: () => void }) {
  const { kept, onOpen } = props;
  const [asked, setAsked] = useState<Asked[] | null>(null);

  const load = useCallback(async () => {
    setAsked(null);
    setAsked(await peekAtAll(kept));
  }, [kept]);
  useEffect(() => {
    void load();
  }, [load]);

  if (!asked) return <Loading text={sentTipText.mine.loading} />;
  return (
    <>
      <ul className={styles.list}>
        {asked.map(({ tip, result }) => (
          <li key={tip.code}>
            <AskedTip result={result} tip={tip} onOpen={onOpen} onRetry={() => void load()} />
          </li>
        ))}
      </ul>
      <div className={styles.pair}>
        <Button look="secondary" icon="retry" onPress={() => void load()}>
          {sentTipText.mine.refresh}
        </Button>
        <Button look="plain" onPress={props.onCover}>
          {words.coverAgain}
        </Button>
      </div>
    </>
  );
}

function AskedTip(props: { tip: KeptTip; result: ApiResult<TipView>; onOpen: Open; onRetry: () => void }) {
  const { tip, result } = props;
  if (!result.ok) return <UnreadTip code={tip.code} problem={result.problem} onRetry={props.onRetry} />;
  const unread = result.value.timeline.filter(({ isNew }) => isNew).length;
  return (
    <TipRow
      tip={{ ...result.value, unread }}
      onOpen={() => props.onOpen(accessByReceipt(tip.code, tip.receipt))}
    />
  );
}

function UnreadTip(props: { code: string; problem: ApiProblem; onRetry: () => void }) {
  const { code, problem } = props;
  const isGone = problem.kind === 'refused' && problem.code === 'tip_not_found';
  return (
    <div className={styles.unread}>
      <p className={styles.title}>{code}</p>
      {isGone ? <p>{words.notFound}</p> : <FailedNotice {...problemText(problem)} onRetry={props.onRetry} />}
    </div>
  );
}
