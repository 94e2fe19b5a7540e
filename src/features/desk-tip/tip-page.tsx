import { useState } from 'react';
import type { StaffMe } from '#contract/staff.ts';
import type { DeskApi } from '../../api/desk.ts';
import type { DeskLive } from '../../api/desk-live.ts';
import type { ApiProblem } from '../../api/problem.ts';
import { problemText } from '../../api/problem-text.ts';
import { useNow } from '../../lib/use-now.ts';
import { deskTipText } from '../../text/vi-desk-tip.ts';
import { Button } from '../../ui/button.tsx';
import { FailedNotice } from '../../ui/failed-notice.tsx';
import { Notice } from '../../ui/notice.tsx';
import { Loading } from '../../ui/screen.tsx';
import { ActionBar } from './action-bar.tsx';
import styles from './desk-tip.module.css';
import { TipContact } from './tip-contact.tsx';
import { TipHead } from './tip-head.tsx';
import { TipHistory } from './tip-history.tsx';
import { TipPhotos } from './tip-photos.tsx';
import { type ShowPoint, TipPlace } from './tip-place.tsx';
import { TipTerms } from './tip-terms.tsx';
import { type OpenedDeskTip, useDeskTip } from './use-desk-tip.ts';

const clockPeriodMs = 5_000;

/** A tip at the desk: all that is known of it, and at the bottom, under the thumb, what can be done. */
export function DeskTipPage(props: {
  desk: DeskApi;
  live: DeskLive;
  me: StaffMe;
  code: string;
  showPoint: ShowPoint;
}) {
  const { desk, code } = props;
  const opened = useDeskTip(desk, props.live, code);
  const { tip, problem } = opened;
  if (!tip) return <NotThere problem={problem} onRetry={() => void opened.refresh()} />;
  return (
    <article className={styles.page} aria-label={deskTipText.head.heading(code)}>
      <div className={styles.scroll}>
        {problem && (
          <FailedNotice
            lead={deskTipText.refreshFailed}
            {...problemText(problem)}
            onRetry={() => void opened.refresh()}
          />
        )}
        <Contents {...props} opened={opened} />
      </div>
      <ActionBar key={code} tip={tip} desk={desk} me={props.me} onChanged={opened.refresh} />
    </article>
  );
}

function NotThere({ problem, onRetry }: { problem: ApiProblem | null; onRetry: () => void }) {
  if (!problem) return <Loading text={deskTipText.loading} />;
  if (problem.kind === 'refused' && problem.status === 404) {
    return (
      <Notice tone="warning" announce="now">
        <p>{deskTipText.notFound}</p>
      </Notice>
    );
  }
  const { message, requestId } = problemText(problem);
  return (
    <FailedNotice message={`${deskTipText.failed} ${message}`} requestId={requestId} onRetry={onRetry} />
  );
}

function Contents(props: { desk: DeskApi; opened: OpenedDeskTip; showPoint: ShowPoint }) {
  const { tip, readAt, aheadMs } = props.opened;
  const nowMs = Math.max(useNow(clockPeriodMs), readAt) + aheadMs;
  const [uncovered, setUncovered] = useState<string | null>(null);
  if (!tip) return null;
  const isCovered = tip.restricted && uncovered !== tip.code;
  return (
    <>
      <TipHead tip={tip} nowMs={nowMs} />
      {isCovered ? (
        <section className={styles.cover}>
          <p>{deskTipText.head.cover}</p>
          <Button look="secondary" icon="lock" onPress={() => setUncovered(tip.code)}>
            {deskTipText.head.uncover}
          </Button>
        </section>
      ) : (
        <div className={styles.columns}>
          <section className={styles.section}>
            <h2>{deskTipText.words.heading}</h2>
            <p className={styles.story}>{tip.description || deskTipText.words.erased}</p>
            <TipPhotos photoIds={tip.photoIds} desk={props.desk} code={tip.code} />
          </section>
          <TipPlace tip={tip} showPoint={props.showPoint} />
          <TipContact tip={tip} />
          <TipTerms tip={tip} nowMs={nowMs} />
          <TipHistory tip={tip} desk={props.desk} />
        </div>
      )}
    </>
  );
}
